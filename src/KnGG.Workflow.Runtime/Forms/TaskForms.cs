using System.Collections.Frozen;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Tasks;

namespace KnGG.Workflow.Runtime.Forms;

/// <summary>Checks an answer to a task by the catalogue's form.</summary>
public sealed class TaskForms : ITaskForms
{
    private readonly FormCatalog _forms;

    /// <summary>With the forms.</summary>
    public TaskForms(FormCatalog forms) => _forms = forms;

    /// <inheritdoc/>
    public TaskFormRoom? RoomOf(string form) => _forms.Find(form) is { } found
        ? new TaskFormRoom(found.Records.Any(FormRecords.Final.Contains), [.. found.Fields.Where(f => f.Decision).Select(f => (f.Name, f.Label))])
        : null;

    /// <inheritdoc/>
    public TaskFormVerdict Check(string form, string outcome, ValueMap fields, DateTimeOffset now)
    {
        if (_forms.Find(form) is not { } found)
        {
            // A form that a region took away must not hold up a task that still asks for it: the answer is kept as it is.
            return new TaskFormVerdict(fields, FrozenDictionary<string, string>.Empty);
        }

        var given = Value.Of(fields);
        var errors = FormValidator.Validate(found, given);
        return errors.Count == 0
            ? new TaskFormVerdict(FormValidator.Clean(found, given), FrozenDictionary<string, string>.Empty)
            : new TaskFormVerdict(fields, errors.DistinctBy(e => e.Field).ToDictionary(e => e.Field, e => e.Message, StringComparer.Ordinal));
    }
}
