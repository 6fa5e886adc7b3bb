using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace KnGG.Workflow.Runtime.Mail;

/// <summary>Makes the framework's message of an outgoing mail.</summary>
internal static class MailMessages
{
    public static MailMessage Make(OutgoingMail mail)
    {
        var message = new MailMessage(new MailAddress(mail.From), new MailAddress(mail.To))
        {
            Subject = mail.Subject,
            SubjectEncoding = Encoding.UTF8,
            Body = mail.Text,
            BodyEncoding = Encoding.UTF8,
            IsBodyHtml = false,
        };
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(mail.Html, Encoding.UTF8, MediaTypeNames.Text.Html));
        message.Headers.Add("Message-ID", "<" + mail.MessageId + ">");

        // Keeps absence replies and mailing lists from answering a machine.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        return message;
    }
}
