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
}
