using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Risk;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Runtime.Trajectories;

namespace KnGG.Workflow.Runtime.CareActivities;

/// <summary>Yes or no about the file, for a definition to branch on without seeing the values.</summary>
internal sealed class FileQuestion : CareActivity
{
    private static readonly string[] Professionals = ["jgz", "jeugdarts", "jeugdverpleegkundige", "huisarts", "kinderarts", "poh", "dietist", "oefentherapeut", "sporttherapeut", "fysiotherapeut", "czv"];

    private static readonly (string Code, string Text, Func<CareSnapshot, TrajectoryFile, DateOnly, bool> Answer)[] Questions =
    [
        ("meting-aanwezig", "Is er een meting?", (_, f, _) => f.NewestMeasurement is not null),
        ("meting-recent", "Is er kort geleden gemeten?", (c, f, d) => f.NewestMeasurement is { } m && c.Calendar(d).Add(m.On, c.Setting("meting.recent", d).AsTerm()) >= d),
        ("onder-2", "Is het kind jonger dan 2?", (_, f, d) => !Age.HasReached(f.Child.BirthDate, d, Classifier.FromYears)),
        ("vanaf-18", "Is de jongere 18 of ouder?", (_, f, d) => Age.HasReached(f.Child.BirthDate, d, Classifier.ToYears)),
        ("ggr-bevestigd", "Is het GGR vastgesteld?", (_, f, _) => f.Health.GgrStatus is "confirmed" or "overridden"),
        ("ggr-vanaf-matig", "Is het GGR matig of hoger?", (_, f, _) => f.Health.Ggr is >= Ggr.Matig),
        ("problemen", "Zijn er (vermoedens van) problemen?", (_, f, _) => f.Social.Questions?.AnyProblem == true),
        ("verwijzer-bevoegd", "Deed een bevoegde verwijzer het gesprek?", (c, f, d) => f.NewestMeasurement is { } m && c.Setting("verwijzers", d).AsList().Contains(m.Source)),
        ("czv-bij-licht-geregeld", "Is een CZV bij licht GGR geregeld?", (c, _, d) => c.Setting("czvBijLicht", d).Value == "arranged"),
        ("czv-is-jgz", "Zijn CZV en JGZ dezelfde organisatie?", (c, f, _) => Holder(c, f, "czv") is { } czv && czv == Holder(c, f, "jgz")),
        ("regie-bij-jgz", "Heeft de JGZ de regie?", (_, f, _) => f.Owner?.Role == "jgz"),
        ("plan-akkoord", "Is het gezin akkoord met het plan?", (_, f, _) => f.Plan?.AgreedAt is not null),
        ("kinder-gli-in-plan", "Staat er een kinder-GLI in het plan?", (_, f, _) => f.Plan?.Items.Any(i => i.Kind == ItemKinds.KinderGli && !ItemStates.IsEnd(i.State)) == true),
        ("alle-items-gestart", "Is alles uit het plan gestart?", (_, f, _) => f.Plan is { Items.Count: > 0 } p && p.Items.All(i => i.State == ItemStates.Started || ItemStates.IsEnd(i.State))),
        ("alle-items-klaar", "Is alles uit het plan klaar?", (_, f, _) => f.Plan is { Items.Count: > 0 } p && p.Items.All(i => ItemStates.IsEnd(i.State))),
        ("nieuwe-comorbiditeit", "Is er na het vaststellen van het GGR iets nieuws over risico bekend?", (_, f, _) => f.Health.Risk is { } r && f.Health.Verdicts.Count > 0 && r.At > f.Health.Verdicts[^1].At && r.Parsed.Knowledge == RiskKnowledge.Present),
        ("signaal-van-professional", "Kwam het signaal van een zorgprofessional?", (_, f, _) => f.Process.Signals.Count > 0 && Professionals.Contains(f.Process.Signals[^1].Source)),
        ("volgende-controle-nodig", "Is er nog een controle van de nazorg te gaan?", ChecksLeft),
    ];

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "KnGG.FileQuestion",
        Category = Category,
        DisplayName = "Vraag aan het dossier",
        Description = "Een vraag over het dossier met ja of nee. De waarden zelf komen niet in de workflow.",
        Inputs = [OneOf("Question", "Vraag", "Wat er gevraagd wordt.", [.. Questions.Select(q => (q.Text, q.Code))], required: true)],
        Outcomes = ["Ja", "Nee"],
    };

    public override void Execute(ActivityContext context)
    {
        if (!TryFile(context, out var care, out var file))
        {
            return;
        }

        var code = Text(context, "Question");
        if (Questions.FirstOrDefault(q => q.Code == code) is not { Answer: { } answer } question)
        {
            context.Fault($"De vraag '{code}' bestaat niet; kies uit: {string.Join(", ", Questions.Select(q => q.Code))}.");
            return;
        }

        // The answer itself may be health or social data, so the story is silent about it; the outcome says which way was taken.
        context.Complete(answer(care, file, Today(context)) ? "Ja" : "Nee");
    }

    // A check may be done some weeks early, for instance before a holiday; it must not come a second time on its wished day.
    private static bool ChecksLeft(CareSnapshot care, TrajectoryFile file, DateOnly on)
    {
        var calendar = care.Calendar(on);
        var window = care.Setting("terugval.controle.venster", on).AsTerm();
        return file.Health.Baseline is { } baseline
            && care.Setting("terugval.controle", on).AsTerms().Any(t => calendar.Subtract(calendar.Add(DutchTime.ToLocalDate(baseline.At), t), window) > on);
    }

    private static Guid? Holder(CareSnapshot care, TrajectoryFile file, string role) => file.Holder(role)?.OrganisationId ?? care.Covering(role);
}
