namespace KnGG.Workflow.Web.Tests.Stories;

/// <summary>The demo region with a simulated clock, in a process of its own; the stories of children share it, each with a child of its own.</summary>
public sealed class SimulatedRegion : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("kngg-stories-").FullName;
    private RunningHost? _host;

    internal RunningHost Host => _host!;

    public async ValueTask InitializeAsync() => _host = await Start();

    /// <summary>The process is killed; another one goes on with its folder, at its address.</summary>
    internal async Task StartAgain()
    {
        var address = Host.Address;
        await Host.DisposeAsync();
        _host = await Start(address);
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        Directory.Delete(_data, recursive: true);
    }

    private Task<RunningHost> Start(Uri? address = null) => RunningHost.Start(_data, ["--demo", "--simulated-clock", "2026-01-05T09:00"], logEverything: true, address: address);

    /// <summary>Every promise that can be read from the rows holds, and every recorded step is decided again as it was.</summary>
    internal async Task MustHold()
    {
        var found = await BuiltProgram.Run("invariants", "--replay", "--data", _data, "--json");
        Assert.True(found.Exit == 0, found.Out + found.Error);
        await using var database = await PreparedDatabase.Open(_data);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"{database.Count("SELECT count(*) FROM step")} steps of {database.Count("SELECT count(*) FROM instance")} instances decided again, {Host.Lines} lines of log searched"));
        foreach (var kind in Host.Answers.GroupBy(a => a.Request).OrderByDescending(g => g.Sum(a => a.Took.TotalMilliseconds)).Take(6))
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{kind.Count()} x {kind.Key}: {kind.Sum(a => a.Took.TotalMilliseconds):0} ms");
        }

        foreach (var slow in Host.Answers.OrderByDescending(a => a.Took).Where(a => !a.Request.Contains("/dev/", StringComparison.Ordinal)).Take(5))
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{slow.Took.TotalMilliseconds:0} ms {slow.Request}");
        }
    }

    /// <summary>Neither the log, at its lowest level, nor any mail says anything about a child.</summary>
    internal async Task MustKeepQuiet()
    {
        Assert.InRange(Host.Lines, 1000, int.MaxValue);
        Assert.Empty(Host.Leaks);
        var mails = (await Host.Get("", "/dev/mail")).EnumerateArray().ToArray();
        Assert.NotEmpty(mails);
        foreach (var mail in mails)
        {
            var text = mail.GetProperty("subject").GetString() + "\n" + mail.GetProperty("text").GetString() + "\n" + mail.GetProperty("html").GetString();
            Assert.False(Host.IsMarked(text), text);
            Assert.DoesNotContain("Zaanstad", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Proefkind", text, StringComparison.Ordinal);
        }
    }
}

/// <summary>Stories in one region come one after the other: they share its clock.</summary>
[CollectionDefinition(Name)]
public sealed class InTheSimulatedRegion : ICollectionFixture<SimulatedRegion>
{
    public const string Name = "one region with a simulated clock";
}
