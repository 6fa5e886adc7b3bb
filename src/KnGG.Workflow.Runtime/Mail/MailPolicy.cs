namespace KnGG.Workflow.Runtime.Mail;

/// <summary>What a mail server answered.</summary>
/// <param name="Code">The SMTP code, or 0 when there was no answer: no connection, or broken off half-way.</param>
/// <param name="Text">The answer's text.</param>
/// <param name="Fault">Why nothing was said over a connection that should be encrypted.</param>
public sealed record SmtpReply(int Code, string Text, MailServerFault Fault = MailServerFault.None);

/// <summary>Why a connection that should be encrypted did not come about. Nothing was sent over it, neither name, password nor mail.</summary>
public enum MailServerFault
{
    /// <summary>It did, or it need not be encrypted.</summary>
    None,

    /// <summary>The server offers no STARTTLS, or refuses it, or the two found no common way.</summary>
    NotEncrypted,

    /// <summary>The server's certificate is of another name, has expired or is signed by nobody whom this machine trusts.</summary>
    NotTrusted,
}

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
    /// <summary>After this many refusals for now, about three days, a mail counts as refused for good.</summary>
    public const int MostRefusals = 14;

    // Refusals of ourselves, not of the recipient: the settings are wrong, and other mails meet the same.
    private static readonly int[] Ours = [530, 534, 535, 538];

    /// <summary>
    /// 2xx: sent. 5xx: rejected. 4xx, or no answer from a server that answered other mails: again, ever later, until it is enough. An outage
    /// of the server, or a refusal of our sign-in, says nothing about the mail: again, however long it lasts.
    /// </summary>
    /// <param name="reply">What the server answered.</param>
    /// <param name="refusals">How often this mail was refused for now or met no answer, this time included.</param>
    /// <param name="serverIsDown">Whether the server failed at the attempt before this one, too.</param>
    /// <param name="now">The instant, in real time.</param>
    public static MailOutcome After(SmtpReply reply, int refusals, bool serverIsDown, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(reply);
        var why = reply.Code == 0 ? "geen verbinding: " + reply.Text : reply.Code + " " + reply.Text;
        return reply.Code switch
        {
            >= 200 and < 400 => new MailOutcome.Sent(),
            >= 500 when !IsRefusalOfOurs(reply) => new MailOutcome.Rejected(why),
            _ when refusals >= MostRefusals && !(IsOutage(reply) && (serverIsDown || IsRefusalOfOurs(reply))) =>
                new MailOutcome.Rejected($"na {refusals} pogingen opgegeven; laatste antwoord: {why}"),
            _ => new MailOutcome.Retry(now + Delay(refusals), why),
        };
    }

    /// <summary>
    /// Whether an answer says that the server takes no mail now: no connection or answer, closing down (421), no encryption or sign-in for now (454),
    /// or our sign-in refused.
    /// </summary>
    public static bool IsOutage(SmtpReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        return reply.Code is 0 or 421 or 454 || IsRefusalOfOurs(reply);
    }

    /// <summary>Whether the server refuses us and not the mail, or we refuse the server.</summary>
    public static bool IsRefusalOfOurs(SmtpReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        return reply.Fault != MailServerFault.None || Ours.Contains(reply.Code);
    }

    /// <summary>How long nothing is sent after a number of failures of the server in a row: an hour at most, so that mail flows soon after an outage.</summary>
    public static TimeSpan Pause(int failures) => failures >= 4 ? TimeSpan.FromHours(1) : Delay(failures);

    /// <summary>What an administrator reads about an outage.</summary>
    public static string ExplainOutage(SmtpReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        var what = reply switch
        {
            { Fault: MailServerFault.NotTrusted } =>
                "Het certificaat van de mailserver is niet te vertrouwen: het hoort bij een andere naam, is verlopen, of deze machine kent de uitgever niet. Kijk de naam in de instelling 'Smtp' na, of laat het certificaat herstellen. Er is niets verstuurd.",
            { Fault: MailServerFault.NotEncrypted } =>
                "De mailserver biedt geen versleutelde verbinding (STARTTLS) aan, en de instelling 'Smtp' eist die. Er is niets onversleuteld verstuurd. Laat de mailserver nakijken.",
            _ when IsRefusalOfOurs(reply) => $"De mailserver weigert onze aanmelding ({reply.Code}). Kijk de naam en het wachtwoord in de instelling 'Smtp' na.",
            { Code: 0 } => "De mailserver is niet bereikbaar of geeft geen antwoord.",
            _ => $"De mailserver neemt nu geen mail aan ({reply.Code}).",
        };
        return what + " De mails blijven bewaard en gaan vanzelf uit zodra de server ze weer aanneemt.";
    }

    /// <summary>What an administrator reads about a mail that was refused for good; names no person and no child.</summary>
    public static string ExplainRefusal(SmtpReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        return reply.Code switch
        {
            550 or 551 or 553 => $"Een mail is niet aangekomen: de mailserver kent het adres niet of weigert het ({reply.Code}). Laat het mailadres van deze collega nakijken en probeer het opnieuw.",
            552 => "Een mail is niet aangekomen: het postvak van deze collega is vol (552). Vraag de collega om ruimte te maken en probeer het opnieuw.",
            >= 500 when !IsRefusalOfOurs(reply) => $"Een mail is niet aangekomen: de mailserver weigert de mail ({reply.Code}). Vraag de beheerder van de mailserver waarom en probeer het opnieuw.",
            _ => $"Een mail is na {MostRefusals} pogingen in ongeveer drie dagen niet aangenomen. Laat het mailadres van deze collega nakijken en probeer het opnieuw.",
        };
    }

    private static TimeSpan Delay(int attempt) => attempt switch
    {
        <= 1 => TimeSpan.FromMinutes(1),
        2 => TimeSpan.FromMinutes(5),
        3 => TimeSpan.FromMinutes(15),
        4 => TimeSpan.FromHours(1),
        5 => TimeSpan.FromHours(4),
        _ => TimeSpan.FromHours(8),
    };
}
