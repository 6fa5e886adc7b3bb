using KnGG.Workflow.Care.Offers;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Runtime.Offers;

namespace KnGG.Workflow.Web.Offers;

/// <summary>Puts the offers of the child's municipality, best first, at the fields of a form that ask for them.</summary>
internal sealed class OfferChoices(OfferDesk desk)
{
    /// <summary>The form with the offers to choose from; the form itself when it asks for none.</summary>
    internal Form For(Form form, TrajectoryFile? file)
    {
        if (file is null || !form.Fields.SelectMany(f => f.Columns.Prepend(f)).Any(f => f.ChoicesFrom == ChoiceSources.Offers))
        {
            return form;
        }

        var rankings = desk.For(file);
        var unused = string.Join(' ', rankings.Where(r => r.IsUnused).Select(r => r.Reason));
        FormChoice[] choices = [.. rankings.SelectMany(r => r.Offers.Select(o => new FormChoice(o.Offer.Id, Label(r, o))))];
        FormField With(FormField field) => field.ChoicesFrom == ChoiceSources.Offers ? field with { Choices = choices.Length == 0 ? field.Choices : choices, Help = Help(field, unused) } : field with { Columns = [.. field.Columns.Select(With)] };
        return choices.Length == 0 && unused.Length == 0 ? form : form with { Fields = [.. form.Fields.Select(With)] };
    }

    /// <summary>The answer with the provider as organisation where an offer was chosen and no organisation named.</summary>
    internal Value WithProviders(Form form, Value answer, TrajectoryFile? file)
    {
        if (file is null || answer.Kind != ValueKind.Map || !form.Fields.Any(f => f.Columns.Any(c => c.ChoicesFrom == ChoiceSources.Offers) && f.Columns.Any(c => c.Name == "organisation")))
        {
            return answer;
        }

        var providers = desk.For(file).SelectMany(r => r.Offers).ToDictionary(o => o.Offer.Id, o => o.Offer.Provider, StringComparer.Ordinal);
        Value Row(Value row) => row.Kind == ValueKind.Map && row["organisation"].IsNullish && row["offer"].TextOrNull is { } offer && providers.TryGetValue(offer, out var provider)
            ? Value.Of(row.AsMap.With("organisation", Value.Of(provider)))
            : row;
        var map = answer.AsMap;
        foreach (var list in form.Fields.Where(f => f.Columns.Any(c => c.ChoicesFrom == ChoiceSources.Offers) && answer[f.Name].Kind == ValueKind.List))
        {
            map = map.With(list.Name, Value.Of((IReadOnlyList<Value>)[.. answer[list.Name].AsList.Select(Row)]));
        }

        return Value.Of(map);
    }

    // What the municipality does not use is told, or people look for it in vain.
    private static string Help(FormField field, string unused) => unused.Length == 0 ? field.Help : string.IsNullOrEmpty(field.Help) ? unused : field.Help + " " + unused;

    private static string Label(OfferRanking ranking, RankedOffer offer) =>
        $"{OfferWords.Category(ranking.Need.Category)}: {offer.Offer.Name} ({string.Join(", ", offer.Reasons.Select(r => char.ToLowerInvariant(r[0]) + r[1..]))})";
}
