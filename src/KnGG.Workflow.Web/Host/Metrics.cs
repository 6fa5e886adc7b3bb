using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Runtime.Stuck;
using KnGG.Workflow.Runtime.Telemetry;

namespace KnGG.Workflow.Web.Host;

/// <summary>
/// The figures that tell whether the service does its work, as text that Prometheus reads. Counts only, for the whole service: no place, no name. What
/// this node did since it started is counted as it happens; what stands open is read from rows that an index of open work leads to.
/// </summary>
internal sealed class Metrics : IDisposable
{
    private static readonly string[] MailStates = ["planned", "sending", "", "retry"];

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<(string Name, string Label), double> _counted = new();
    private readonly StepDatabase _database;
    private readonly StuckList _stuck;
    private readonly ServiceClock _clock;

    public Metrics(StepDatabase database, StuckList stuck, ServiceClock clock)
    {
        _database = database;
        _stuck = stuck;
        _clock = clock;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == WorkflowTelemetry.Name || instrument is { Meter.Name: "Microsoft.AspNetCore.Hosting", Name: "http.server.request.duration" })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Count(instrument.Name, Label(tags), value));
        _listener.SetMeasurementEventCallback<double>((instrument, seconds, _, _) =>
        {
            Count(instrument.Name + ".count", "", 1);
            Count(instrument.Name + ".sum", "", seconds);
        });
        _listener.Start();
    }

    internal string Write()
    {
        var now = _clock.Now;
        var (tasks, late, incidents, mails, oldest, steps) = _database.Read(t => (
            t.First("SELECT count(*) FROM task WHERE state < 2", r => r.Number(0)),
            t.First("SELECT count(*) FROM task WHERE state < 2 AND due_at < @now", r => r.Number(0), ("@now", now)),
            t.First("SELECT count(*) FROM incident WHERE closed_at IS NULL", r => r.Number(0)),
            t.Query("SELECT state, count(*) FROM mail WHERE state IN (0, 1, 3) GROUP BY state", r => (State: (int)r.Number(0), Count: r.Number(1))),
            t.First("SELECT min(due_at) FROM stimulus WHERE state = 0", r => r.InstantOrNull(0)),
            t.Query("SELECT step, count(*) FROM trajectory WHERE is_open = 1 GROUP BY step ORDER BY step", r => (Step: (int)r.Number(0), Count: r.Number(1)))));
        var stuck = _stuck.Counts(new StuckFilter()).GroupBy(c => c.Cause, StringComparer.Ordinal).Select(c => (Cause: c.Key, Count: c.Sum(x => x.Trajectories))).OrderBy(c => c.Cause, StringComparer.Ordinal);
        var text = new StringBuilder();
        Help(text, "kngg_http_requests_total", "counter", "Requests answered by this node.");
        Line(text, "kngg_http_requests_total", "", Counted("http.server.request.duration.count"));
        Help(text, "kngg_http_request_seconds_total", "counter", "Seconds spent answering them.");
        Line(text, "kngg_http_request_seconds_total", "", Counted("http.server.request.duration.sum"));
        Help(text, "kngg_steps_total", "counter", "Steps committed by this node.");
        Line(text, "kngg_steps_total", "", Counted("kngg.steps"));
        Help(text, "kngg_step_batch_seconds_total", "counter", "Seconds from claim to commit of steps taken together.");
        Line(text, "kngg_step_batch_seconds_total", "", Counted("kngg.step.batch.duration.sum"));
        Help(text, "kngg_step_failures_total", "counter", "Steps of this node that failed and are tried again, by kind of error.");
        Labelled(text, "kngg_step_failures_total", "error", "kngg.step.failures");
        Help(text, "kngg_mail_attempts_total", "counter", "Attempts of this node to send a mail, by outcome.");
        Labelled(text, "kngg_mail_attempts_total", "outcome", "kngg.mails");
        Help(text, "kngg_open_trajectories", "gauge", "Open trajectories by step of the chain.");
        foreach (var (step, count) in steps)
        {
            Line(text, "kngg_open_trajectories", $"step=\"{step}\"", count);
        }

        Help(text, "kngg_stuck_trajectories", "gauge", "Stuck trajectories by cause.");
        foreach (var (cause, count) in stuck)
        {
            Line(text, "kngg_stuck_trajectories", $"cause=\"{cause}\"", count);
        }

        Help(text, "kngg_open_tasks", "gauge", "Open tasks.");
        Line(text, "kngg_open_tasks", "", tasks);
        Help(text, "kngg_late_tasks", "gauge", "Open tasks past their due moment.");
        Line(text, "kngg_late_tasks", "", late);
        Help(text, "kngg_open_incidents", "gauge", "Incidents that need a person.");
        Line(text, "kngg_open_incidents", "", incidents);
        Help(text, "kngg_waiting_mails", "gauge", "Mails that are not sent yet, by state.");
        foreach (var (state, count) in mails)
        {
            Line(text, "kngg_waiting_mails", $"state=\"{MailStates[state]}\"", count);
        }

        Help(text, "kngg_oldest_due_seconds", "gauge", "How long the oldest due work has been waiting; 0 when nothing is due.");
        Line(text, "kngg_oldest_due_seconds", "", oldest is { } due && due < now ? (now - due).TotalSeconds : 0);
        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private double Counted(string name) => _counted.GetValueOrDefault((name, ""));

    private void Count(string name, string label, double value) => _counted.AddOrUpdate((name, label), value, (_, before) => before + value);

    // Our own counters have at most one tag, with few values.
    private static string Label(ReadOnlySpan<KeyValuePair<string, object?>> tags) => tags.Length > 0 ? tags[0].Value?.ToString() ?? "" : "";

    private void Labelled(StringBuilder text, string name, string label, string counter)
    {
        foreach (var ((_, value), count) in _counted.Where(c => c.Key.Name == counter).OrderBy(c => c.Key.Label, StringComparer.Ordinal))
        {
            Line(text, name, $"{label}=\"{value}\"", count);
        }
    }

    private static void Help(StringBuilder text, string name, string type, string help) =>
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n");

    private static void Line(StringBuilder text, string name, string labels, double value) =>
        text.Append(CultureInfo.InvariantCulture, $"{name}{(labels.Length > 0 ? $"{{{labels}}}" : "")} {value}\n");
}
