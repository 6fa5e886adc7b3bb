using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Stuck;
using KnGG.Workflow.Runtime.Trajectories;

namespace KnGG.Workflow.Runtime.Signals;

/// <summary>What became of a signal.</summary>
/// <param name="SignalId">The signal.</param>
/// <param name="TrajectoryId">The trajectory that it opened or reached, or null.</param>
/// <param name="IsNewTrajectory">Whether it opened one.</param>
/// <param name="Judgement">What the rules said.</param>
internal sealed record TakenSignal(Guid SignalId, Guid? TrajectoryId, bool IsNewTrajectory, SignalJudgement Judgement);

/// <summary>
/// Takes a signal in, inside the caller's transaction: the rules, the child, the trajectory with its first case owner, and the root
/// instance with its start. A later signal of the same child goes to its open trajectory as an event.
/// </summary>
internal sealed class SignalIntake(InstanceStarter starter, ChainOptions chain)
{
    private const string NewSignal = "nieuw-signaal";

    /// <summary>Takes it in.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="body">The signal.</param>
    /// <param name="organisation">The organisation it comes from, or null; a JGZ organisation becomes the first owner.</param>
    /// <param name="always">Whether it opens a trajectory also when the rules see no need yet (a signal without a measurement).</param>
    /// <param name="actor">Who brings it.</param>
    /// <param name="now">The instant.</param>
    public TakenSignal Take(StepTransaction transaction, SignalBody body, Guid? organisation, bool always, Actor actor, DateTimeOffset now)
    {
        if (PlaceStore.RegionOf(transaction, body.Municipality) is not { } region)
        {
            PlaceStore.AddBare(transaction, body.Municipality);
            region = "";
        }

        var place = PlaceStore.Read(transaction, body.Municipality, region);
        var judgement = SignalJudgement.Of(body, place.Configuration, region, DutchTime.ToLocalDate(now));
        var id = Ids.New(now);
        var known = FindChild(transaction, body.ChildRef);
        if (known is { } child && OpenTrajectory(transaction, child) is var (open, root))
        {
            TrajectoryStore.Apply(transaction, open, judgement.Writes(body, id, now, actor.Id));
            StuckSignStore.SetHome(transaction, open, child, body.Municipality, now);
            EventDelivery.Send(transaction, root, NewSignal, Value.MapOf(("bron", Value.Of(body.Source))), actor, now);
            return new TakenSignal(id, open, false, judgement);
        }

        if (!judgement.OpensTrajectory && !(always && (body.Measurement is null or { SelfReported: true } || !judgement.HasClass) && judgement.Route.Route is not Care.Routing.Route.Adult))
        {
            return new TakenSignal(id, null, false, judgement);
        }

        var childId = known ?? AddChild(transaction, body, now);
        return new TakenSignal(id, Open(transaction, body, judgement, id, childId, region, organisation ?? Covering(place), actor, now), true, judgement);
    }

    /// <summary>Hash of a key: long enough never to meet another, and nobody reads the key from it without knowing it.</summary>
    internal static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private Guid Open(
        StepTransaction transaction, SignalBody body, SignalJudgement judgement, Guid signalId, Guid childId, string region, Guid? owner, Actor actor, DateTimeOffset now)
    {
        var id = Ids.New(now);
        var root = starter.Start(
                transaction, chain.RootDefinition, ValueMap.Of(("signaal", Value.Of(signalId.ToString("D", CultureInfo.InvariantCulture))), ("bron", Value.Of(body.Source))),
                id.ToString("D", CultureInfo.InvariantCulture), actor, now)
            ?? throw new InvalidOperationException($"Er is geen gepubliceerde versie van '{chain.RootDefinition}', dus er kan geen traject beginnen.");
        var file = TrajectoryFile.Open(id, new ChildFacts(childId, body.BirthDate, body.Sex, body.Municipality, region), chain.FirstRole, owner, now)
            .With(judgement.Writes(body, signalId, now, actor.Id));
        TrajectoryStore.Insert(transaction, file, root);
        return id;
    }

    private Guid? Covering(Place place) => place.Coverage.FirstOrDefault(c => c.Role == chain.FirstRole)?.OrganisationId;

    private static Guid? FindChild(StepTransaction transaction, string childRef) =>
        transaction.First("SELECT id FROM child WHERE ref_hash = @hash", row => (Guid?)row.Id(0), ("hash", Hash(childRef)));

    private static (Guid Id, Guid Root)? OpenTrajectory(StepTransaction transaction, Guid child) => transaction.First(
        "SELECT id, root_instance_id FROM trajectory WHERE child_id = @child AND is_open = 1 ORDER BY opened_at DESC LIMIT 1",
        row => ((Guid, Guid)?)(row.Id(0), row.Id(1)), ("child", child));

    private static Guid AddChild(StepTransaction transaction, SignalBody body, DateTimeOffset now)
    {
        var id = Ids.New(now);
        transaction.Send(
            """
            INSERT INTO child (id, ref_hash, ref, given_name, birth_date, sex, municipality, created_at)
            VALUES (@id, @hash, @ref, @name, @birth, @sex, @municipality, @now)
            """,
            ("id", id), ("hash", Hash(body.ChildRef)), ("ref", body.ChildRef), ("name", body.GivenName), ("birth", body.BirthDate),
            ("sex", Care.CareCodes.ToCode(body.Sex)), ("municipality", body.Municipality), ("now", now));
        return id;
    }
}
