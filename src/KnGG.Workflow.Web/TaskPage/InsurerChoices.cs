using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Runtime.Storage;

namespace KnGG.Workflow.Web.TaskPage;

/// <summary>Puts the insurers of the child's region at the fields of a form that ask for one.</summary>
internal sealed class InsurerChoices(StepDatabase database)
{
    /// <summary>The form with the insurers to choose from; the form itself when it asks for none.</summary>
    internal Form For(Form form, TrajectoryFile? file)
    {
        if (file is null || !form.Fields.Any(f => f.ChoicesFrom == ChoiceSources.Insurers))
        {
            return form;
        }

        FormChoice[] choices = [.. database.Read(t => RegionAccess.Insurers(t, file.Child.Region)).Select(i => new FormChoice(i.Id, i.Name))];
        return form with { Fields = [.. form.Fields.Select(f => f.ChoicesFrom == ChoiceSources.Insurers ? f with { Choices = choices } : f)] };
    }
}
