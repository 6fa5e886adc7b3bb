using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Incidents;

/// <summary>Who must act on incidents. Two implementations: the trajectory's case owner or the administrator, and the administrator always.</summary>
public interface IIncidentOwners
{
    /// <summary>Role and organisation of who must act; the organisation is null for every holder of the role.</summary>
    (string Role, Guid? OrganisationId) OwnerOf(StepTransaction transaction, Guid? trajectoryId, string kind);
}

/// <summary>The administrator owns what is technical, and that is what an incident is.</summary>
internal sealed class AdministratorOwnsIncidents : IIncidentOwners
{
    public (string Role, Guid? OrganisationId) OwnerOf(StepTransaction transaction, Guid? trajectoryId, string kind) => ("beheerder", null);
}

/// <summary>Opens and closes incident rows.</summary>
internal sealed class IncidentWriter(IIncidentOwners owners)
{
    public void Open(StepTransaction transaction, Incident incident, Guid instanceId, Guid? trajectoryId) => Insert(
        transaction, incident.Id, IncidentKinds.Activity, instanceId, trajectoryId, incident.ActivityId, incident.NodeId, incident.ActivityType, incident.Message, incident.At);

    public void Parked(StepTransaction transaction, Guid instanceId, Guid? trajectoryId, long stimulusSeq, string message, DateTimeOffset now)
    {
        var id = Ids.New(now);
        Insert(transaction, id, IncidentKinds.Stimulus, instanceId, trajectoryId, "", "", "", message, now);
        transaction.Send("UPDATE incident SET stimulus_seq = @seq WHERE id = @id", ("@seq", stimulusSeq), ("@id", id));
    }

    public void MailRefused(StepTransaction transaction, Guid mailId, Guid? instanceId, Guid? trajectoryId, string message, DateTimeOffset now)
    {
        var id = Ids.New(now);
        Insert(transaction, id, IncidentKinds.Mail, instanceId, trajectoryId, "", "", "", message, now);
        transaction.Send("UPDATE incident SET mail_id = @mail WHERE id = @id", ("@mail", mailId), ("@id", id));
    }

    public Guid MailServerDown(StepTransaction transaction, string message, DateTimeOffset now)
    {
        var id = Ids.New(now);
        Insert(transaction, id, IncidentKinds.MailServer, null, null, "", "", "", message, now);
        return id;
    }

    public void JobProblem(StepTransaction transaction, string job, string message, DateTimeOffset now) =>
        Insert(transaction, Ids.New(now), IncidentKinds.Job, null, null, job, "", "", message, now);

    public void ChildMissing(StepTransaction transaction, Guid instanceId, Guid? trajectoryId, string activityId, string message, DateTimeOffset now) =>
        Insert(transaction, Ids.New(now), IncidentKinds.Child, instanceId, trajectoryId, activityId, "", "", message, now);

    public static void Close(StepTransaction transaction, Guid incidentId, string resolution, Actor actor, DateTimeOffset now) => transaction.Send(
        "UPDATE incident SET closed_at = @now, closed_by = @by, resolution = @resolution WHERE id = @id AND closed_at IS NULL",
        ("@now", now), ("@by", actor.Id), ("@resolution", resolution), ("@id", incidentId));

    private void Insert(
        StepTransaction transaction, Guid id, string kind, Guid? instanceId, Guid? trajectoryId, string activityId, string nodeId, string type, string message, DateTimeOffset at)
    {
        var (role, organisation) = owners.OwnerOf(transaction, trajectoryId, kind);
        transaction.Send(
            """
            INSERT INTO incident (id, kind, instance_id, trajectory_id, activity_id, node_id, activity_type, message, at, owner_role, owner_organisation_id)
            VALUES (@id, @kind, @instance_id, @trajectory_id, @activity_id, @node_id, @activity_type, @message, @at, @owner_role, @owner_organisation_id)
            """,
            ("@id", id), ("@kind", kind), ("@instance_id", instanceId), ("@trajectory_id", trajectoryId), ("@activity_id", activityId), ("@node_id", nodeId),
            ("@activity_type", type), ("@message", message), ("@at", at), ("@owner_role", role), ("@owner_organisation_id", organisation));
    }
}
