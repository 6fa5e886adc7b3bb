namespace KnGG.Workflow.Runtime.Tests.Regions;

/// <summary>
/// Words and phrases that must not stand in a text, whatever their case. A text is walked once, however many there are: each of its words is looked
/// up, and what begins with it is compared. A word is letters, digits and hyphens: "J-1" is not found in "J-12", nor "demo" in "demografie".
/// </summary>
internal sealed class ForbiddenWords
{
    private readonly Dictionary<string, List<string>> _byFirstWord = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<string>>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public ForbiddenWords() => _lookup = _byFirstWord.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>How many words and phrases.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a word or phrase, once.</summary>
    public void Add(string phrase)
    {
        var first = WordAt(phrase, 0);
        Assert.True(first > 0, $"'{phrase}' begins with no letter or digit: it would never be found.");
        if (!_byFirstWord.TryGetValue(phrase[..first], out var phrases))
        {
            _byFirstWord.Add(phrase[..first], phrases = []);
        }

        if (!phrases.Contains(phrase, StringComparer.OrdinalIgnoreCase))
        {
            phrases.Add(phrase);
            Count++;
        }
    }

    /// <summary>What of it stands in a text.</summary>
    public IEnumerable<string> In(string text)
    {
        for (int start = 0, length; start < text.Length; start += Math.Max(1, length))
        {
            length = WordAt(text, start);
            if (length == 0 || !_lookup.TryGetValue(text.AsSpan(start, length), out var phrases))
            {
                continue;
            }

            foreach (var phrase in phrases)
            {
                if (text.AsSpan(start).StartsWith(phrase, StringComparison.OrdinalIgnoreCase) && WordAt(text, start + phrase.Length) == 0)
                {
                    yield return phrase;
                }
            }
        }
    }

    private static int WordAt(string text, int start)
    {
        var end = start;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '-'))
        {
            end++;
        }

        return end - start;
    }
}
