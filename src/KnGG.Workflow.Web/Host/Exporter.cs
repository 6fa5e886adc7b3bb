using System.Diagnostics;
using KnGG.Workflow.Runtime.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace KnGG.Workflow.Web.Host;

/// <summary>
/// Sends spans, figures and log lines over OTLP/HTTP to a collector, when <c>KnGG:Otlp</c> names one. Nothing of it holds personal data: addresses of
/// requests are told by their route, spans carry ids of instances only.
/// </summary>
internal static class Exporter
{
    private static readonly string[] Meters =
        [WorkflowTelemetry.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime", "Npgsql"];

    internal static void AddExporter(this WebApplicationBuilder builder, ServiceSettings settings)
    {
        if (settings.Collector is not { } collector)
        {
            return;
        }

        var service = ResourceBuilder.CreateEmpty().AddService("kngg-workflow", serviceVersion: typeof(Exporter).Assembly.GetName().Version?.ToString());
        Action<OtlpExporterOptions> To(string signal) => options =>
        {
            options.Protocol = OtlpExportProtocol.HttpProtobuf;
            options.Endpoint = new Uri(collector, "v1/" + signal);
        };
        builder.Logging.AddOpenTelemetry(logs =>
        {
            logs.SetResourceBuilder(service);
            logs.IncludeFormattedMessage = true;
            logs.AddOtlpExporter(To("logs"));
        });
        builder.Services.AddSingleton(_ => Sdk.CreateTracerProviderBuilder().SetResourceBuilder(service).AddSource(WorkflowTelemetry.Name, "Microsoft.AspNetCore", "Npgsql")
            .AddOtlpExporter(To("traces")).Build());
        builder.Services.AddSingleton(_ => Sdk.CreateMeterProviderBuilder().SetResourceBuilder(service).AddMeter(Meters).AddOtlpExporter(To("metrics")).Build());
        builder.Services.AddHostedService<Started>();
    }

    /// <summary>Tells the span of a request by its route: the address itself holds ids of children's files.</summary>
    internal static void UseRouteInSpans(this WebApplication app) => app.Use(async (context, next) =>
    {
        await next(context);
        if (Activity.Current is { } span && (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText is { } route)
        {
            span.DisplayName = $"{context.Request.Method} {route}";
            span.SetTag("http.route", route);
            span.SetTag("http.request.method", context.Request.Method);
            span.SetTag("http.response.status_code", context.Response.StatusCode);
        }
    });

    // The providers listen from when they are made, and send what is left when they are disposed.
    private sealed class Started(TracerProvider traces, MeterProvider figures) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            traces.ForceFlush(2000);
            figures.ForceFlush(2000);
            return Task.CompletedTask;
        }
    }
}
