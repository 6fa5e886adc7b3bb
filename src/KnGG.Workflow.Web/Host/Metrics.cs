using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Storage;

namespace KnGG.Workflow.Web.Host;

/// <summary>The few figures that tell whether the service does its work, as text that Prometheus reads. Counts only, no names.</summary>
internal sealed class Metrics : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly StepDatabase _database;
    private readonly ServiceClock _clock;
    private long _requests;
    private double _requestSeconds;

    public Metrics(StepDatabase database, ServiceClock clock)
    {
        _database = database;
        _clock = clock;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Meter.Name: "Microsoft.AspNetCore.Hosting", Name: "http.server.request.duration" })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((_, seconds, _, _) =>
        {
            Interlocked.Increment(ref _requests);
            lock (_listener)
            {
                _requestSeconds += seconds;
            }
        });
        _listener.Start();
    }

    internal string Write()
    {
        var now = _clock.Now;
        var (steps, tasks, late, incidents, mails, oldest) = _database.Read(t => (
            t.First("SELECT count(*) FROM step", r => r.Number(0)),
            t.First("SELECT count(*) FROM task WHERE state < 2", r => r.Number(0)),
            t.First("SELECT count(*) FROM task WHERE state < 2 AND due_at < @now", r => r.Number(0), ("@now", now)),
            t.First("SELECT count(*) FROM incident WHERE closed_at IS NULL", r => r.Number(0)),
            t.First("SELECT count(*) FROM mail WHERE state IN (0, 1, 3)", r => r.Number(0)),
            t.First("SELECT min(due_at) FROM stimulus WHERE state = 0", r => r.InstantOrNull(0))));
        var text = new StringBuilder();
        Line(text, "kngg_http_requests_total", "counter", "Requests answered.", Interlocked.Read(ref _requests));
        lock (_listener)
        {
            Line(text, "kngg_http_request_seconds_total", "counter", "Seconds spent answering them.", _requestSeconds);
        }

        Line(text, "kngg_steps_total", "counter", "Committed steps.", steps);
        Line(text, "kngg_open_tasks", "gauge", "Open tasks.", tasks);
        Line(text, "kngg_late_tasks", "gauge", "Open tasks past their due moment.", late);
        Line(text, "kngg_open_incidents", "gauge", "Incidents that need a person.", incidents);
        Line(text, "kngg_waiting_mails", "gauge", "Mails to be sent.", mails);
        Line(text, "kngg_oldest_due_seconds", "gauge", "How long the oldest due work has been waiting; 0 when nothing is due.", oldest is { } due && due < now ? (now - due).TotalSeconds : 0);
        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private static void Line(StringBuilder text, string name, string type, string help, double value) =>
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n{name} {value}\n");
}
