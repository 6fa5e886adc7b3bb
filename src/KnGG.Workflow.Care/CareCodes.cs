using System.Globalization;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Configuration;
using KnGG.Workflow.Care.Consent;
using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Offers;
using KnGG.Workflow.Care.Payers;
using KnGG.Workflow.Care.Risk;
using KnGG.Workflow.Care.Roles;
using KnGG.Workflow.Care.Routing;

namespace KnGG.Workflow.Care;

/// <summary>The contract's codes of every enumeration: what stands in JSON, CSV, options and the database. Parsing ignores case and outer spaces; what is not a code is refused.</summary>
public static class CareCodes
{
    /// <summary>Code of a GGR that is not known.</summary>
    public const string GgrUnknown = "onbekend";

    private static readonly CodeTable<Sex> SexCodes = new((Sex.Female, "female"), (Sex.Male, "male"));
    private static readonly CodeTable<Answer> AnswerCodes = new((Answer.Yes, "yes"), (Answer.Suspected, "suspected"), (Answer.No, "no"), (Answer.Unknown, "unknown"));
    private static readonly CodeTable<WeightClass> WeightClassCodes = new(
        (WeightClass.None, "none"), (WeightClass.Overweight, "overweight"), (WeightClass.Obesity1, "obesity1"), (WeightClass.Obesity2, "obesity2"), (WeightClass.Obesity3, "obesity3"));

    private static readonly CodeTable<Ggr> GgrCodes = new((Ggr.Geen, "geen"), (Ggr.Licht, "licht"), (Ggr.Matig, "matig"), (Ggr.Sterk, "sterk"), (Ggr.Extreem, "extreem"));
    private static readonly CodeTable<Route> RouteCodes = new(
        (Route.Under2, "under-2"), (Route.Adult, "adult"), (Route.RegularJgz, "regular-jgz"), (Route.JgzSocial, "jgz-social"),
        (Route.CzvOptional, "czv-optional"), (Route.Czv, "czv"), (Route.Pending, "pending"));

    private static readonly CodeTable<CzvInvolvement> CzvCodes = new((CzvInvolvement.Always, "always"), (CzvInvolvement.Optional, "optional"), (CzvInvolvement.No, "no"));
    private static readonly CodeTable<CzvAtLicht> CzvAtLichtCodes = new((CzvAtLicht.Unknown, "unknown"), (CzvAtLicht.Arranged, "arranged"), (CzvAtLicht.NotArranged, "not-arranged"));
    private static readonly CodeTable<PayerComponent> ComponentCodes = new(
        (PayerComponent.CzvIntake, "czv-intake"), (PayerComponent.CzvCoordination, "czv-coordination"), (PayerComponent.KinderGli, "kinder-gli"), (PayerComponent.Social, "social"),
        (PayerComponent.Care, "care"), (PayerComponent.Jeugdwet, "jeugdwet"), (PayerComponent.Jgz, "jgz"), (PayerComponent.Implementation, "implementation"));

    private static readonly CodeTable<GliInPlan> GliCodes = new(
        (GliInPlan.Recognised, "recognised"), (GliInPlan.NotRecognised, "not-recognised"), (GliInPlan.None, "none"), (GliInPlan.Undecided, "undecided"));

    private static readonly CodeTable<Payer> PayerCodes = new(
        (Payer.Insurer, "insurer"), (Payer.Municipality, "municipality"), (Payer.Statutory, "statutory"), (Payer.None, "none"), (Payer.Undecided, "undecided"));

    private static readonly CodeTable<AnamnesisPayer> AnamnesisPayerCodes = new(
        (AnamnesisPayer.InsurerFromMatig, "insurer-from-matig"), (AnamnesisPayer.InsurerOnlyIfGli, "insurer-only-if-gli"));

    private static readonly CodeTable<LiberationDay> LiberationDayCodes = new(
        (LiberationDay.Never, "never"), (LiberationDay.LustrumYears, "lustrum"), (LiberationDay.EveryYear, "every-year"));

    private static readonly CodeTable<SchoolRegion> SchoolRegionCodes = new((SchoolRegion.Noord, "noord"), (SchoolRegion.Midden, "midden"), (SchoolRegion.Zuid, "zuid"));
    private static readonly CodeTable<SettingLevel> LevelCodes = new(
        (SettingLevel.National, "national"), (SettingLevel.Region, "region"), (SettingLevel.Municipality, "municipality"), (SettingLevel.Organisation, "organisation"));

