using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Mail;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Web.Host;

namespace KnGG.Workflow.Web.DevInbox;

/// <summary>A mail as it was sent.</summary>
internal sealed record SentMail(string To, string Subject, string Text, string Html, string MessageId, DateTimeOffset At, string State);

/// <summary>What only exists while developing or showing the product: reading all mails, and moving the simulated clock.</summary>
internal sealed class Development(ServiceSettings settings, ServiceClock clock, StepDatabase database, IHostEnvironment environment)
{
    private const int Most = 200;

    /// <summary>Whether the mail page is there: mails are not really sent, and nobody real lives in this database.</summary>
    internal static bool IsOpen(ServiceSettings settings, ServiceClock clock) => string.IsNullOrEmpty(settings.Smtp) && (settings.Demo || clock.IsSimulated);

    /// <summary>Whether the interface for tests is there.</summary>
    internal bool HasSimulatedClock => clock.IsSimulated && environment.IsDevelopment();

    internal IReadOnlyList<SentMail> Mails(int take = Most)
    {
        var options = settings.ForRuntime(runLoops: false);
        return database.Read(transaction => MailRows.Newest(transaction, take)
            .Select(row => (row, mail: MailTemplates.Make(row, options.MailFrom, options.PublicAddress, MailRows.LinesOf(transaction, row.Id)))).ToList())
            .Select(p => new SentMail(p.mail.To, p.mail.Subject, p.mail.Text, p.mail.Html, p.mail.MessageId, p.row.ClosedAt ?? p.row.DueAt, StateOf(p.row)))
            .ToArray();
    }

    private static string StateOf(MailRow row) => row switch
    {
        { State: MailState.Sent } => "verzonden",
        { State: MailState.Rejected } => "geweigerd",
        { State: MailState.Cancelled } => "vervallen",
        { State: MailState.HeldBack } => "vastgehouden",
        { ForDigest: true } => "komt in de dagmail",
        _ => "wacht",
    };
}
