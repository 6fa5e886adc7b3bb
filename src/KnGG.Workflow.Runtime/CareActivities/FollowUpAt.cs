using System.Globalization;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Trajectories;

namespace KnGG.Workflow.Runtime.CareActivities;

/// <summary>Waits until a day that is counted from now, from the start of aftercare or from a birthday. Years are fine.</summary>
internal sealed class FollowUpAt : CareActivity
{
    private const string Done = "Klaar";
    private const string Past = "Voorbij";
    private const string FromNow = "nu";
    private const string FromAftercare = "start-nazorg";
    private const string FromHandover = "startdatum-overdracht";

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "KnGG.FollowUpAt",
        Category = Category,
        DisplayName = "Vervolg op",
        Description = "Wacht tot een dag, geteld vanaf nu, vanaf de start van de nazorg of vanaf een verjaardag. Valt altijd op een werkdag, om 9 uur.",
        Inputs =
        [
            In("In", "Na", "Termijn of instelling; leeg: op de dag zelf."),
            OneOf("Anchor", "Geteld vanaf", "Vanaf wanneer.", [
                ("Nu", FromNow), ("Start van de nazorg", FromAftercare), ("Startdatum van de overdracht", FromHandover), ("12e verjaardag", "verjaardag-12"), ("16e verjaardag", "verjaardag-16"), ("18e verjaardag", "verjaardag-18")], fallback: FromNow),
            In("Handover", "Overdracht", "Id van de overdracht waarvan de startdatum telt.") with { DefaultSyntax = "Variable" },
            In("Before", "Ervoor in plaats van erna", "De termijn telt terug.", "checkbox", "Boolean", fallback: Value.False),
            In("SkipSchoolHolidays", "Niet in schoolvakanties", "Kies een schooldag zo dicht mogelijk bij de dag.", "checkbox", "Boolean", fallback: Value.False),
            In("RunsThroughPause", "Loopt door tijdens een pauze", "Voor grenzen die niet stilstaan, zoals die van een verzekering.", "checkbox", "Boolean", fallback: Value.False),
        ],
        Outcomes = [Done, Past],
        Outputs = [new OutputDescriptor("DueAt", "DateTime", "Moment")],
    };

    public override void Execute(ActivityContext context)
    {
        var care = Snapshot(context);
        var anchor = Text(context, "Anchor");
        if (!TryTerm(context, care, "In", null, out var term) || !TryAnchor(context, care, anchor, out var from))
        {
            return;
        }

        var calendar = care.Calendar(Today(context));
        var length = term ?? Term.Days(0);
        var before = Flag(context, "Before");
        var wished = before ? Before(calendar, from, length) : calendar.Add(from, length);
        var day = Flag(context, "SkipSchoolHolidays") ? calendar.VisitDay(wished, Window(care, Today(context))) : calendar.NextWorkingDay(wished);
        var due = Morning(day);
        context.SetOutput("DueAt", Value.Of(due));
        if (due > context.Now)
        {
            context.WaitUntil(due, "vervolg");
            context.Narrate($"Gepland op {day.ToString("d-M-yyyy", CultureInfo.InvariantCulture)}: '{context.Node.DisplayName}'.");
            return;
        }

        // A check that should have been done is done at once; a birthday that has been, or a warning before something, is over.
        var isOver = before || anchor is not (FromNow or FromAftercare or FromHandover);
        context.Narrate(isOver ? $"Al voorbij: '{context.Node.DisplayName}'." : $"Nu aan de orde: '{context.Node.DisplayName}'.");
        context.Complete(isOver ? Past : Done);
    }

    public override void Resume(ActivityContext context, Bookmark bookmark, Stimulus stimulus)
    {
        context.Narrate($"Nu aan de orde: '{context.Node.DisplayName}'.");
        context.Complete(Done);
    }

    public override void Postponed(ActivityContext context, Postpone period)
    {
        // A birthday, a date that somebody gave, or a limit of an insurer comes all the same.
        if (Text(context, "Anchor") is FromNow or FromAftercare or "" && !Flag(context, "Before") && !Flag(context, "RunsThroughPause"))
        {
            Rest.Of(context, period).MoveTimers(context, Snapshot(context).Calendar(Today(context)));
        }
    }

    public override void Cancel(ActivityContext context) => WithdrawOffer(context);

    private bool TryAnchor(ActivityContext context, CareSnapshot care, string anchor, out DateOnly from)
    {
        from = Today(context);
        if (anchor is FromNow or "")
        {
            return true;
        }

        if (!TryFile(context, out _, out var file))
        {
            return false;
        }

        if (anchor == FromAftercare)
        {
            from = DutchTime.ToLocalDate(file.Health.Baseline?.At ?? file.Process.StageSince ?? context.Now);
            return true;
        }

        if (anchor == FromHandover)
        {
            if (!TryId(context, "Handover", out var id))
            {
                return false;
            }

            KeepOffer(context, id);
            from = id is { } handover && file.Handover(handover)?.StartsOn is { } starts && starts > from ? starts : from;
            return true;
        }

        if (anchor.StartsWith("verjaardag-", StringComparison.Ordinal) && int.TryParse(anchor.AsSpan("verjaardag-".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var years))
        {
            from = Age.Birthday(care.File!.Child.BirthDate, years);
            return true;
        }

        context.Fault($"'{anchor}' is geen moment om vanaf te tellen; kies nu, start-nazorg, startdatum-overdracht of verjaardag-12, -16 of -18.");
        return false;
    }

    private static int Window(CareSnapshot care, DateOnly today)
    {
        var window = care.Setting("vervolg.venster", today).AsTerm();
        return window.Unit == TermUnit.Weeks ? 7 * window.Amount : window.Unit == TermUnit.Months ? 30 * window.Amount : window.Amount;
    }
}