    private static readonly CodeTable<SourceLabel> LabelCodes = new(
        (SourceLabel.Seed, "SEED"), (SourceLabel.Read, "READ"), (SourceLabel.Recalled, "RECALLED"), (SourceLabel.New, "NEW"), (SourceLabel.Regional, "REGIONAL"));

    private static readonly CodeTable<GgrStatus> GgrStatusCodes = new((GgrStatus.Provisional, "provisional"), (GgrStatus.Confirmed, "confirmed"), (GgrStatus.Overridden, "overridden"));
    private static readonly CodeTable<LimitState> LimitStateCodes = new(
        (LimitState.NotStarted, "not-started"), (LimitState.Running, "running"), (LimitState.Warning, "warning"), (LimitState.Met, "met"), (LimitState.Passed, "passed"));

    private static readonly CodeTable<DataZone> ZoneCodes = new((DataZone.Identity, "identity"), (DataZone.Health, "health"), (DataZone.Social, "social"));
    private static readonly CodeTable<ConsentAge> ConsentAgeCodes = new((ConsentAge.Under12, "under-12"), (ConsentAge.From12To15, "12-15"), (ConsentAge.From16, "from-16"));
    private static readonly CodeTable<AfterBirthday> AfterBirthdayCodes = new((AfterBirthday.Stop, "stop"), (AfterBirthday.Continue, "continue"));
    private static readonly CodeTable<QualitySeverity> SeverityCodes = new((QualitySeverity.Off, "off"), (QualitySeverity.Warn, "warn"), (QualitySeverity.Block, "block"));
    private static readonly CodeTable<RoleView> RoleViewCodes = new((RoleView.Case, "case"), (RoleView.Item, "item"), (RoleView.Figures, "figures"), (RoleView.None, "none"));
    private static readonly CodeTable<OfferCategory> OfferCategoryCodes = new(
        (OfferCategory.Debts, "debts"), (OfferCategory.Parenting, "parenting"), (OfferCategory.Sport, "sport"), (OfferCategory.Food, "food"),
        (OfferCategory.SocialEmotional, "social-emotional"), (OfferCategory.Care, "care"), (OfferCategory.KinderGli, "kinder-gli"), (OfferCategory.WalkIn, "walk-in"));

    private static readonly CodeTable<Recognition> RecognitionCodes = new((Recognition.Recognised, "recognised"), (Recognition.Local, "local"), (Recognition.Unknown, "unknown"));

    private static readonly CodeTable<RiskKnowledge> RiskKnowledgeCodes = new((RiskKnowledge.Unknown, "unknown"), (RiskKnowledge.None, "none"), (RiskKnowledge.Present, "present"));
    private static readonly CodeTable<RiskKind> RiskKindCodes = new((RiskKind.RiskFactor, "risk-factor"), (RiskKind.Comorbidity, "comorbidity"), (RiskKind.Other, "other"));
    private static readonly CodeTable<TermUnit> TermUnitCodes = new((TermUnit.WorkingDays, "wd"), (TermUnit.Days, "d"), (TermUnit.Weeks, "wk"), (TermUnit.Months, "mo"));
    private static readonly CodeTable<SettingKind> SettingKindCodes = new(
        (SettingKind.Term, "term"), (SettingKind.Terms, "terms"), (SettingKind.Count, "count"), (SettingKind.Number, "number"), (SettingKind.Choice, "choice"),
        (SettingKind.List, "list"), (SettingKind.Core, "core"), (SettingKind.Date, "date"),
        (SettingKind.ForWhom, "for-whom"), (SettingKind.Groups, "groups"), (SettingKind.ClosedDays, "closed-days"), (SettingKind.Counted, "counted"));

    /// <summary>The code of a sex: <c>female</c>, <c>male</c>.</summary>
    public static string ToCode(Sex value) => SexCodes.CodeOf(value);

    /// <summary>Parses a sex.</summary>
    public static bool TryParseSex(string? text, out Sex value) => SexCodes.TryParse(text, out value);

