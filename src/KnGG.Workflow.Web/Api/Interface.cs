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

    // Ready is: the database answers, the clock is right, and nobody told this node to stop.
    private static IResult Ready(StepDatabase database, Node node) =>
        node.State == NodeState.Running && database.Read(transaction => transaction.First("SELECT 1", r => r.Number(0))) == 1 ? Results.Text("ok") : Results.StatusCode(503);
}
