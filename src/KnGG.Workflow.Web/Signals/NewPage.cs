using System.Text.Json;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Accounts;
using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Runtime.Signals;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Web.Access;
using KnGG.Workflow.Web.Layout;
using KnGG.Workflow.Web.TaskPage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace KnGG.Workflow.Web.Signals;

/// <summary>Gives a signal: the same as POST /api/v1/signals, filled in by hand.</summary>
internal sealed class NewPage(Viewer viewer, PostSignal signals, StepDatabase database) : AppPage(viewer)
{
    private readonly Dictionary<string, string> _errors = new(StringComparer.Ordinal);

    internal FormView View { get; private set; } = null!;

    internal IReadOnlyDictionary<string, string> Errors => _errors;

    internal string? Outcome { get; private set; }

    internal Guid? TrajectoryId { get; private set; }

    public IActionResult OnGet()
    {
        if (!Viewer.IsProfessional)
        {
            return Forbid();
        }

        View = new FormView(SignalForm.For(Municipalities()), Value.Undefined, _errors);
        return Page();
    }

    public IActionResult OnPost()
    {
        if (!Viewer.IsProfessional)
        {
            return Forbid();
        }

        var form = SignalForm.For(Municipalities());
        var values = FormInput.Read(form, Request.Form);
        View = new FormView(form, values, _errors);
        foreach (var error in FormValidator.Validate(form, values))
        {
            _errors.TryAdd(error.Field, error.Message);
        }

        return _errors.Count > 0 ? Page() : Send(form, values);
    }

    private PageResult Send(Form form, Value values)
    {
        using var body = JsonDocument.Parse(SignalForm.Body(values, Viewer).ToJson());
        switch (signals.Receive(body.RootElement, idempotencyKey: null, Viewer.Actor))
        {
            case SignalResult.Invalid invalid:
                foreach (var error in invalid.Errors)
                {
                    _errors.TryAdd(SignalForm.FieldOf(error.Field), error.Message);
                }

                break;
            case SignalResult.Received received:
                using (var answer = JsonDocument.Parse(received.Json))
                {
                    Outcome = answer.RootElement.GetProperty("decision").GetProperty("route").GetProperty("reason").GetString();
                }

                TrajectoryId = received.TrajectoryId is { } id && database.Read(t => Runtime.Trajectories.TrajectoryList.IsVisible(t, id, Viewer.Id)) ? id : null;
                View = new FormView(form, Value.Undefined, _errors);
                break;
        }

        return Page();
    }

    private IReadOnlyList<string> Municipalities() => database.Read(HeldRoleList.Municipalities);
}
