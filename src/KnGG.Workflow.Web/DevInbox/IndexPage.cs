using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Web.Access;
using KnGG.Workflow.Web.Host;
using KnGG.Workflow.Web.Layout;
using Microsoft.AspNetCore.Mvc;

namespace KnGG.Workflow.Web.DevInbox;

/// <summary>Reads the mails that are not sent for real.</summary>
internal sealed class IndexPage(Viewer viewer, Development development, ServiceSettings settings, ServiceClock clock) : AppPage(viewer)
{
    private const int Shown = 100;

    internal IReadOnlyList<SentMail> Mails { get; private set; } = [];

    public IActionResult OnGet()
    {
        if (!Development.IsOpen(settings, clock))
        {
            return NotFound();
        }

        Mails = development.Mails(Shown);
        return Page();
    }
}
