using KnGG.Workflow.Care.Configuration;
using KnGG.Workflow.Care.Payers;
using KnGG.Workflow.Engine.Stepping.Intents;
using KnGG.Workflow.Runtime.Families;
using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Trajectories;

/// <summary>The care side of a step: read in its transaction, stored beside the recorded step, written in its commit.</summary>
public sealed class CareRows : ICareRows
{
    private readonly FormCatalog _forms;

    /// <summary>With the forms that tasks use.</summary>
    public CareRows(FormCatalog forms) => _forms = forms;

    /// <inheritdoc/>
    public object? Load(StepTransaction transaction, Guid trajectoryId, DateTimeOffset now) =>
        ReadSnapshot(transaction, trajectoryId);

    /// <summary>The snapshot of a trajectory, for pages and services; null when there is none.</summary>
    public CareSnapshot? ReadSnapshot(StepTransaction transaction, Guid trajectoryId)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        if (TrajectoryStore.Read(transaction, trajectoryId) is not { } file)
        {
            return null;
        }

        var askedPlace = PlaceStore.Ask(transaction, file.Child.Municipality, file.Child.Region);
        var home = PlaceStore.AskHome(transaction, file.Child.Id, file.Child.Municipality);
        var guardians = FamilyStore.AskGuardians(transaction, file.Child.Id);
        var tasks = transaction.Ask(
            "SELECT id, role, organisation_id FROM task WHERE trajectory_id = @id AND state < 2 ORDER BY id",
            row => new TaskNote(row.Id(0), row.Text(1), row.IdOrNull(2)), ("id", trajectoryId));
        var place = askedPlace.Value;
        return new CareSnapshot
        {
            File = file,
            Configuration = place.Configuration,
            Agreements = place.Agreements,
            Coverage = place.Coverage,
            Home = home.Value,
            Tasks = tasks.Value,
            Guardians = guardians.Value,
            Forms = _forms,
        };
    }

    /// <inheritdoc/>
    public string Store(object care) => SnapshotJson.Write((CareSnapshot)care);

    /// <inheritdoc/>
    public object Restore(string json) => SnapshotJson.Read(json) with { Forms = _forms };
}

/// <summary>Writes changes of a file in the step's commit.</summary>
public sealed class WriteCareWriter : IIntentWriter
{
    /// <inheritdoc/>
    public Type Intent => typeof(WriteCare);

    /// <inheritdoc/>
    public void Write(StepTransaction transaction, IntentOrigin origin, HostIntent intent)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var write = (WriteCare)intent;
        if (!TrajectoryStore.Apply(transaction, write.TrajectoryId, write.Writes))
        {
            throw new InvalidOperationException($"Trajectory {write.TrajectoryId} does not exist, but a step of it wants to change it.");
        }
    }
}
