using KnGG.Workflow.Web.Access;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace KnGG.Workflow.Web.Layout;

/// <summary>A page of a signed-in person.</summary>
internal abstract class AppPage(Viewer viewer) : PageModel
{
    internal Viewer Viewer { get; } = viewer;

    /// <summary>A message for the next page, such as "Taak afgerond".</summary>
    protected void Tell(string message) => TempData["said"] = message;
}
