using System.Globalization;
using KnGG.Workflow.Care.Configuration;
using KnGG.Workflow.Care.Offers;

namespace KnGG.Workflow.Web.Offers;

/// <summary>Offers in words.</summary>
internal static class OfferWords
{
    internal static string Category(OfferCategory category) => Capital(OfferRules.NameOf(category));

    internal static string Waiting(Offer offer) => offer.FreePlaces == 0 ? "geen plaats vrij" : offer.WaitingDays switch
    {
        null => "niet bekend",
        0 => "geen wachttijd",
        1 => "1 dag",
        { } days => FormattableString.Invariant($"{days} dagen"),
    };

    internal static string Recognition(Recognition recognition) => recognition switch
    {
        Care.Offers.Recognition.Recognised => "erkend",
        Care.Offers.Recognition.Local => "lokaal, niet erkend",
        _ => "niet bekend",
    };

    internal static string Fte(double fte) => fte.ToString("0.##", CultureInfo.InvariantCulture).Replace('.', ',') + " fte";

    internal static string Use(MunicipalRule rule) =>
        rule.FromYears > rule.ToYears ? "Nooit" : "Alleen van " + new ForWhom(rule.FromYears, rule.ToYears, rule.FromGgr).ToDutch();

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
