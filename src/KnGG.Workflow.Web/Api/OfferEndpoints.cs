using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Offers;
using KnGG.Workflow.Runtime.Offers;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Web.Access;
using KnGG.Workflow.Web.Host;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnGG.Workflow.Web.Api;

/// <summary>The offer catalogue.</summary>
internal static class OfferEndpoints
{
    internal sealed record OfferAnswer(
        string Id, string Region, string Name, string Category, string Provider, string ProviderName, string HomeMunicipality, IReadOnlyList<string> Catchment, int? WaitingDays,
        int? FreePlaces, string Recognition, string? SourceId, int FromYears, int ToYears, string? ValidFrom, string? ValidUntil);

    internal sealed record OfferRequest(
        string? Id, string? Region, string? Name, string? Category, string? Provider, string? HomeMunicipality, IReadOnlyList<string>? Catchment, int? WaitingDays, int? FreePlaces,
        string? Recognition, string? SourceId, int? FromYears, int? ToYears, string? ValidFrom, string? ValidUntil);

    internal sealed record Saved(string Status);

    internal static void MapOffers(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/offers").WithTags("Aanbod");
        group.MapGet("/", Page).WithSummary("Aanbod van een regio, naar gemeente en soort");
        group.MapPost("/", Save).WithSummary("Aanbod toevoegen, of met een id bijwerken");
    }

    private static Results<Ok<ListAnswer<OfferAnswer>>, ProblemHttpResult> Page(
        Viewer viewer, OfferDesk desk, string? region, string? municipality, string? category, string? q, int page = 1, int pageSize = Lists.DefaultSize)
    {
        var check = new RequestCheck();
        check.OneOfOrNothing("category", category, CareCodes.CodesOf<OfferCategory>());
        if (check.HasErrors)
        {
            return check.Problem();
        }

        var filter = new OfferFilter { Municipality = municipality, Category = CareCodes.TryParseOfferCategory(category, out var parsed) ? parsed : null, Search = q };
        if ((region ?? FirstRegion(viewer, desk)) is not { } code || desk.Find(viewer.Id, code, filter) is not { } view)
        {
            return Problems.Of(404);
        }

        (page, pageSize) = (Math.Max(page, 1), Math.Clamp(pageSize, 1, 200));
        return TypedResults.Ok(new ListAnswer<OfferAnswer>([.. view.Lines.Skip((page - 1) * pageSize).Take(pageSize).Select(Of)], view.Lines.Count, page, pageSize));
    }

    private static Results<Ok<Saved>, ProblemHttpResult> Save(OfferRequest request, Viewer viewer, OfferDesk desk)
    {
        var check = new RequestCheck();
        var category = check.OneOf("category", request.Category, CareCodes.CodesOf<OfferCategory>());
        var recognition = check.OneOf("recognition", request.Recognition ?? "unknown", CareCodes.CodesOf<Recognition>());
        var from = check.Date("validFrom", request.ValidFrom);
        DateOnly? until = request.ValidUntil is null ? null : check.Date("validUntil", request.ValidUntil);
        if (check.HasErrors)
        {
            return check.Problem();
        }

        var offer = new Offer(
            request.Id ?? "", request.Name?.Trim() ?? "", CareCodes.TryParseOfferCategory(category, out var c) ? c : OfferCategory.WalkIn, request.Provider ?? "", request.HomeMunicipality ?? "",
            request.Catchment ?? [])
        {
            WaitingDays = request.WaitingDays,
            FreePlaces = request.FreePlaces,
            Recognition = CareCodes.TryParseRecognition(recognition, out var r) ? r : Recognition.Unknown,
            SourceId = request.SourceId,
            FromYears = request.FromYears ?? 0,
            ToYears = request.ToYears ?? 18,
            ValidFrom = from,
            ValidUntil = until,
        };
        return desk.Save(request.Region ?? FirstRegion(viewer, desk) ?? "", offer, viewer.Id) switch
        {
            RegionResult.Done => TypedResults.Ok(new Saved("saved")),
            RegionResult.NotAllowed refused => Problems.Of(403, refused.Why),
            RegionResult.Invalid invalid => Problems.Invalid(invalid.Errors.Select(e => new KeyValuePair<string, string>(e.Field, e.Message))),
            _ => Problems.Of(404),
        };
    }

    private static string? FirstRegion(Viewer viewer, OfferDesk desk) => desk.Regions(viewer.Id) is [var first, ..] ? first.Code : null;

    private static OfferAnswer Of(OfferLine line) => new(
        line.Offer.Id, line.Region, line.Offer.Name, CareCodes.ToCode(line.Offer.Category), line.Offer.Provider, line.ProviderName, line.Offer.HomeMunicipality, line.Offer.Catchment,
        line.Offer.WaitingDays, line.Offer.FreePlaces, CareCodes.ToCode(line.Offer.Recognition), line.Offer.SourceId, line.Offer.FromYears, line.Offer.ToYears,
        line.Offer.ValidFrom is { } from ? CareCodes.ToCode(from) : null, line.Offer.ValidUntil is { } until ? CareCodes.ToCode(until) : null);
}
