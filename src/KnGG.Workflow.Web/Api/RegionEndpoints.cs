using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Configuration;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Web.Access;
using KnGG.Workflow.Web.Host;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnGG.Workflow.Web.Api;

/// <summary>Settings of a region: read, and a new value from a day on.</summary>
internal static class RegionEndpoints
{
    private static readonly string[] Levels = ["region", "municipality", "organisation"];

    internal sealed record SettingAnswer(string Key, string Label, string Value, string Level, string SourceLabel, string Basis, string? ValidFrom, string Default, IReadOnlyList<string>? Choices);

    internal sealed record SettingRequest(string? Key, string? Level, string? Scope, string? Value, string? ValidFrom, string? SourceLabel, string? Basis);

    internal static void MapRegions(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/regions/{region}/settings").WithTags("Regio's");
        group.MapGet("/", Page).WithSummary("Instellingen zoals ze vandaag gelden, voor de regio, een gemeente of een organisatie");
        group.MapPost("/", Add).WithSummary("Een nieuwe waarde vanaf een dag");
    }

    private static Results<Ok<ListAnswer<SettingAnswer>>, ProblemHttpResult> Page(string region, Viewer viewer, SettingDesk desk, string? municipality, string? organisation)
    {
        if (desk.Find(viewer.Id, region, municipality, organisation) is not { } view)
        {
            return Problems.Of(404);
        }

        return TypedResults.Ok(new ListAnswer<SettingAnswer>([.. view.Lines.Select(Of)], view.Lines.Count, 1, view.Lines.Count));
    }

    private static Results<Created<SettingAnswer>, ProblemHttpResult> Add(string region, SettingRequest request, Viewer viewer, SettingDesk desk)
    {
        var check = new RequestCheck();
        var level = check.OneOf("level", request.Level ?? "region", Levels);
        var label = check.OneOf("sourceLabel", request.SourceLabel ?? "REGIONAL", CareCodes.CodesOf<SourceLabel>());
        DateOnly? from = request.ValidFrom is null ? null : check.Date("validFrom", request.ValidFrom);
        if (check.HasErrors)
        {
            return check.Problem();
        }

        // Checked above: both are among the codes.
        var parsedLevel = CareCodes.TryParseSettingLevel(level, out var l) ? l : SettingLevel.Region;
        var parsedLabel = CareCodes.TryParseSourceLabel(label, out var s) ? s : SourceLabel.Regional;
        var key = request.Key ?? "";
        return desk.Set(new SetSetting(region, key, parsedLevel, request.Scope ?? "", request.Value ?? "", from, parsedLabel, request.Basis ?? ""), viewer.Id) switch
        {
            RegionResult.Done => TypedResults.Created((string?)null, Of(desk.Find(
                viewer.Id, region, parsedLevel == SettingLevel.Municipality ? request.Scope : null, parsedLevel == SettingLevel.Organisation ? request.Scope : null)!.Lines.First(l => l.Definition.Key == key))),
            RegionResult.NotAllowed refused => Problems.Of(403, refused.Why),
            RegionResult.Invalid invalid => Problems.Invalid(invalid.Errors.Select(e => new KeyValuePair<string, string>(e.Field, e.Message))),
            _ => Problems.Of(404),
        };
    }

    private static SettingAnswer Of(SettingLine line) => new(
        line.Definition.Key, line.Definition.Label, line.Now.Value, CareCodes.ToCode(line.Now.Level), CareCodes.ToCode(line.Now.SourceLabel), line.Now.Basis,
        line.Now.ValidFrom is { } from ? CareCodes.ToCode(from) : null, line.Definition.Value, line.Definition.Choices.Count > 0 ? line.Definition.Choices : null);
}
