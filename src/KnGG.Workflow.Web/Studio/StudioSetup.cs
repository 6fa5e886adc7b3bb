using KnGG.Workflow.Runtime;
using KnGG.Workflow.Web.Studio.Access;
using KnGG.Workflow.Web.Studio.Definitions;
using KnGG.Workflow.Web.Studio.Descriptors;
using KnGG.Workflow.Web.Studio.Files;
using KnGG.Workflow.Web.Studio.Instances;
using KnGG.Workflow.Web.Studio.Live;
using KnGG.Workflow.Web.Studio.Page;
using KnGG.Workflow.Web.Studio.Sandbox;

namespace KnGG.Workflow.Web.Studio;

/// <summary>Elsa Studio: its files and page under /studio, and the Elsa API that it works with under /elsa.</summary>
internal static class StudioSetup
{
    /// <summary>Registers what Studio needs; a second call changes nothing.</summary>
    public static IServiceCollection AddStudio(this IServiceCollection services)
    {
        if (services.Any(s => s.ServiceType == typeof(StudioFiles)))
        {
            return services;
        }

        services.AddSignalR();
        services.AddTransient<IStartupFilter, HubTokens>();
        services.AddSingleton(_ => StudioFiles.Find(AppContext.BaseDirectory));
        services.AddSingleton<PaletteChoices>();
        services.AddSingleton(s => new Pseudonyms(PseudonymKey.LoadOrMake(s)));
        services.AddSingleton<DefinitionShelf>();
        services.AddSingleton<SaveChain>();
        services.AddSingleton<ActivityPalette>();
        services.AddSingleton<DefinitionNames>();
        services.AddSingleton<PracticeRuns>();
        services.AddSingleton<IInstanceSource>(s => s.GetRequiredService<PracticeRuns>());
        services.AddSingleton<IInstanceSource, StoredInstances>();
        services.AddSingleton<InstanceShelf>();
        services.AddSingleton<LiveInstances>();
        services.AddHostedService(s => s.GetRequiredService<LiveInstances>());
        return services;
    }

    /// <summary>Call after authentication, so that the visitor is known. A second call changes nothing.</summary>
    public static WebApplication MapStudio(this WebApplication app)
    {
        if (!((IApplicationBuilder)app).Properties.TryAdd("kngg.studio", true))
        {
            return app;
        }

        app.UseWhen(http => http.Request.Path.StartsWithSegments("/elsa/hubs", StringComparison.Ordinal), branch => branch.Use(GuardHub));
        app.MapHub<WorkflowInstanceHub>("/elsa/hubs/workflow-instance");
        MapApi(app);
        app.MapMethods("/studio/{**path}", [HttpMethods.Get, HttpMethods.Head], Serve).AllowAnonymous().ExcludeFromDescription();
        // Links inside Studio's panels start at the root.
        app.MapGet("/workflows/{**path}", (string? path) => Results.Redirect($"/studio/workflows/{path}")).AllowAnonymous().ExcludeFromDescription();
        return app;
    }

    private static void MapApi(WebApplication app)
    {
        var api = app.MapGroup("/elsa/api").ExcludeFromDescription();
        api.AddEndpointFilter(StudioAccess.Filter);
        api.AddEndpointFilter(StudioRefusal.Filter);
        DefinitionListEndpoints.Map(api);
        DefinitionSaveEndpoints.Map(api);
        DefinitionBulkEndpoints.Map(api);
        DefinitionTransferEndpoints.Map(api);
        DefinitionGraphEndpoints.Map(api);
        DescriptorEndpoints.Map(api);
        InstanceEndpoints.Map(api);
        InstanceCommandEndpoints.Map(api);
        ActivityRunEndpoints.Map(api);
        PracticeEndpoints.Map(api);
    }

    private static async Task GuardHub(HttpContext http, RequestDelegate next)
    {
        var refusal = StudioAccess.Refusal(http, isSocket: true);
        if (refusal is { } refused)
        {
            await StudioRefusal.Answer([refused.Message], refused.Status).ExecuteAsync(http);
            return;
        }

        await next(http);
    }

    private static async Task Serve(HttpContext http, string? path, StudioFiles files)
    {
        path ??= "";
        if (await files.TrySend(http, path))
        {
            return;
        }

        if (path.StartsWith("pagina/", StringComparison.Ordinal))
        {
            if (!await StudioPage.TrySendPart(http, path["pagina/".Length..]))
            {
                http.Response.StatusCode = StatusCodes.Status404NotFound;
            }
        }
        else if (path is not ("" or "workflows") && !path.StartsWith("workflows/", StringComparison.Ordinal))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        else if (path.Length == 0 && http.Request.Path.Value?.EndsWith('/') != true)
        {
            // Everything on the page is relative to "/studio/".
            http.Response.Redirect("/studio/");
        }
        else if (!StudioAccess.IsSignedIn(http))
        {
            await StudioPage.SendEntrance(http);
        }
        else if (!StudioAccess.MaySee(http))
        {
            await StudioPage.SendRefused(http);
        }
        else
        {
            await StudioPage.Send(http, StudioAccess.ViewerOf(http));
        }
    }
}
