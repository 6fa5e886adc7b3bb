using KnGG.Workflow.Runtime.Mail;

namespace KnGG.Workflow.Runtime.Tests.Mail;

/// <summary>Keeps every mail instead of sending it; can be down, and can refuse. What goes over the wire has tests with a server of its own.</summary>
internal sealed class RecordingSender : IMailSender
{
    public List<OutgoingMail> Taken { get; } = [];

    /// <summary>Called with each mail that is taken.</summary>
    public Action<OutgoingMail>? OnTaken { get; set; }

    public bool Down { get; set; }

    public SmtpReply? Refusal { get; set; }

    public int Tries { get; private set; }

    public Task<SmtpReply> Send(OutgoingMail mail, CancellationToken stop)
    {
        Tries++;
        if (Down)
        {
            return Task.FromResult(new SmtpReply(0, "weg"));
        }

        if (Refusal is { } refusal)
        {
            return Task.FromResult(refusal);
        }

        Taken.Add(mail);
        OnTaken?.Invoke(mail);
        return Task.FromResult(new SmtpReply(250, "OK"));
    }
}
