using System.Text.Json.Serialization;
using KnGG.Workflow.Runtime.Accounts;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Web.Access;
using KnGG.Workflow.Web.Api;
using KnGG.Workflow.Web.DevInbox;
using KnGG.Workflow.Web.Layout;
using KnGG.Workflow.Web.Offers;
using KnGG.Workflow.Web.Studio;
using KnGG.Workflow.Web.TaskPage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace KnGG.Workflow.Web.Host;

/// <summary>Puts the service together: settings, runtime, sign-in, pages and the HTTP interface.</summary>
internal static class AppHost
{
    /// <summary>Settings from the file, the environment and the options of the command, the last one winning.</summary>
    internal static WebApplicationBuilder Builder(IReadOnlyDictionary<string, string?> options)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(AppHost).Assembly.GetName().Name,

            // Pages and files lie beside the program, wherever it is started from.
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = options.ContainsKey("KnGG:SimulatedClock") ? Environments.Development : null,
        });
        builder.Configuration.AddInMemoryCollection(options);
        return builder;
    }

    /// <summary>The whole service, not started yet. The database must be prepared.</summary>
    internal static WebApplication Build(WebApplicationBuilder builder, ServiceSettings settings)
    {
        builder.WebHost.UseUrls(settings.Urls);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyLimit.MaxBytes;
        });
        var services = builder.Services;
        services.AddSingleton(settings);
        services.AddWorkflow(settings, settings.ForRuntime(runLoops: true));
        services.AddSingleton<TaskSight>();
        services.AddSingleton<TaskReturns>();
        services.AddSingleton<FileLabels>();
        services.AddSingleton<OfferChoices>();
        services.AddSingleton<InsurerChoices>();
        services.AddSingleton<Trajectories.PayerFacts>();
        services.AddSingleton<Development>();
        services.AddSingleton<Metrics>();
        services.AddHttpContextAccessor();
        services.AddScoped(s => Viewer.Of(s.GetRequiredService<IHttpContextAccessor>().HttpContext, s.GetRequiredService<StepDatabase>()));
        services.AddStudio();
        AddSignIn(services, settings);
        AddPages(services);
        AddInterface(services);
        builder.AddExporter(settings);

        var app = builder.Build();

        // Counts from here on, not from the first time that somebody asks.
        app.Services.GetRequiredService<Metrics>();
        app.UseDutchProblems();
        app.UseSecurityHeaders();
        app.UseBodyLimit();
        app.UseResponseCompression();
        app.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
                file.Context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "public, max-age=3600",
        });
        app.UseRouting();
        app.UseRouteInSpans();
        app.UseAuthentication();
        app.UseSameOriginForCookies();
        app.UseAuthorization();
        app.MapRazorPages();
        app.MapStudio();
        app.MapInterface();
        return app;
    }

    private static void AddSignIn(IServiceCollection services, ServiceSettings settings)
    {
        var keys = Directory.CreateDirectory(Path.Combine(settings.DataDirectory, "keys"));
        var protection = services.AddDataProtection().SetApplicationName("kngg-workflow");
        if (settings.Postgres is { Length: > 0 })
        {
            services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(s => new ConfigureOptions<KeyManagementOptions>(
                o => o.XmlRepository = new SharedKeys(s.GetRequiredService<StepDatabase>(), s.GetRequiredService<ServiceClock>())));
        }
        else
        {
            protection.PersistKeysToFileSystem(keys);
        }

        services.AddSingleton(s => new Tokens(TokenKey.LoadOrMake(s, keys.FullName)));
        services.AddIdentityCore<Account>(identity =>
        {
            identity.Lockout.MaxFailedAccessAttempts = 5;
            identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
            identity.Password.RequiredLength = 12;
            identity.Password.RequireDigit = false;
            identity.Password.RequireLowercase = false;
            identity.Password.RequireUppercase = false;
            identity.Password.RequireNonAlphanumeric = false;
        }).AddRoles<IdentityRole<Guid>>().AddEntityFrameworkStores<WorkflowDb>().AddSignInManager().AddDefaultTokenProviders();
        const string either = "cookie-or-bearer";
        services.AddAuthentication(either)
            .AddPolicyScheme(either, null, scheme => scheme.ForwardDefaultSelector =
                context => BearerHandler.IsUsedBy(context.Request) ? BearerHandler.SchemeName : IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(BearerHandler.SchemeName, null)
            .AddIdentityCookies();
        services.ConfigureApplicationCookie(cookie =>
        {
            cookie.Cookie.Name = "kngg";
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.HttpOnly = true;
            cookie.LoginPath = "/inloggen";
            cookie.ReturnUrlParameter = "terug";
            cookie.ExpireTimeSpan = TimeSpan.FromHours(9);
            cookie.Events.OnRedirectToLogin = redirect => Problems.IsInterface(redirect.Request)
                ? Problems.Write(redirect.HttpContext, StatusCodes.Status401Unauthorized)
                : Redirect(redirect.HttpContext, redirect.RedirectUri);
            cookie.Events.OnRedirectToAccessDenied = denied =>
            {
                denied.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Problems.IsInterface(denied.Request) ? Problems.Write(denied.HttpContext, StatusCodes.Status403Forbidden) : Task.CompletedTask;
            };
        });
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(Policies.Administrator, policy => policy.RequireAssertion(c => ViewerOf(c)?.IsAdministrator == true));
    }

    private static void AddPages(IServiceCollection services)
    {
        services.AddRazorPages(pages => pages.RootDirectory = "/");
        services.Configure<RouteOptions>(routes => routes.LowercaseUrls = true);
        services.AddAntiforgery(forgery => forgery.Cookie.Name = "kngg-formulier");
        services.Configure<CookieTempDataProviderOptions>(temp => temp.Cookie.Name = "kngg-bericht");
        services.AddResponseCompression(compression =>
        {
            // Only files: a page with somebody's data is not compressed, so that its length says nothing about it.
            compression.MimeTypes = ["text/css", "text/javascript", "application/javascript", "image/svg+xml"];
            compression.EnableForHttps = true;
        });
    }

    private static void AddInterface(IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            json.SerializerOptions.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        });
        services.AddProblemDetails();
        services.AddOpenApi("v1", OpenApiText.Describe);
    }

    private static Task Redirect(HttpContext context, string address)
    {
        context.Response.Redirect(address);
        return Task.CompletedTask;
    }

    private static Viewer? ViewerOf(AuthorizationHandlerContext context) => (context.Resource as HttpContext)?.RequestServices.GetRequiredService<Viewer>();
}

/// <summary>Names of the rights that endpoints ask for.</summary>
internal static class Policies
{
    internal const string Administrator = "beheerder";
}
