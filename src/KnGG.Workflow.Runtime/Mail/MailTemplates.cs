using System.Net;

namespace KnGG.Workflow.Runtime.Mail;

/// <summary>
/// The fixed texts. There is no place in them for a value of a trajectory: no name, birth date, measurement, step, school or municipality.
/// The link needs sign-in, and opening it changes nothing.
/// </summary>
public static class MailTemplates
{
    /// <summary>For the finance contact of a region: nobody has agreed who pays.</summary>
    public const string PayerQuestion = "payer-question";

    private static readonly Dictionary<string, (string Subject, string Sentence)> Texts = new(StringComparer.Ordinal)
    {
        ["task-new"] = ("Er staat een taak voor u klaar", "Er staat een nieuwe taak voor u klaar."),
        ["task-reminder"] = ("Herinnering: er staat een taak voor u klaar", "Een taak die voor u klaarstaat, moet binnenkort klaar zijn."),
        ["task-late"] = ("Een taak is over tijd", "Een taak die voor u klaarstaat, is over tijd."),
        ["task-escalated"] = ("Een taak is aan u doorgegeven", "Een taak die bleef liggen, is aan u doorgegeven."),
        ["handover-offered"] = ("Er wordt u een overdracht aangeboden", "Een collega in de keten biedt u een overdracht aan."),
        ["handover-accepted"] = ("Uw overdracht is aangenomen", "Een overdracht die u aanbood, is aangenomen."),
        ["handover-declined"] = ("Uw overdracht is niet aangenomen", "Een overdracht die u aanbood, is niet aangenomen. U blijft verantwoordelijk."),
        [PayerQuestion] = ("Er is een vraag over wie betaalt", "Over wie een onderdeel betaalt, staat nog niets vast in uw regio. Leg vast wat u heeft afgesproken."),
        ["notice"] = ("Er is een bericht voor u", "Er staat een bericht voor u klaar."),
    };

    /// <summary>The template codes.</summary>
    public static IReadOnlyCollection<string> Codes => Texts.Keys;

    /// <summary>Makes the mail of a row.</summary>
    /// <param name="mail">The row.</param>
    /// <param name="from">Sender.</param>
    /// <param name="address">Address of the service.</param>
    public static OutgoingMail Make(MailRow mail, string from, Uri address)
    {
        ArgumentNullException.ThrowIfNull(mail);
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(address);

        // A code of a newer definition is no reason to send nothing.
        var (subject, sentence) = Texts.GetValueOrDefault(mail.Template, Texts["notice"]);
        var link = new Uri(address, mail.TaskId is { } task ? "/taken/" + task : mail.Template == PayerQuestion ? "/afspraken/betalers" : "/taken").ToString();
        var text =
            $"""
            Goedendag,

            {sentence} Meld u aan om haar te bekijken:

            {link}

            In deze mail staan met opzet geen gegevens over een kind of gezin.
            U kunt niet op deze mail antwoorden.
            """.Replace("haar", mail.Template.StartsWith("task", StringComparison.Ordinal) ? "haar" : "het", StringComparison.Ordinal);
        var html =
            $"""
            <!doctype html>
            <html lang="nl"><head><meta charset="utf-8"><title>{WebUtility.HtmlEncode(subject)}</title></head>
            <body style="font-family: sans-serif; line-height: 1.5">
            <p>Goedendag,</p>
            <p>{WebUtility.HtmlEncode(sentence)} Meld u aan om {(mail.Template.StartsWith("task", StringComparison.Ordinal) ? "haar" : "het")} te bekijken:</p>
            <p><a href="{WebUtility.HtmlEncode(link)}">{WebUtility.HtmlEncode(link)}</a></p>
            <p>In deze mail staan met opzet geen gegevens over een kind of gezin.<br>U kunt niet op deze mail antwoorden.</p>
            </body></html>
            """;
        return new OutgoingMail(MessageId(mail, address), from, mail.Address, subject, text, html);
    }

    /// <summary>The Message-Id of a row, without angle brackets: made from its id, so every attempt has the same.</summary>
    public static string MessageId(MailRow mail, Uri address)
    {
        ArgumentNullException.ThrowIfNull(mail);
        ArgumentNullException.ThrowIfNull(address);
        return mail.Id.ToString("N") + "@" + address.Host;
    }
}
