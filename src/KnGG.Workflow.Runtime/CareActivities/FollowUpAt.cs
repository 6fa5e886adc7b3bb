using System.Globalization;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Payers;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Trajectories;

namespace KnGG.Workflow.Runtime.CareActivities;

/// <summary>
/// Waits until a day that is counted from now, from the start of the step or of aftercare or from a birthday, or until the day on which a limit of the
/// insurance has to be looked at. Years are fine. A series of terms gives its first day that is still to come.
/// </summary>
internal sealed class FollowUpAt : CareActivity
{
    private const string Done = "Klaar";
    private const string Past = "Voorbij";
    private const string FromNow = "nu";
    private const string FromStep = "start-stap";
    private const string FromAftercare = "start-nazorg";
    private const string FromHandover = "startdatum-overdracht";
    private const string Limit = "grens-";
    private const string Nearby = "venster";
    private const string Sooner = "eerder";
    private const string Contact = "Contact";

    private static readonly (string Text, string Code, string Key)[] Limits =
    [
        ("Waarschuwing: start van de kinder-GLI", Limit + "gli-start", "gli.startNaAnamnese.max"),
        ("Waarschuwing: duur van de kinder-GLI", Limit + "gli-duur", "gli.duur.max"),
        ("Waarschuwing: verzekerde tijd van de CZV", Limit + "czv", "czv.verzekerd.max"),
    ];

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "KnGG.FollowUpAt",
        Category = Category,
        DisplayName = "Vervolg op",
        Description = "Wacht tot een dag, geteld vanaf nu, vanaf het begin van de stap of de nazorg, vanaf een verjaardag, of tot een grens van de verzekering nadert. Valt altijd op een werkdag, om 9 uur.",
        Inputs =
        [
            In("In", "Na", "Termijn of instelling; leeg: op de dag zelf. Bij een instelling met een reeks: de eerste dag die nog komt."),
            In("Then", "Daarna", "Alleen bij een reeks: termijn vanaf nu als de reeks op is. Leeg: dan is het voorbij."),
            In("Turn", "De hoeveelste van de reeks", "Alleen bij een reeks: 1 is de eerste; de volgende tellen vanaf de vorige. Leeg: de eerste dag die nog komt.", type: "Int32"),
            OneOf("Anchor", "Geteld vanaf", "Vanaf wanneer.", [
                ("Nu", FromNow), ("Begin van deze stap", FromStep), ("Start van de nazorg", FromAftercare), ("Startdatum van de overdracht", FromHandover), ("12e verjaardag", "verjaardag-12"), ("16e verjaardag", "verjaardag-16"), ("18e verjaardag", "verjaardag-18"),
                .. Limits.Select(l => (l.Text, l.Code))], fallback: FromNow),
            In("Handover", "Overdracht", "Id van de overdracht waarvan de startdatum telt.") with { DefaultSyntax = "Variable" },
            In("Before", "Ervoor in plaats van erna", "De termijn telt terug.", "checkbox", "Boolean", fallback: Value.False),
            In("SkipSchoolHolidays", "Niet in schoolvakanties", "Kies een schooldag zo dicht mogelijk bij de dag.", "checkbox", "Boolean", fallback: Value.False),
            In("Contacts", "Samen met een contactmoment van de JGZ", "Instelling met de leeftijden van de contactmomenten, zoals jgz.contactmomenten. Leeg: de eigen dag."),
            OneOf("ContactMode", "Welk contactmoment", "Het dichtstbijzijnde, of het eerste voor de dag.", [("Dichtbij de dag", Nearby), ("Eerder dan de dag", Sooner)], fallback: Nearby),
            In("ContactWindow", "Ruimte voor het contactmoment", "Termijn of instelling. Dichtbij de dag: zoveel ervoor of erna. Eerder dan de dag: zo lang moet het vanaf nu nog duren.", fallback: Value.Of("vervolg.venster")),
            In("RunsThroughPause", "Loopt door tijdens een pauze", "Voor grenzen die niet stilstaan, zoals die van een verzekering.", "checkbox", "Boolean", fallback: Value.False),
        ],
        Outcomes = [Done, Past],
        Outputs = [new OutputDescriptor("DueAt", "DateTime", "Moment"), new OutputDescriptor(Contact, "Boolean", "Contactmoment", "Of de dag die van een contactmoment van de JGZ is.")],
    };

    public override void Execute(ActivityContext context)
    {
        var care = Snapshot(context);
        var anchor = Text(context, "Anchor");
        if (!TryAnchor(context, care, anchor, out var from))
        {
            return;
        }

        if (from is null)
        {
            context.Narrate($"Niet van toepassing: '{context.Node.DisplayName}'. Deze grens loopt niet.");
            context.Complete(Past);
            return;
        }

        if (!TryDay(context, care, from.Value, out var found))
        {
            return;
        }

        if (found is not { } planned)
        {
            context.Narrate($"Voorbij: '{context.Node.DisplayName}'. Alle momenten zijn geweest.");
            context.Complete(Past);
            return;
        }

        var due = Morning(planned.Day);
        context.SetOutput("DueAt", Value.Of(due));
        context.SetOutput(Contact, Value.Of(planned.Contact is not null));
        context.SetState(Contact, Value.Of(planned.Contact is not null));
        if (due > context.Now)
        {
            context.WaitUntil(due, "vervolg");
            context.Narrate($"Gepland op {planned.Day.ToString("d-M-yyyy", CultureInfo.InvariantCulture)}: '{context.Node.DisplayName}'.{(planned.Contact is { } with ? " " + with.Reason : "")}");
            return;
        }

        // A check that should have been done is done at once; a birthday that has been, or a warning before one, is over.
        var isOver = Flag(context, "Before") || anchor.StartsWith("verjaardag-", StringComparison.Ordinal);
        context.Narrate(isOver ? $"Al voorbij: '{context.Node.DisplayName}'." : $"Nu aan de orde: '{context.Node.DisplayName}'.");
        context.Complete(isOver ? Past : Done);
    }

    public override void Resume(ActivityContext context, Bookmark bookmark, Stimulus stimulus)
    {
        // Years may lie between: another insurer, an end, a payer that became known. What was planned is looked at again.
        var anchor = Text(context, "Anchor");
        if (LimitOf(anchor) is { } key)
        {
            if (!TryFile(context, out var care, out var file))
            {
                return;
            }

            if (WarnOn(care, file, key, Today(context)) is not { } day)
            {
                context.Narrate($"Niet meer van toepassing: '{context.Node.DisplayName}'. Deze grens loopt niet.");
                context.Complete(Past);
                return;
            }

            if (Morning(care.Calendar(Today(context)).NextWorkingDay(day)) is var due && due > context.Now)
            {
                context.WaitUntil(due, "vervolg");
                context.Narrate($"Verplaatst naar {day.ToString("d-M-yyyy", CultureInfo.InvariantCulture)}: '{context.Node.DisplayName}'.");
                return;
            }
        }

        context.SetOutput(Contact, Value.Of(Coincides(context)));
        context.Narrate($"Nu aan de orde: '{context.Node.DisplayName}'.");
        context.Complete(Done);
    }

    public override void Postponed(ActivityContext context, Postpone period)
    {
        // A contact moment comes on its day, pause or not; one that falls in the pause is missed, and then the wait moves as any other.
        if (Coincides(context) && context.Bookmarks.All(b => b.DueAt > period.Until))
        {
            return;
        }

        context.SetState(Contact, Value.False);

        // A birthday, a date that somebody gave, or a limit of an insurer comes all the same.
        if (Text(context, "Anchor") is (FromNow or FromStep or FromAftercare or "") && !Flag(context, "Before") && !Flag(context, "RunsThroughPause"))
        {
            Rest.Of(context, period).MoveTimers(context, Snapshot(context).Calendar(Today(context)));
        }
    }

    public override void Cancel(ActivityContext context) => WithdrawOffer(context);

    private static bool Coincides(ActivityContext context) => context.GetState(Contact) is { Kind: ValueKind.Boolean, AsBoolean: true };

    // No day: a series that has no day left and no term after it.
    private bool TryDay(ActivityContext context, CareSnapshot care, DateOnly from, out Planned? day)
    {
        day = null;
        var today = Today(context);
        var calendar = care.Calendar(today);
        if (!TryContacts(context, care, out var contacts))
        {
            return false;
        }

        Planned Placed(DateOnly wished)
        {
            var contact = contacts?.Invoke(wished) is { IsContact: true } plan ? plan : null;
            var on = contact?.On ?? wished;
            var placed = Flag(context, "SkipSchoolHolidays") ? calendar.VisitDay(on, Window(care, today)) : calendar.NextWorkingDay(on);

            // Not before the room begins: a check that was done before it would come a second time.
            return new Planned(contact is not null && placed < contact.Inputs.From ? calendar.NextWorkingDay(contact.Inputs.From) : placed, contact);
        }

        if (care.Series(Text(context, "In"), today) is { } series)
        {
            if (!TryTerm(context, care, "Then", null, out var then))
            {
                return false;
            }

            if (context.Input("Turn") is { Kind: ValueKind.Number, AsNumber: >= 1 and var turn })
            {
                day = Placed(AfterTheOneBefore(calendar, today, series, (int)turn));
                return true;
            }

            // By the day on which it falls, not by the wish: a check that was moved forward must not come a second time.
            day = series.Select(t => Placed(calendar.Add(from, t))).FirstOrDefault(d => d.Day > today) ?? (then is { } length ? Placed(calendar.Add(today, length)) : null);
            return true;
        }

        if (!TryTerm(context, care, "In", null, out var term))
        {
            return false;
        }

        day = Placed(Flag(context, "Before") ? calendar.Subtract(from, term ?? Term.Days(0)) : calendar.Add(from, term ?? Term.Days(0)));
        return true;
    }

    // As many working days from now as lie between this moment of the series and the one before it. A series that is shorter goes on by its last step.
    private static DateOnly AfterTheOneBefore(WorkCalendar calendar, DateOnly today, IReadOnlyList<Term> series, int turn)
    {
        var at = Math.Min(turn, series.Count) - 1;
        var before = at == 0 ? today : calendar.Add(today, series[at - 1]);
        return calendar.AddWorkingDays(today, Math.Max(0, calendar.WorkingDaysBetween(before, calendar.Add(today, series[at])))).Date;
    }

    // By which rule a wished day becomes that of a contact moment; nothing when the definition asks for none.
    private bool TryContacts(ActivityContext context, CareSnapshot care, out Func<DateOnly, ContactPlan>? plan)
    {
        plan = null;
        var text = Text(context, "Contacts");
        if (text.Length == 0)
        {
            return true;
        }

        var today = Today(context);
        if (!TryFile(context, out _, out var file) || !TryTerm(context, care, "ContactWindow", null, out var window))
        {
            return false;
        }

        if (care.Series(text, today) is not { } ages)
        {
            context.Fault($"Bij 'Samen met een contactmoment van de JGZ' staat '{text}', maar dat is geen instelling met leeftijden.");
            return false;
        }

        var calendar = care.Calendar(today);
        var room = window ?? Term.Days(0);
        var sooner = Text(context, "ContactMode") == Sooner;
        plan = wished => ContactMoments.Plan(sooner
            ? new ContactInput(file.Child.BirthDate, ages, wished, calendar.Add(today, room), wished, First: true)
            : new ContactInput(file.Child.BirthDate, ages, wished, calendar.Subtract(wished, room), calendar.Add(wished, room)));
        return true;
    }

    // No day: a limit of the insurance whose clock does not run.
    private bool TryAnchor(ActivityContext context, CareSnapshot care, string anchor, out DateOnly? from)
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

        if (anchor is FromAftercare or FromStep)
        {
            from = DutchTime.ToLocalDate((anchor == FromAftercare ? file.Health.Baseline?.At : file.Process.StepSince) ?? file.Process.StageSince ?? context.Now);
            return true;
        }

        if (LimitOf(anchor) is { } key)
        {
            from = WarnOn(care, file, key, Today(context), undecided: true);
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
            from = Age.Birthday(file.Child.BirthDate, years);
            return true;
        }

        context.Fault($"'{anchor}' is geen moment om vanaf te tellen; kies nu, start-stap, start-nazorg, startdatum-overdracht, verjaardag-12, -16 of -18, of een grens: {string.Join(", ", Limits.Select(l => l.Code))}.");
        return false;
    }

    private static string? LimitOf(string anchor) => Limits.FirstOrDefault(l => l.Code == anchor).Key;

    // As long as nobody decided who pays the CZV, its clock counts as if the insurer does: too early a look is better than none.
    private static DateOnly? WarnOn(CareSnapshot care, TrajectoryFile file, string key, DateOnly today, bool undecided = false)
    {
        var dates = InsuredDates.Of(file);
        if (undecided && dates.CzvFirstChargedOn is null && file.Holder("czv") is { } czv)
        {
            dates = dates with { CzvFirstChargedOn = DutchTime.ToLocalDate(czv.From) };
        }

        var limits = InsurerLimits.FromConfiguration(care.Configuration, file.Child.Region, file.Health.Insurance.Insurer, today);
        var status = InsuredLimits.Count(dates, limits, today).First(l => l.Key == key);
        return status.State is LimitState.Running or LimitState.Warning or LimitState.Passed ? status.WarnOn : null;
    }

    private static int Window(CareSnapshot care, DateOnly today)
    {
        var window = care.Setting("vervolg.venster", today).AsTerm();
        return window.Unit == TermUnit.Weeks ? 7 * window.Amount : window.Unit == TermUnit.Months ? 30 * window.Amount : window.Amount;
    }

    /// <summary>A day, and the contact moment with which it coincides.</summary>
    private sealed record Planned(DateOnly Day, ContactPlan? Contact);
}
