using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Runtime.Steps;

/// <summary>Puts stimuli in the queue, in the transaction of what causes them.</summary>
public static class StimulusWriter
{
    /// <summary>Adds a stimulus for an instance. It is taken up when it is due, in a step of its own.</summary>
    /// <param name="transaction">The transaction of what causes it.</param>
    /// <param name="instanceId">For which instance.</param>
    /// <param name="stimulus">What happened.</param>
    /// <param name="actor">Who caused it.</param>
    /// <param name="dueAt">Visible from this instant on: now, or the due time of a timer.</param>
    public static void Add(StepTransaction transaction, Guid instanceId, Stimulus stimulus, Actor actor, DateTimeOffset dueAt)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var (kind, bookmarkId, payload) = StoredStimulus.Write(stimulus);
        Insert(transaction, instanceId, dueAt, kind, bookmarkId, payload, ActorJson.Write(actor));
        transaction.Wake(LoopKinds.Steps);
    }

    internal static void Insert(StepTransaction transaction, Guid instanceId, DateTimeOffset dueAt, string kind, Guid? bookmarkId, string? payload, string? actor) =>
        transaction.Send(
            """
            INSERT INTO stimulus (instance_id, due_at, kind, bookmark_id, payload, actor, attempt, not_before, state)
            VALUES (@instance_id, @due_at, @kind, @bookmark_id, @payload, @actor, 0, 0, 0)
            """,
            ("@instance_id", instanceId), ("@due_at", dueAt), ("@kind", kind), ("@bookmark_id", bookmarkId), ("@payload", payload), ("@actor", actor));

    internal static void DropTimer(StepTransaction transaction, Guid bookmarkId) =>
        transaction.Send("DELETE FROM stimulus WHERE bookmark_id = @bookmark_id AND kind = 'timer'", ("@bookmark_id", bookmarkId));
}

/// <summary>How an actor is stored; the service itself is null.</summary>
internal static class ActorJson
{
    public static string? Write(Actor actor) => actor == Actor.System
        ? null
        : Value.MapOf(("id", Value.Of(actor.Id)), ("role", Value.Of(actor.Role)), ("organisation", Value.Of(actor.Organisation))).ToJson();

    public static Actor Read(string? json)
    {
        if (json is null)
        {
            return Actor.System;
        }

        var value = Value.Parse(json);
        return new Actor(value["id"].AsText, value["role"].TextOrNull, value["organisation"].TextOrNull);
    }
}
