using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Tasks;

namespace KnGG.Workflow.Web.Host;

/// <summary>Checks the answers to tasks by the form catalogue.</summary>
internal sealed class CatalogTaskForms(FormCatalog forms) : ITaskForms
{
    public TaskFormVerdict Check(string form, string outcome, ValueMap fields, DateTimeOffset now)
    {
        if (forms.Find(form) is not { } found)
        {
            return new TaskFormVerdict(fields, new Dictionary<string, string> { [""] = $"Het formulier '{form}' bestaat niet meer. Meld dit bij de beheerder." });
        }

        var values = Value.Of(fields);
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var error in FormValidator.Validate(found, values))
        {
            errors.TryAdd(error.Field, error.Message);
        }

        return new TaskFormVerdict(errors.Count == 0 ? FormValidator.Clean(found, values) : fields, errors);
    }
}

/// <summary>Who has the direction of a trajectory, from its team.</summary>
internal sealed class TeamTaskPeople : ITaskPeople
{
    private const string Owner = " FROM team_member m WHERE m.trajectory_id = @id AND m.is_owner = 1 AND m.until IS NULL";

    public bool IsCaseOwner(StepTransaction transaction, Guid trajectoryId, Guid accountId) => transaction.First(
        "SELECT 1" + Owner
        + " AND (m.person_id = @me OR (m.person_id IS NULL AND EXISTS (SELECT 1 FROM account_role r WHERE r.account_id = @me AND r.organisation_id = m.organisation_id AND r.role = m.role)))",
        r => (bool?)true,
        ("@id", trajectoryId), ("@me", accountId)) ?? false;

    public (string Role, Guid OrganisationId)? CaseOwner(StepTransaction transaction, Guid trajectoryId) => transaction.First(
        "SELECT m.role, m.organisation_id" + Owner + " AND m.organisation_id IS NOT NULL", r => ((string, Guid)?)(r.Text(0), r.Id(1)), ("@id", trajectoryId));
}
