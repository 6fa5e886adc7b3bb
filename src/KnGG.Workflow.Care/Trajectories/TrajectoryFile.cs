using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Risk;

namespace KnGG.Workflow.Care.Trajectories;

/// <summary>
/// Everything the chain knows about one child's trajectory, without a name. Immutable: <see cref="CareWrite"/> records make the next one,
/// in memory and in the database by the same code. Three zones, because not everybody who sees one may see the other.
/// </summary>
public sealed record TrajectoryFile
{
    /// <summary>The trajectory.</summary>
    public required Guid Id { get; init; }

    /// <summary>The child, as far as rules need it.</summary>
    public required ChildFacts Child { get; init; }

    /// <summary>Who does what when: no measurements and no problems.</summary>
    public required ProcessZone Process { get; init; }

    /// <summary>Measurements, risk, GGR and payers.</summary>
    public HealthZone Health { get; init; } = new();

    /// <summary>Questions about the family, goals, talks and the route that follows from them.</summary>
    public SocialZone Social { get; init; } = new();

    /// <summary>Whether the trajectory still runs.</summary>
    public bool IsOpen => Process.ClosedAt is null;

    /// <summary>The case owner; null only when the trajectory is closed.</summary>
    public TeamMember? Owner => Process.Team.FirstOrDefault(m => m is { IsOwner: true, Until: null });

    /// <summary>The plan that counts now, or null.</summary>
    public PlanVersion? Plan => Process.Plans.LastOrDefault(p => p.FrozenAt is null);

    /// <summary>The newest plan version, frozen or not, or null.</summary>
    public PlanVersion? LatestPlan => Process.Plans.Count > 0 ? Process.Plans[^1] : null;

    /// <summary>The newest measurement that was really measured, or null.</summary>
    public Measurement? NewestMeasurement => Health.Measurements.Where(m => !m.SelfReported).OrderBy(m => (m.On, m.At)).LastOrDefault();

    /// <summary>A new trajectory: open, step 1, cycle 1, with its first case owner.</summary>
    /// <param name="id">The trajectory.</param>
    /// <param name="child">The child.</param>
    /// <param name="ownerRole">Role of the first owner: the JGZ.</param>
    /// <param name="ownerOrganisation">Its organisation, or null when nobody covers the municipality.</param>
    /// <param name="at">When.</param>
    public static TrajectoryFile Open(Guid id, ChildFacts child, string ownerRole, Guid? ownerOrganisation, DateTimeOffset at) => new()
    {
        Id = id,
        Child = child,
        Process = new ProcessZone
        {
            OpenedAt = at,
            Step = 1,
            Phase = Phases.Signal,
            Team = [new TeamMember(ownerRole, ownerOrganisation, null, IsOwner: true, at, null)],
        },
    };

    /// <summary>The file after a write.</summary>
    public TrajectoryFile With(CareWrite write) => write.Apply(this);

    /// <summary>The file after several writes, in their order.</summary>
    public TrajectoryFile With(IEnumerable<CareWrite> writes) => writes.Aggregate(this, (file, write) => write.Apply(file));

    /// <summary>The current holder of a role, newest first; null when nobody holds it.</summary>
    public TeamMember? Holder(string role) => Process.Team.LastOrDefault(m => m.Until is null && m.Role == role);

    /// <summary>A measurement as the rules take it, with what is known about risk.</summary>
    public ClassificationInput Input(Measurement measured) => new(Child.Sex, Child.BirthDate, measured.On, measured.HeightCm, measured.WeightKg)
    {
        Clothed = measured.Clothed,
        SelfReported = measured.SelfReported,
        Risk = Health.Risk?.Parsed ?? RiskStatement.Unknown,
    };

    /// <summary>The handover with this id, or null.</summary>
    public Handover? Handover(Guid id) => Process.Handovers.FirstOrDefault(h => h.Id == id);

    /// <summary>The plan item with this id in any version, newest version first; null when there is none.</summary>
    public PlanItem? Item(Guid id) => Process.Plans.Reverse().SelectMany(p => p.Items).FirstOrDefault(i => i.Id == id);
}

/// <summary>What rules need of the child; the name lives elsewhere.</summary>
/// <param name="Id">The child.</param>
/// <param name="BirthDate">Date of birth.</param>
/// <param name="Sex">Sex.</param>
/// <param name="Municipality">Municipality that looks after the trajectory: where the child lives, or lived until the handover is accepted.</param>
/// <param name="Region">Region code of the municipality, or empty.</param>
public sealed record ChildFacts(Guid Id, DateOnly BirthDate, Sex Sex, string Municipality, string Region);
