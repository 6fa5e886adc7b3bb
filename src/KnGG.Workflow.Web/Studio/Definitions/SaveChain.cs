using System.Collections.Concurrent;

namespace KnGG.Workflow.Web.Studio.Definitions;

/// <summary>
/// Tells a stale save from a quick one. Studio saves half a second after each change, and the next save may leave before the answer to
/// the one before has come: it then still names the older revision. That is fine when every save in between came from the same page.
/// A save of another page in between means that two people edit, and the later one is refused.
/// </summary>
internal sealed class SaveChain
{
    private const int Remembered = 100;

    private readonly ConcurrentDictionary<string, List<Link>> _byDefinition = new(StringComparer.Ordinal);

    /// <summary>Whether a save by this page, which loaded that revision, may replace the current one.</summary>
    public bool MayReplace(string definitionId, string current, string loaded, string page)
    {
        if (current == loaded)
        {
            return true;
        }

        if (!_byDefinition.TryGetValue(definitionId, out var links))
        {
            return false;
        }

        lock (links)
        {
            var at = current;
            for (var i = links.Count - 1; i >= 0; i--)
            {
                if (links[i].To != at || links[i].Page != page)
                {
                    continue;
                }

                at = links[i].From;
                if (at == loaded)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Remembers who made a revision out of which.</summary>
    public void Add(string definitionId, string from, string to, string page)
    {
        if (from == to)
        {
            return;
        }

        var links = _byDefinition.GetOrAdd(definitionId, _ => []);
        lock (links)
        {
            links.Add(new Link(from, to, page));
            if (links.Count > Remembered)
            {
                links.RemoveRange(0, links.Count - Remembered);
            }
        }
    }

    private sealed record Link(string From, string To, string Page);
}
