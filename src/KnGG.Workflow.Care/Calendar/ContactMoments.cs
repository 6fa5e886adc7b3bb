namespace KnGG.Workflow.Care.Calendar;

/// <summary>
/// The regular contact moments of the JGZ, which come by age. A check or a question that lies near one is done there, so that a family need not
/// come twice (H5e: the JGZ follows and watches for relapse at every contact). The ages are a setting; without ages nothing moves.
/// </summary>
public static class ContactMoments
{
    /// <summary>Id and version of this rule.</summary>
    public const string Rule = "contactmoment-jgz@1";

    private const string Source = "Handreiking mei 2026, H3 stap 6 en H5e (JGZ volgt in de gewone contacten); leeftijden: instelling jgz.contactmomenten";

    /// <summary>The contact moment within the days allowed, or the wished day when there is none.</summary>
    public static ContactPlan Plan(ContactInput input)
    {
        var moments = input.Ages
            .Select(age => (Age: age, On: WorkCalendar.National.Add(input.BirthDate, age)))
            .Where(m => m.On >= input.From && m.On <= input.Until)
            .OrderBy(m => input.First ? 0 : Math.Abs(m.On.DayNumber - input.Wished.DayNumber))
            .ThenBy(m => m.On)
            .ToList();
        return moments.Count > 0
            ? new ContactPlan(moments[0].On, moments[0].Age, "Valt samen met een vast contactmoment van de JGZ.", Source, Rule, input)
            : new ContactPlan(
                input.Wished,
                null,
                input.Ages.Count == 0
                    ? "De regio heeft geen vaste contactmomenten van de JGZ ingesteld; de eigen dag geldt."
                    : $"Van {Dutch.Date(input.From)} tot en met {Dutch.Date(input.Until)} is er geen vast contactmoment van de JGZ; de eigen dag geldt.",
                Source,
                Rule,
                input);
    }
}

/// <summary>What is asked about contact moments.</summary>
/// <param name="BirthDate">The child's birth date.</param>
/// <param name="Ages">Ages of the contact moments.</param>
/// <param name="Wished">The day without a contact moment.</param>
/// <param name="From">First day that will do.</param>
/// <param name="Until">Last day that will do.</param>
/// <param name="First">The first moment of the period instead of the one nearest to the wished day.</param>
public sealed record ContactInput(DateOnly BirthDate, IReadOnlyList<Term> Ages, DateOnly Wished, DateOnly From, DateOnly Until, bool First = false);

/// <summary>On which day it is done.</summary>
/// <param name="On">The day: of the contact moment, or the wished one.</param>
/// <param name="Age">Age of the contact moment, or null when the day coincides with none.</param>
/// <param name="Reason">One Dutch sentence; it names no age, for with a date an age would tell the birth date.</param>
/// <param name="Source">Paragraph of the handreiking and the setting.</param>
/// <param name="Rule">Rule id and version.</param>
/// <param name="Inputs">What it was decided from.</param>
public sealed record ContactPlan(DateOnly On, Term? Age, string Reason, string Source, string Rule, ContactInput Inputs)
{
    /// <summary>Whether the day is that of a contact moment.</summary>
    public bool IsContact => Age is not null;
}
