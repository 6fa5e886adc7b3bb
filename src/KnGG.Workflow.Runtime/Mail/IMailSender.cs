namespace KnGG.Workflow.Runtime.Mail;

/// <summary>One mail as it goes out.</summary>
/// <param name="MessageId">Without angle brackets; the same at every attempt.</param>
/// <param name="From">Sender.</param>
/// <param name="To">The one recipient.</param>
/// <param name="Subject">Subject.</param>
/// <param name="Text">Plain text.</param>
/// <param name="Html">The same as HTML.</param>
public sealed record OutgoingMail(string MessageId, string From, string To, string Subject, string Text, string Html);

/// <summary>Hands a mail to somebody who delivers it. Two implementations: a mail server, and a folder.</summary>
public interface IMailSender
{
    /// <summary>Sends one mail and returns the answer; a refusal is an answer, not an exception.</summary>
    Task<SmtpReply> Send(OutgoingMail mail, CancellationToken stop);
}
