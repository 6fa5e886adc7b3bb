namespace KnGG.Workflow.Runtime.Mail;

/// <summary>What a mail server answered.</summary>
/// <param name="Code">The SMTP code, or 0 when there was no answer: no connection, or broken off half-way.</param>
/// <param name="Text">The answer's text.</param>
public sealed record SmtpReply(int Code, string Text);

/// <summary>What becomes of a mail. A closed family.</summary>
public abstract record MailOutcome
{
    private MailOutcome()
    {
    }

    /// <summary>The server took it.</summary>
    public sealed record Sent : MailOutcome;

    /// <summary>Not now; again later.</summary>
    /// <param name="At">When, in real time.</param>
    /// <param name="Why">The server's answer.</param>
    public sealed record Retry(DateTimeOffset At, string Why) : MailOutcome;

    /// <summary>Never; a person must know.</summary>
    /// <param name="Why">The server's answer.</param>
    public sealed record Rejected(string Why) : MailOutcome;
}

/// <summary>Decides what becomes of a mail after one attempt.</summary>
public static class MailPolicy
{
    /// <summary>After this many attempts, about three days, a temporary refusal counts as final.</summary>
    public const int MostAttempts = 14;

    // Refusals of ourselves, not of the recipient: the settings are wrong, and other mails meet the same.
    private static readonly int[] Ours = [530, 534, 535, 538];

    /// <summary>2xx: sent. 4xx, no connection, or a refusal of our sign-in: again, ever later. Other 5xx: rejected.</summary>
    /// <param name="reply">What the server answered.</param>
    /// <param name="attempt">Number of this attempt, from 1.</param>
    /// <param name="now">The instant, in real time.</param>
    public static MailOutcome After(SmtpReply reply, int attempt, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(reply);
        var why = reply.Code == 0 ? "geen verbinding: " + reply.Text : reply.Code + " " + reply.Text;
        return reply.Code switch
        {
            >= 200 and < 400 => new MailOutcome.Sent(),
            >= 500 when !Ours.Contains(reply.Code) => new MailOutcome.Rejected(why),
            _ when attempt >= MostAttempts => new MailOutcome.Rejected($"na {attempt} pogingen opgegeven; laatste antwoord: {why}"),
            _ => new MailOutcome.Retry(now + Delay(attempt), why),
        };
    }

    private static TimeSpan Delay(int attempt) => attempt switch
    {
        1 => TimeSpan.FromMinutes(1),
        2 => TimeSpan.FromMinutes(5),
        3 => TimeSpan.FromMinutes(15),
        4 => TimeSpan.FromHours(1),
        5 => TimeSpan.FromHours(4),
        _ => TimeSpan.FromHours(8),
    };
}