    /// <summary>The code of an answer: <c>yes</c>, <c>suspected</c>, <c>no</c>, <c>unknown</c>.</summary>
    public static string ToCode(Answer value) => AnswerCodes.CodeOf(value);

    /// <summary>Parses an answer.</summary>
    public static bool TryParseAnswer(string? text, out Answer value) => AnswerCodes.TryParse(text, out value);

    /// <summary>The code of a weight class: <c>none</c>, <c>overweight</c>, <c>obesity1</c> to <c>obesity3</c>.</summary>
    public static string ToCode(WeightClass value) => WeightClassCodes.CodeOf(value);

    /// <summary>Parses a weight class.</summary>
    public static bool TryParseWeightClass(string? text, out WeightClass value) => WeightClassCodes.TryParse(text, out value);

    /// <summary>The code of a GGR: <c>geen</c>, <c>licht</c>, <c>matig</c>, <c>sterk</c>, <c>extreem</c>.</summary>
    public static string ToCode(Ggr value) => GgrCodes.CodeOf(value);

    /// <summary>The code of a GGR, or <c>onbekend</c> for null.</summary>
    public static string ToCode(Ggr? value) => value is { } known ? GgrCodes.CodeOf(known) : GgrUnknown;

    /// <summary>Parses a GGR; <c>onbekend</c> gives true with null.</summary>
    public static bool TryParseGgr(string? text, out Ggr? value)
    {
        value = null;
        if (string.Equals(text?.Trim(), GgrUnknown, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var found = GgrCodes.TryParse(text, out var known);
        value = found ? known : null;
        return found;
    }

    /// <summary>The code of a route, for example <c>czv-optional</c>.</summary>
    public static string ToCode(Route value) => RouteCodes.CodeOf(value);

    /// <summary>Parses a route.</summary>
    public static bool TryParseRoute(string? text, out Route value) => RouteCodes.TryParse(text, out value);

    /// <summary>The code of the involvement of a CZV: <c>always</c>, <c>optional</c>, <c>no</c>.</summary>
    public static string ToCode(CzvInvolvement value) => CzvCodes.CodeOf(value);

    /// <summary>Parses the involvement of a CZV.</summary>
    public static bool TryParseCzvInvolvement(string? text, out CzvInvolvement value) => CzvCodes.TryParse(text, out value);

    /// <summary>The code of the regional choice about a CZV at licht: <c>unknown</c>, <c>arranged</c>, <c>not-arranged</c>.</summary>
    public static string ToCode(CzvAtLicht value) => CzvAtLichtCodes.CodeOf(value);

    /// <summary>Parses the regional choice about a CZV at licht.</summary>
    public static bool TryParseCzvAtLicht(string? text, out CzvAtLicht value) => CzvAtLichtCodes.TryParse(text, out value);

    /// <summary>The code of a payer component, for example <c>czv-intake</c>.</summary>
    public static string ToCode(PayerComponent value) => ComponentCodes.CodeOf(value);

    /// <summary>Parses a payer component.</summary>
    public static bool TryParsePayerComponent(string? text, out PayerComponent value) => ComponentCodes.TryParse(text, out value);

    /// <summary>The code of the kinder-GLI in the plan: <c>recognised</c>, <c>not-recognised</c>, <c>none</c>, <c>undecided</c>.</summary>
    public static string ToCode(GliInPlan value) => GliCodes.CodeOf(value);

    /// <summary>Parses the kinder-GLI in the plan.</summary>
    public static bool TryParseGliInPlan(string? text, out GliInPlan value) => GliCodes.TryParse(text, out value);

    /// <summary>The code of a payer: <c>insurer</c>, <c>municipality</c>, <c>statutory</c>, <c>none</c>, <c>undecided</c>.</summary>
    public static string ToCode(Payer value) => PayerCodes.CodeOf(value);

    /// <summary>Parses a payer.</summary>
    public static bool TryParsePayer(string? text, out Payer value) => PayerCodes.TryParse(text, out value);

    /// <summary>The code of the regional choice about the intake: <c>insurer-from-matig</c>, <c>insurer-only-if-gli</c>.</summary>
    public static string ToCode(AnamnesisPayer value) => AnamnesisPayerCodes.CodeOf(value);

    /// <summary>Parses the regional choice about the intake.</summary>
    public static bool TryParseAnamnesisPayer(string? text, out AnamnesisPayer value) => AnamnesisPayerCodes.TryParse(text, out value);

    /// <summary>The code of the rule for Bevrijdingsdag: <c>never</c>, <c>lustrum</c>, <c>every-year</c>.</summary>
    public static string ToCode(LiberationDay value) => LiberationDayCodes.CodeOf(value);

    /// <summary>Parses the rule for Bevrijdingsdag.</summary>
    public static bool TryParseLiberationDay(string? text, out LiberationDay value) => LiberationDayCodes.TryParse(text, out value);

    /// <summary>The code of a school region: <c>noord</c>, <c>midden</c>, <c>zuid</c>.</summary>
    public static string ToCode(SchoolRegion value) => SchoolRegionCodes.CodeOf(value);

    /// <summary>Parses a school region.</summary>
    public static bool TryParseSchoolRegion(string? text, out SchoolRegion value) => SchoolRegionCodes.TryParse(text, out value);

    /// <summary>The code of a configuration level: <c>national</c>, <c>region</c>, <c>municipality</c>, <c>organisation</c>.</summary>
    public static string ToCode(SettingLevel value) => LevelCodes.CodeOf(value);

    /// <summary>Parses a configuration level.</summary>
    public static bool TryParseSettingLevel(string? text, out SettingLevel value) => LevelCodes.TryParse(text, out value);

    /// <summary>The code of a source label: <c>SEED</c>, <c>READ</c>, <c>RECALLED</c>, <c>NEW</c>, <c>REGIONAL</c>.</summary>
    public static string ToCode(SourceLabel value) => LabelCodes.CodeOf(value);

    /// <summary>Parses a source label.</summary>
    public static bool TryParseSourceLabel(string? text, out SourceLabel value) => LabelCodes.TryParse(text, out value);

    /// <summary>The code of the status of a GGR: <c>provisional</c>, <c>confirmed</c>, <c>overridden</c>.</summary>
    public static string ToCode(GgrStatus value) => GgrStatusCodes.CodeOf(value);

    /// <summary>Parses the status of a GGR.</summary>
    public static bool TryParseGgrStatus(string? text, out GgrStatus value) => GgrStatusCodes.TryParse(text, out value);

    /// <summary>The code of the state of an insured limit: <c>not-started</c>, <c>running</c>, <c>warning</c>, <c>met</c>, <c>passed</c>.</summary>
    public static string ToCode(LimitState value) => LimitStateCodes.CodeOf(value);

    /// <summary>Parses the state of an insured limit.</summary>
    public static bool TryParseLimitState(string? text, out LimitState value) => LimitStateCodes.TryParse(text, out value);

    /// <summary>The code of a data zone: <c>identity</c>, <c>health</c>, <c>social</c>.</summary>
    public static string ToCode(DataZone value) => ZoneCodes.CodeOf(value);

    /// <summary>Parses a data zone.</summary>
    public static bool TryParseDataZone(string? text, out DataZone value) => ZoneCodes.TryParse(text, out value);

    /// <summary>The code of an age group for consent: <c>under-12</c>, <c>12-15</c>, <c>from-16</c>.</summary>
    public static string ToCode(ConsentAge value) => ConsentAgeCodes.CodeOf(value);

    /// <summary>Parses an age group for consent.</summary>
    public static bool TryParseConsentAge(string? text, out ConsentAge value) => ConsentAgeCodes.TryParse(text, out value);

    /// <summary>The code of the rule for sharing after a birthday: <c>stop</c>, <c>continue</c>.</summary>
    public static string ToCode(AfterBirthday value) => AfterBirthdayCodes.CodeOf(value);

    /// <summary>Parses the rule for sharing after a birthday.</summary>
    public static bool TryParseAfterBirthday(string? text, out AfterBirthday value) => AfterBirthdayCodes.TryParse(text, out value);

    /// <summary>The code of the severity of a missing registration: <c>off</c>, <c>warn</c>, <c>block</c>.</summary>
    public static string ToCode(QualitySeverity value) => SeverityCodes.CodeOf(value);

    /// <summary>Parses the severity of a missing registration.</summary>
    public static bool TryParseQualitySeverity(string? text, out QualitySeverity value) => SeverityCodes.TryParse(text, out value);

    /// <summary>The code of what a role may see: <c>case</c>, <c>item</c>, <c>figures</c>, <c>none</c>.</summary>
    public static string ToCode(RoleView value) => RoleViewCodes.CodeOf(value);

    /// <summary>Parses what a role may see.</summary>
    public static bool TryParseRoleView(string? text, out RoleView value) => RoleViewCodes.TryParse(text, out value);

    /// <summary>The code of an offer category: for example <c>social-emotional</c>.</summary>
    public static string ToCode(OfferCategory value) => OfferCategoryCodes.CodeOf(value);

    /// <summary>Parses an offer category.</summary>
    public static bool TryParseOfferCategory(string? text, out OfferCategory value) => OfferCategoryCodes.TryParse(text, out value);

    /// <summary>The code of the recognition of an offer: <c>recognised</c>, <c>local</c>, <c>unknown</c>.</summary>
    public static string ToCode(Recognition value) => RecognitionCodes.CodeOf(value);

    /// <summary>Parses the recognition of an offer.</summary>
    public static bool TryParseRecognition(string? text, out Recognition value) => RecognitionCodes.TryParse(text, out value);

    /// <summary>The code of what is known about risk: <c>unknown</c>, <c>none</c>, <c>present</c>.</summary>
    public static string ToCode(RiskKnowledge value) => RiskKnowledgeCodes.CodeOf(value);

    /// <summary>Parses what is known about risk.</summary>
    public static bool TryParseRiskKnowledge(string? text, out RiskKnowledge value) => RiskKnowledgeCodes.TryParse(text, out value);

    /// <summary>The code of a kind of risk: <c>risk-factor</c>, <c>comorbidity</c>, <c>other</c>.</summary>
    public static string ToCode(RiskKind value) => RiskKindCodes.CodeOf(value);

    /// <summary>Parses a kind of risk.</summary>
    public static bool TryParseRiskKind(string? text, out RiskKind value) => RiskKindCodes.TryParse(text, out value);

    /// <summary>The code of a unit of a term: <c>wd</c>, <c>d</c>, <c>wk</c>, <c>mo</c>.</summary>
    public static string ToCode(TermUnit value) => TermUnitCodes.CodeOf(value);

    /// <summary>Parses a unit of a term.</summary>
    public static bool TryParseTermUnit(string? text, out TermUnit value) => TermUnitCodes.TryParse(text, out value);

    /// <summary>The code of a kind of setting: for example <c>term</c>.</summary>
    public static string ToCode(SettingKind value) => SettingKindCodes.CodeOf(value);

    /// <summary>Parses a kind of setting.</summary>
    public static bool TryParseSettingKind(string? text, out SettingKind value) => SettingKindCodes.TryParse(text, out value);

    /// <summary>The codes of an enumeration of this room in the order of the contract, for messages that name what is expected. Throws for another type.</summary>
    public static IReadOnlyList<string> CodesOf<T>() where T : struct, Enum => Tables.OfType<CodeTable<T>>().Single().Codes;

    /// <summary>A date as <c>yyyy-MM-dd</c>.</summary>
    public static string ToCode(DateOnly value) => Dutch.Iso(value);

    /// <summary>Parses a date written as <c>yyyy-MM-dd</c>, and nothing else.</summary>
    public static bool TryParseDate(string? text, out DateOnly value) =>
        DateOnly.TryParseExact(text?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value);

    /// <summary>All code tables, for JSON.</summary>
    internal static IEnumerable<ICodeTable> AllTables => Tables;

    private static readonly ICodeTable[] Tables =
    [
        SexCodes, AnswerCodes, WeightClassCodes, GgrCodes, RouteCodes, CzvCodes, CzvAtLichtCodes, ComponentCodes, GliCodes, PayerCodes, AnamnesisPayerCodes,
        LiberationDayCodes, SchoolRegionCodes, LevelCodes, LabelCodes, GgrStatusCodes, LimitStateCodes, ZoneCodes, ConsentAgeCodes, AfterBirthdayCodes,
        SeverityCodes, RoleViewCodes, OfferCategoryCodes, RecognitionCodes, RiskKnowledgeCodes, RiskKindCodes, TermUnitCodes, SettingKindCodes,
    ];
}
