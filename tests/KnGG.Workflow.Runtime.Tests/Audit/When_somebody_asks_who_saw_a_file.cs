using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Audit;
using KnGG.Workflow.Runtime.Tests.Storage;

namespace KnGG.Workflow.Runtime.Tests.Audit;

public class When_somebody_asks_who_saw_a_file
{
    [Fact]
    public async Task Reads_writes_and_lists_are_named_and_other_files_are_not()
    {
        using var runtime = await TestRuntime.Make();
        var now = runtime.Clock.Now;
        var (file, other, reader) = (Ids.New(now), Ids.New(now), Ids.New(now));
        runtime.Database.Write(t =>
        {
            AuditLog.Write(t, file, new Actor("anna", "jgz", "o"), now, new AuditEntry("read", "meting", "behandeling"));
            AuditLog.Write(t, other, new Actor("bert", "czv", "p"), now, new AuditEntry("read", "plan", "behandeling"));
            AuditLog.WriteList(t, reader, new Actor("carla", "regio", null), now, new AuditEntry("list", "trajecten", "overzicht"), [file, other]);
        });
        var seen = runtime.Database.Read(t => AuditLog.WhoSaw(t, file));
        Assert.Equal(["anna", "carla"], seen.Select(s => s.Actor).Order(StringComparer.Ordinal));
        Assert.Null(runtime.Database.Read(t => AuditLog.FirstBroken(t, file)));
        Assert.Null(runtime.Database.Read(t => AuditLog.FirstBroken(t, reader)));
    }
    [Fact]
    public async Task A_chain_goes_on_after_a_long_silence_and_when_a_clock_is_set_back()
    {
        using var runtime = await TestRuntime.Make();
        var start = runtime.Clock.Now;
        var file = Ids.New(start);
        foreach (var days in (int[])[0, 1, 400, 401, 90, 402, 2000])
        {
            runtime.Database.Write(t => AuditLog.Write(t, file, Actor.System, start.AddDays(days), new AuditEntry("read", "dag " + days, "proef")));
        }

        Assert.Null(runtime.Database.Read(t => AuditLog.FirstBroken(t, file)));
        var seen = runtime.Database.Read(t => AuditLog.WhoSaw(t, file));
        Assert.Equal([7, 6, 5, 4, 3, 2, 1], seen.Select(s => s.Number));
        Assert.Equal([2000, 402, 401, 401, 400, 1, 0], seen.Select(s => (s.At - start).Days));
    }
}
