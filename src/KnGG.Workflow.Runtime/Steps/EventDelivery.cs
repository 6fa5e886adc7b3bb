using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Runtime.Steps;

/// <summary>Brings events to the instances that wait for them; one that nobody waits for is kept for a day.</summary>
public static class EventDelivery
{
    /// <summary>How long an event is kept for the first wait that opens.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);

    /// <summary>Publishes an event to all instances that wait for it. Returns how many instances get it; 0 means that it is kept.</summary>
    /// <param name="transaction">The transaction of what happened.</param>
    /// <param name="name">The event's name.</param>
    /// <param name="payload">What comes with it.</param>
    /// <param name="correlationId">Only for instances with this correlation id (a trajectory), or null for all.</param>
    /// <param name="actor">Who caused it.</param>
    /// <param name="now">The instant.</param>
    public static int Publish(StepTransaction transaction, string name, Value payload, string? correlationId, Actor actor, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        transaction.HoldEvent(name, correlationId);
        var instances = correlationId is null
            ? transaction.Query("SELECT DISTINCT instance_id FROM event_wait WHERE name = @name ORDER BY instance_id", r => r.Id(0), ("@name", name))
            : transaction.Query(
                "SELECT DISTINCT instance_id FROM event_wait WHERE name = @name AND correlation_id = @correlation_id ORDER BY instance_id",
                r => r.Id(0),
                ("@name", name), ("@correlation_id", correlationId));
        foreach (var instance in instances)
        {
            StimulusWriter.Add(transaction, instance, new EventReceived(name, payload), actor, now);
        }

        if (instances.Count == 0)
        {
            transaction.Send("DELETE FROM kept_event WHERE expires_at <= @now", ("@now", now));
            transaction.Send(
                """
                INSERT INTO kept_event (name, correlation_id, payload, actor, at, expires_at)
                VALUES (@name, @correlation_id, @payload, @actor, @at, @expires_at)
                """,
                ("@name", name), ("@correlation_id", correlationId), ("@payload", payload.ToJson()), ("@actor", ActorJson.Write(actor)), ("@at", now),
                ("@expires_at", now + KeptFor));
        }

        return instances.Count;
    }

    /// <summary>Sends an event to one instance, whether it waits or not; the engine keeps it for a day when it does not.</summary>
    public static void Send(StepTransaction transaction, Guid instanceId, string name, Value payload, Actor actor, DateTimeOffset now) =>
        StimulusWriter.Add(transaction, instanceId, new EventReceived(name, payload), actor, now);

    /// <summary>Opens a wait, and hands it the oldest kept event that fits.</summary>
    internal static void Await(StepTransaction transaction, Guid instanceId, string? correlationId, Guid bookmarkId, string name, string activityId, DateTimeOffset now)
    {
        transaction.HoldEvent(name, correlationId);
        transaction.Send(
            """
            INSERT INTO event_wait (bookmark_id, instance_id, name, correlation_id, activity_id, since)
            VALUES (@bookmark_id, @instance_id, @name, @correlation_id, @activity_id, @since)
            """,
            ("@bookmark_id", bookmarkId), ("@instance_id", instanceId), ("@name", name), ("@correlation_id", correlationId), ("@activity_id", activityId), ("@since", now));
        var kept = transaction.First(
            """
            SELECT seq, payload, actor FROM kept_event
            WHERE name = @name AND expires_at > @now AND (correlation_id IS NULL OR correlation_id = @correlation_id) ORDER BY seq LIMIT 1
            """,
            r => (Seq: r.Number(0), Payload: r.Text(1), Actor: r.TextOrNull(2)),
            ("@name", name), ("@now", now), ("@correlation_id", correlationId));
        if (kept.Payload is not null)
        {
            transaction.Send("DELETE FROM kept_event WHERE seq = @seq", ("@seq", kept.Seq));
            StimulusWriter.Add(transaction, instanceId, new EventReceived(name, Value.Parse(kept.Payload)), ActorJson.Read(kept.Actor), now);
        }
    }
}
