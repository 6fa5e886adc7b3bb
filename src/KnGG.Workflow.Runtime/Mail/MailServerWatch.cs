using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Incidents;
using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Mail;

/// <summary>
/// Keeps an outage of the mail server apart from a refusal of one mail: while it lasts only one mail now and then is tried, nothing counts as
/// refused for good, and there is one incident about the server instead of one a mail. It closes by itself.
/// </summary>
internal sealed class MailServerWatch(IncidentWriter incidents)
{
    /// <summary>A hitch is no outage: from this many failures in a row on, somebody is told.</summary>
    public const int FailuresBeforeIncident = 3;

    /// <summary>Notes what the server answered to an attempt, in the transaction that marks the mail.</summary>
    public void Note(StepTransaction transaction, SmtpReply reply, DateTimeOffset now, DateTimeOffset realNow)
    {
        var server = MailServerRows.Read(transaction);
        if (!MailPolicy.IsOutage(reply))
        {
            if (server.Failures > 0)
            {
                if (server.IncidentId is { } open)
                {
                    IncidentWriter.Close(transaction, open, "recovered", Actor.System, now);
                }

                MailServerRows.Write(transaction, new MailServerRow { Id = 1, PauseUntil = DateTimeOffset.UnixEpoch });
            }

            return;
        }

        server.DownSince ??= realNow;
        server.Failures++;
        server.PauseUntil = realNow + MailPolicy.Pause(server.Failures);

        // A refused password does not get better by waiting.
        if (server.IncidentId is null && (MailPolicy.IsRefusalOfOurs(reply) || server.Failures >= FailuresBeforeIncident))
        {
            server.IncidentId = incidents.MailServerDown(transaction, MailPolicy.ExplainOutage(reply), now);
        }

        MailServerRows.Write(transaction, server);
    }
}
