using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace KnGG.Workflow.Web.Tests.Stories;

/// <summary>The service as a process on a free port. What it writes is watched line by line.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<string, HttpClient> _clients = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly List<string> _last = [];
    private readonly List<string> _leaks = [];
    private Regex? _marked;
    private HttpClient? _nobody;

    private RunningHost(Process process, string data)
    {
        _process = process;
        Data = data;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.Exited += (_, _) => _ready.TrySetException(new InvalidOperationException("The host ended before it was ready:\n" + Said));
        process.EnableRaisingEvents = true;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Folder of the database.</summary>
    internal string Data { get; }

    /// <summary>Where it listens.</summary>
    internal Uri Address => Nobody.BaseAddress!;

    /// <summary>Its process id.</summary>
    internal int ProcessId => _process.Id;

    /// <summary>Slowest answers, for the reader of a failing or a by-hand run.</summary>
    internal List<(string Request, TimeSpan Took)> Answers { get; } = [];

    /// <summary>The last lines that it wrote.</summary>
    internal string Said
    {
        get
        {
            lock (_lock)
            {
                return string.Join('\n', _last);
            }
        }
    }

    /// <summary>Lines that contain marked personal data.</summary>
    internal IReadOnlyList<string> Leaks
    {
        get
        {
            lock (_lock)
            {
                return [.. _leaks];
            }
        }
    }

    /// <summary>How many lines it wrote.</summary>
    internal int Lines { get; private set; }

    private HttpClient Nobody => _nobody!;

    /// <summary>Starts and waits until it says that it is ready.</summary>
    /// <param name="data">Folder of the database.</param>
    /// <param name="options">More options of <c>up</c>.</param>
    /// <param name="logEverything">Log at the lowest level, of everything.</param>
    /// <param name="environment">Settings from the environment.</param>
    /// <param name="program">Another release of the program, or null for the one that was built.</param>
    /// <param name="address">Where it listens; null for a free port.</param>
    internal static async Task<RunningHost> Start(
        string data, string[] options, bool logEverything = false, IEnumerable<(string Name, string Value)>? environment = null, string? program = null, Uri? address = null)
    {
        var start = BuiltProgram.Start(["up", "--data", data, "--urls", address?.GetLeftPart(UriPartial.Authority) ?? "http://127.0.0.1:0", .. options], program);
        foreach (var (name, value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        if (logEverything)
        {
            foreach (var category in (string[])["Default", "KnGG", "Microsoft.Hosting.Lifetime", "Microsoft.AspNetCore.DataProtection", "Microsoft.AspNetCore.Antiforgery"])
            {
                start.Environment["Logging__LogLevel__" + category] = "Trace";
            }
        }

        var host = new RunningHost(Process.Start(start)!, data);
        try
        {
            host._nobody = new HttpClient { BaseAddress = await host._ready.Task.WaitAsync(Waiting.Deadline), Timeout = Waiting.Deadline };
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }

        return host;
    }

    /// <summary>From now on lines with one of these are kept apart. A number is only found as a number of its own.</summary>
    internal void Mark(IEnumerable<string> words)
    {
        lock (_lock)
        {
            var pattern = string.Join('|', words.Select(w => $@"(?<![\d.,]){Regex.Escape(w)}(?!\d)"));
            _marked = new Regex(_marked is null ? pattern : $"{_marked}|{pattern}", RegexOptions.CultureInvariant);
        }
    }

    /// <summary>Whether a text says something that was marked.</summary>
    internal bool IsMarked(string text)
    {
        lock (_lock)
        {
            return _marked?.IsMatch(text) == true;
        }
    }

    /// <summary>A client with the token of a demo account.</summary>
    internal async Task<HttpClient> As(string user)
    {
        if (_clients.TryGetValue(user, out var known))
        {
            return known;
        }

        var answer = await Nobody.PostAsJsonAsync("/elsa/api/identity/login", new { username = user, password = Service.Password });
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString();
        var client = new HttpClient { BaseAddress = Nobody.BaseAddress, Timeout = Waiting.Deadline };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return _clients[user] = client;
    }

    /// <summary>What an account reads; fails when it may not.</summary>
    internal async Task<JsonElement> Get(string user, string path)
    {
        using var answer = await Send(user, HttpMethod.Get, path);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{user} {path}: {(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    /// <summary>Asks something; the time it took is kept.</summary>
    internal async Task<HttpResponseMessage> Send(string user, HttpMethod method, string path, object? body = null)
    {
        var client = user.Length == 0 ? Nobody : await As(user);
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        var since = Stopwatch.GetTimestamp();
        var answer = await client.SendAsync(request);
        lock (_lock)
        {
            Answers.Add(($"{method} {Regex.Replace(path, "[0-9a-f-]{36}", "…")}", Stopwatch.GetElapsedTime(since)));
        }

        return answer;
    }

    /// <summary>Asks something with headers of the caller's own.</summary>
    internal Task<HttpResponseMessage> Send(HttpRequestMessage request) => Nobody.SendAsync(request);

    /// <summary>The simulated instant.</summary>
    internal async Task<DateTimeOffset> Now() =>
        DateTimeOffset.Parse((await Get("", "/dev/clock")).GetProperty("now").GetString()!, CultureInfo.InvariantCulture);

    /// <summary>Moves the simulated clock; returns when everything that became due has been done.</summary>
    internal async Task MoveTo(DateTimeOffset instant)
    {
        using var answer = await Send("", HttpMethod.Post, "/dev/clock", new { to = instant.ToString("O", CultureInfo.InvariantCulture) });
        Assert.True(answer.IsSuccessStatusCode, $"De klok naar {instant}: {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>Waits until nothing that is due is left, with the real clock. When that does not come, the queue and the last lines of the log are shown.</summary>
    internal Task Settled(PreparedDatabase database) => Waiting.Until(
        "alles wat nu moet is gedaan",
        async () =>
        {
            using var answer = await Send("", HttpMethod.Get, "/metrics");
            return (await answer.Content.ReadAsStringAsync()).Contains("\nkngg_oldest_due_seconds 0\n", StringComparison.Ordinal);
        },
        () => $"{database.Lines("SELECT seq || ' ' || kind || ' due ' || due_at || ' attempt ' || attempt || ' not before ' || not_before FROM stimulus WHERE state = 0 ORDER BY due_at, seq LIMIT 5")}\n{Said}");

    /// <summary>Waits until it killed itself, at the point of which it was told.</summary>
    internal async Task Died(string point)
    {
        await Waiting.Until($"dood bij {point}", () => Task.FromResult(_process.HasExited), () => Said);
        Assert.True(_process.ExitCode == KillPoint.Killed, $"{point}: exit {_process.ExitCode}\n{Said}");
    }

    /// <summary>kill -9.</summary>
    internal async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Waiting.Deadline);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await Kill();
        }

        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }

        _nobody?.Dispose();
        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        const string ready = "De dienst is klaar op ";
        if (line.StartsWith(ready, StringComparison.Ordinal))
        {
            _ready.TrySetResult(new Uri(line[ready.Length..]));
        }

        lock (_lock)
        {
            Lines++;
            _last.Add(line);
            if (_last.Count > 60)
            {
                _last.RemoveAt(0);
            }

            if (_marked?.IsMatch(line) == true && _leaks.Count < 20)
            {
                _leaks.Add(line);
            }
        }
    }
}
