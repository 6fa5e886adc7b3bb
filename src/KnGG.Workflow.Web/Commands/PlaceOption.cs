using KnGG.Workflow.Runtime.Regions;

namespace KnGG.Workflow.Web.Commands;

/// <summary>The place that a rule is asked for. Without one no database is opened, so that the answer comes at once.</summary>
internal static class PlaceOption
{
    private const string Region = "--region";
    private const string Organisation = "--organisation";

    /// <summary>The place that was typed; null when it was refused. Without a database the national values are used, and standard error says so.</summary>
    internal static async Task<FoundPlace?> Read(Arguments arguments)
    {
        var (region, organisation) = (arguments.Text(Region), arguments.Text(Organisation));
        if (region is null && organisation is null)
        {
            return FoundPlace.National;
        }

        if (!VerbHost.HasDatabase(arguments))
        {
            await arguments.Error.WriteLineAsync("Er is hier nog geen database; dit zijn de landelijke waarden. Wijs met --data MAP de map van de database aan.");
            return FoundPlace.National;
        }

        await using var services = await VerbHost.Open(arguments, publish: false);
        if (services is null)
        {
            return null;
        }

        var place = services.GetRequiredService<PlaceFinder>().Find(region, organisation, out var wrong);
        if (wrong is not null)
        {
            arguments.Refuse($"--{wrong.Field}: {wrong.Message}");
            return arguments.Refused() ? null : place;
        }

        return place;
    }
}
