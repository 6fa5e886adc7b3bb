using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Configuration;

namespace KnGG.Workflow.Care.Roles;

/// <summary>Who reports back to whom, when (Handreiking mei 2026, H4b, H5b and H6b onder A).</summary>
public static class FeedbackDuties
{
    private const string Referrer = "verwijzer";

    /// <summary>Every moment, in the order of the chain.</summary>
    public static IReadOnlyList<FeedbackDuty> All { get; } =
    [
        new("overdracht-afgewezen", "Overdracht afgewezen", RoleCodes.Czv, [Referrer], "terugkoppeling.termijn", SourceLabel.Recalled),
        new("gezin-niet-bereikt", "Gezin niet bereikt", RoleCodes.Czv, [Referrer], "terugkoppeling.termijn", SourceLabel.Read),
        new("medische-vraag-beantwoord", "Medische vraag beantwoord", RoleCodes.Huisarts, [RoleCodes.Jgz, RoleCodes.Czv], "terugkoppeling.termijn", SourceLabel.Recalled),
        new("anamnese-gereed", "Brede anamnese klaar", RoleCodes.Czv, [Referrer, RoleCodes.Jgz], "terugkoppeling.termijn", SourceLabel.Recalled),
        new("plan-gemaakt", "Plan gemaakt", RoleCodes.Czv, [Referrer, RoleCodes.Jgz], "terugkoppeling.termijn", SourceLabel.Recalled),
        new("interventie-gestart", "Interventie gestart", RoleCodes.Aanbieder, [RoleCodes.Czv], "interventie.startBevestigd", SourceLabel.Recalled),
        new("interventie-voortgang", "Voortgang van de interventie", RoleCodes.Aanbieder, [RoleCodes.Czv], "interventie.voortgang", SourceLabel.Recalled),
        new("interventie-beeindigd", "Interventie beëindigd", RoleCodes.Aanbieder, [RoleCodes.Czv], "interventie.eindverslag", SourceLabel.Recalled),
        new("evaluatie-12-maanden", "Evaluatie na 12 maanden", RoleCodes.Czv, [Referrer, RoleCodes.Jgz], "terugkoppeling.termijn", SourceLabel.Recalled),
        new("afgesloten", "Traject afgesloten", RoleCodes.Czv, [Referrer, RoleCodes.Jgz], "terugkoppeling.termijn", SourceLabel.Recalled),
    ];

    /// <summary>The duty at a moment, or null.</summary>
    public static FeedbackDuty? Find(string moment) => All.FirstOrDefault(d => d.Moment == moment);

    /// <summary>Whether two moments are told in one message: the second comes before the first is due.</summary>
    public static bool Joined(DateOnly first, DateOnly second, Term term, WorkCalendar calendar) => second >= first && second <= calendar.Add(first, term);
}
