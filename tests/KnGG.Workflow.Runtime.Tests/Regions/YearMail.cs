using System.Globalization;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Runtime.Mail;
using KnGG.Workflow.Runtime.Tests.Mail;
using KnGG.Workflow.Runtime.Tests.Storage;

namespace KnGG.Workflow.Runtime.Tests.Regions;

/// <summary>Every mail of a region's year, with the moment at which it went out, and everything about children that must not stand in it.</summary>
internal sealed class YearMail
{
    private readonly ForbiddenWords _forbidden = new();

    public RecordingSender Sender { get; } = new();

    public List<(DateTimeOffset At, OutgoingMail Mail)> Sent { get; } = [];

    /// <summary>How many words and values are searched for.</summary>
    public int Forbidden => _forbidden.Count;

    public void Watch(TestRuntime runtime)
    {
        Sender.OnTaken = mail => Sent.Add((runtime.Clock.Now, mail));
        Forbid("Zaanstad", "Arnhem", "Maastricht", "Smallingerland", "demo", "school", "kilo", "BMI", "GGR");

        // The names of the steps, as the definitions have them; a single word could be an ordinary one.
        foreach (var definition in runtime.Database.Read(t => t.Query("SELECT DISTINCT name FROM workflow_definition", r => r.Text(0))).Where(n => n.Contains(' ', StringComparison.Ordinal)))
        {
            Forbid(definition);
        }
    }

    /// <summary>The titles of all tasks are steps of children, too.</summary>
    public void ForbidTitles(TestRuntime runtime) => Forbid(
        [.. runtime.Database.Read(t => t.Query("SELECT DISTINCT title FROM task", r => r.Text(0))).Where(n => n.Contains(' ', StringComparison.Ordinal))]);

    public void Forbid(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            _forbidden.Add(word);
        }
    }

    public void Forbid(string reference, string name, DateOnly birth, double height, double weight)
    {
        Forbid(reference, name, birth.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), birth.ToString("d-M-yyyy", CultureInfo.InvariantCulture));
        foreach (var number in new[] { height, weight })
        {
            // A whole number could be the number of tasks in a daily mail.
            if (number % 1 != 0)
            {
                Forbid(number.ToString(CultureInfo.InvariantCulture), number.ToString(CultureInfo.GetCultureInfo("nl-NL")));
            }
        }
    }

    /// <summary>What stands in a mail and must not, with the subject of the mail.</summary>
    public IEnumerable<(string Phrase, string Subject)> Leaks(OutgoingMail mail) =>
        _forbidden.In(mail.Subject + "\n" + mail.Text + "\n" + mail.Html).Select(phrase => (phrase, mail.Subject));

    /// <summary>How many mails each person got on each day.</summary>
    public IReadOnlyList<(string Person, DateOnly Day, int Mails)> Days() =>
        [.. Sent.GroupBy(s => (s.Mail.To, Day: DutchTime.ToLocalDate(s.At))).Select(g => (g.Key.To, g.Key.Day, g.Count()))];
}
