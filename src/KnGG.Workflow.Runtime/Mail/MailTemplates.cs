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

    /// <summary>Anything else that somebody should look at.</summary>
    public const string Notice = "notice";

    /// <summary>The daily mail. Written by the mail loop; definitions cannot ask for it.</summary>
    public const string Digest = "digest";

    private static readonly Dictionary<string, (string Subject, string Sentence, string Thing)> Texts = new(StringComparer.Ordinal)
    {
        ["task-new"] = ("Er staat een taak voor u klaar", "Er staat een nieuwe taak voor u klaar.", "de taak"),
        ["task-reminder"] = ("Herinnering: er staat een taak voor u klaar", "Een taak die voor u klaarstaat, moet binnenkort klaar zijn.", "de taak"),
        ["task-late"] = ("Een taak is over tijd", "Een taak die voor u klaarstaat, is over tijd.", "de taak"),
        ["task-escalated"] = ("Een taak is aan u doorgegeven", "Een taak die bleef liggen, is aan u doorgegeven.", "de taak"),
        ["handover-offered"] = ("Er wordt u een overdracht aangeboden", "Een collega in de keten biedt u een overdracht aan.", "de overdracht"),
        ["handover-accepted"] = ("Uw overdracht is aangenomen", "Een overdracht die u aanbood, is aangenomen.", "de overdracht"),
        ["handover-declined"] = ("Uw overdracht is niet aangenomen", "Een overdracht die u aanbood, is niet aangenomen. U blijft verantwoordelijk.", "de overdracht"),
        [PayerQuestion] = ("Er is een vraag over wie betaalt", "Over wie een onderdeel betaalt, staat nog niets vast in uw regio. Leg vast wat u heeft afgesproken.", "de vraag"),
        [Notice] = ("Er is een bericht voor u", "Er staat een bericht voor u klaar.", "het bericht"),
    };

    /// <summary>The template codes.</summary>
    public static IReadOnlyCollection<string> Codes => Texts.Keys;

    /// <summary>Makes the mail of a row.</summary>
    /// <param name="mail">The row.</param>
    /// <param name="from">Sender.</param>
    /// <param name="address">Address of the service.</param>
    /// <param name="lines">The lines of a daily mail; of another mail nothing.</param>
    public static OutgoingMail Make(MailRow mail, string from, Uri address, IReadOnlyList<MailRow>? lines = null)
    {
        ArgumentNullException.ThrowIfNull(mail);
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(address);
        var link = new Uri(address, mail.TaskId is { } task ? "/taken/" + task : mail.Template == PayerQuestion ? "/afspraken/betalers" : "/taken").ToString();
        if (mail.Template == Digest)
        {
            var (title, items) = DigestText.Of(lines ?? []);
            return Write(mail, from, address, title, "Dit is uw dagmail. Dit is er voor u:", items, "alles", link);
        }

        // A code of a newer definition is no reason to send nothing.
        var (subject, sentence, thing) = Texts.GetValueOrDefault(mail.Template, Texts[Notice]);
        return Write(mail, from, address, subject, sentence, [], thing, link);
    }

    private static OutgoingMail Write(MailRow mail, string from, Uri address, string subject, string sentence, IReadOnlyList<string> items, string thing, string link)
    {
        const string Close = "In deze mail staan met opzet geen gegevens over een kind of gezin.";
        const string NoReply = "U kunt niet op deze mail antwoorden.";
        var invitation = $"Meld u aan om {thing} te bekijken:";
        var text = string.Join('\n', (string[])["Goedendag,", "", sentence, .. items.Select(i => "- " + i), "", invitation, "", link, "", Close, NoReply]);
        var list = items.Count == 0 ? "" : "<ul>" + string.Concat(items.Select(i => "<li>" + WebUtility.HtmlEncode(i) + "</li>")) + "</ul>\n";
        var html =
            $"""
            <!doctype html>
            <html lang="nl"><head><meta charset="utf-8"><title>{WebUtility.HtmlEncode(subject)}</title></head>
            <body style="font-family: sans-serif; line-height: 1.5">
            <p>Goedendag,</p>
            <p>{WebUtility.HtmlEncode(sentence)}</p>
            {list}<p>{WebUtility.HtmlEncode(invitation)}</p>
            <p><a href="{WebUtility.HtmlEncode(link)}">{WebUtility.HtmlEncode(link)}</a></p>
            <p>{Close}<br>{NoReply}</p>
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
