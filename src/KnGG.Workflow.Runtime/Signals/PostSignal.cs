using System.Text.Json;
using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Runtime.Trajectories;

namespace KnGG.Workflow.Runtime.Signals;

/// <summary>How a signal was received. A closed family: every caller handles each.</summary>
public abstract record SignalResult
{
    private SignalResult()
    {
    }

    /// <summary>It is in.</summary>
    /// <param name="SignalId">The signal.</param>
    /// <param name="TrajectoryId">The trajectory, or null.</param>
    /// <param name="Json">The answer to give.</param>
    /// <param name="Repeated">Whether it was received before by the same key.</param>
    public sealed record Received(Guid SignalId, Guid? TrajectoryId, string Json, bool Repeated) : SignalResult;

    /// <summary>It cannot be used.</summary>
    /// <param name="Errors">Dutch sentences by field.</param>
    public sealed record Invalid(IReadOnlyList<FieldError> Errors) : SignalResult;

    /// <summary>The same key came before with another content.</summary>
    public sealed record KeyUsed : SignalResult;
}

/// <summary>POST /api/v1/signals: everything about one signal in one transaction.</summary>
public sealed class PostSignal
{
    private readonly StepDatabase _database;
    private readonly ServiceClock _clock;
    private readonly SignalIntake _intake;
    private readonly string _firstRole;

    /// <summary>Made by dependency injection.</summary>
    public PostSignal(StepDatabase database, ServiceClock clock, InstanceStarter starter, ChainOptions chain)
    {
        _database = database;
        _clock = clock;
        ArgumentNullException.ThrowIfNull(chain);
        _intake = new SignalIntake(starter, chain);
        _firstRole = chain.FirstRole;
    }

    /// <summary>Receives a signal.</summary>
    /// <param name="json">The body.</param>
    /// <param name="idempotencyKey">The caller's key: the same key gives the same answer again. Null when every post is a new signal.</param>
    /// <param name="actor">Who posts it.</param>
    public SignalResult Receive(JsonElement json, string? idempotencyKey, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var now = _clock.Now;
        if (SignalReader.Read(json, DutchTime.ToLocalDate(now), out var errors) is not { } body)
        {
            return new SignalResult.Invalid(errors);
        }

        var content = SignalIntake.Hash(Value.FromJson(json).ToJson());
        return _database.Write(transaction => Receive(transaction, body, content, idempotencyKey, actor, now));
    }

    private SignalResult Receive(StepTransaction transaction, SignalBody body, string content, string? key, Actor actor, DateTimeOffset now)
    {
        var keyHash = key is null ? null : SignalIntake.Hash("key\n" + actor.Id + "\n" + key);
        if (keyHash is not null && SignalStore.Find(transaction, keyHash) is { } before)
        {
            return before.ContentHash == content && before.Answer is not null
                ? new SignalResult.Received(before.Id, before.TrajectoryId, before.Answer, Repeated: true)
                : new SignalResult.KeyUsed();
        }

        var organisation = OwnOrganisation(transaction, body.Municipality, actor);
        var taken = _intake.Take(transaction, body, organisation, always: true, actor, now);
        var answer = Value.MapOf(
            ("signalId", Value.Of(taken.SignalId.ToString())),
            ("trajectoryId", Value.Of(taken.TrajectoryId?.ToString())),
            ("decision", taken.Judgement.ToValue())).ToJson();

        // The answer tells about the child, so it is only kept to be repeated, and only where a trajectory keeps the same.
        SignalStore.Add(transaction, new SignalRow
        {
            Id = taken.SignalId,
            KeyHash = keyHash ?? SignalIntake.Hash("id\n" + taken.SignalId),
            ContentHash = content,
            Source = body.Source,
            ReceivedOn = DutchTime.ToLocalDate(now),
            TrajectoryId = taken.TrajectoryId,
            Answer = keyHash is null ? null : answer,
        });
        transaction.Wake(LoopKinds.Steps);
        return new SignalResult.Received(taken.SignalId, taken.TrajectoryId, answer, Repeated: false);
    }

    // A child stays with the organisation that covers its municipality; where none does, with that of who gives the signal.
    private Guid? OwnOrganisation(StepTransaction transaction, string municipality, Actor actor) => transaction.First(
        """
        SELECT r.organisation_id FROM account_role r
        LEFT JOIN role_coverage c ON c.organisation_id = r.organisation_id AND c.role = r.role AND c.municipality = @municipality
        WHERE r.account_id = @me AND r.role = @role
          AND (c.organisation_id IS NOT NULL OR NOT EXISTS (SELECT 1 FROM role_coverage o WHERE o.role = @role AND o.municipality = @municipality))
        ORDER BY c.organisation_id IS NULL, r.organisation_id LIMIT 1
        """,
        r => (Guid?)r.Id(0),
        ("@me", Guid.TryParse(actor.Id, out var me) ? me : Guid.Empty), ("@role", _firstRole), ("@municipality", municipality));
}
