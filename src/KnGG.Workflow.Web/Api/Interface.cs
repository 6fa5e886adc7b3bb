using KnGG.Workflow.Runtime.Nodes;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Web.Host;

namespace KnGG.Workflow.Web.Api;

/// <summary>The HTTP interface: one file per group of endpoints.</summary>
internal static class Interface
{
    internal static void MapInterface(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1");
        api.MapRules();
        api.MapSignals();
        api.MapTasks();
        api.MapAbsences();
        api.MapTrajectories();
        api.MapHandovers();
        api.MapStuck();
        api.MapRepairs();
        api.MapRegions();
        api.MapOffers();
        app.MapSignIn();
        app.MapDevelopment();
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.MapGet("/health/live", () => Results.Text("ok")).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/health/ready", Ready).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/metrics", (Metrics metrics) => Results.Text(metrics.Write(), "text/plain; version=0.0.4")).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/taken", () => Results.Redirect("/")).ExcludeFromDescription();
        app.Map("/api/{**rest}", () => Problems.Of(404)).ExcludeFromDescription();
    }

    // Ready is: the database answers and can be written, the clock is right, and nobody told this node to stop.
    private static IResult Ready(StepDatabase database, Node node)
    {
        try
        {
            database.Read(transaction => transaction.First("SELECT 1", r => r.Number(0)));
        }
        catch (Exception failed) when (database.TroubleOf(failed) is not null)
        {
            // Noted by the database itself.
        }

        return database.Trouble is { IsOutage: true } trouble ? NotReady(trouble.Message) : node.State switch
        {
            NodeState.Running => Results.Text("ok"),
            NodeState.Draining => NotReady("Deze server stopt."),
            _ => NotReady("De klok van deze server loopt te ver uit de pas met die van de database; hij neemt geen werk aan."),
        };
    }

    private static IResult NotReady(string why) => Results.Text(why, "text/plain; charset=utf-8", statusCode: StatusCodes.Status503ServiceUnavailable);
}
