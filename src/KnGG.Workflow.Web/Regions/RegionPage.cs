using KnGG.Workflow.Care;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Web.Access;
using KnGG.Workflow.Web.Layout;
using KnGG.Workflow.Web.TaskPage;
using Microsoft.AspNetCore.Mvc;

namespace KnGG.Workflow.Web.Regions;

/// <summary>A page with one form about a region: what is filled in, what is wrong, and how a refusal of the desk comes back at its field.</summary>
internal abstract class RegionPage(Viewer viewer) : AppPage(viewer)
{
    private readonly Dictionary<string, string> _errors = new(StringComparer.Ordinal);

    internal FormView? View { get; private set; }

    internal IReadOnlyDictionary<string, string> Errors => _errors;

    /// <summary>Shows a form with values.</summary>
    protected void Show(Form form, Value values) => View = new FormView(form, values, _errors);

    /// <summary>Reads and checks what was posted; false when something is wrong, and then the form shows it.</summary>
    protected bool TryRead(Form form, out Value values)
    {
        values = FormInput.Read(form, Request.Form);
        Show(form, values);
        foreach (var error in FormValidator.Validate(form, values))
        {
            _errors.TryAdd(error.Field, error.Message);
        }

        return _errors.Count == 0;
    }

    /// <summary>The answer to a result: on with a message, or the page again with the refusals.</summary>
    /// <param name="result">What the desk said.</param>
    /// <param name="done">Message when it is written.</param>
    /// <param name="next">Where to go then.</param>
    /// <param name="fieldOf">Field of the form for a field of the desk.</param>
    protected IActionResult After(RegionResult result, string done, string next, Func<string, string> fieldOf)
    {
        switch (result)
        {
            case RegionResult.Done:
                Tell(done);
                return LocalRedirect(next);
            case RegionResult.NotAllowed:
                return Forbid();
            case RegionResult.Invalid invalid:
                foreach (var error in invalid.Errors)
                {
                    _errors.TryAdd(fieldOf(error.Field), error.Message);
                }

                return Page();
            default:
                return NotFound();
        }
    }

    /// <summary>A field's answer as text; empty when it is not filled in.</summary>
    protected static string Text(Value values, string name) => values[name].TextOrNull?.Trim() ?? "";

    /// <summary>A field's answer as a date, or null.</summary>
    protected static DateOnly? Date(Value values, string name) => CareCodes.TryParseDate(values[name].TextOrNull, out var date) ? date : null;

    /// <summary>A field's answer as a whole number, or null.</summary>
    protected static int? Whole(Value values, string name) =>
        int.TryParse(Text(values, name), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
}
