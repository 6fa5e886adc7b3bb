using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Signals;
using KnGG.Workflow.Runtime.Tests.Trajectories;

namespace KnGG.Workflow.Runtime.Tests.Signals;

public sealed class When_an_import_dies : IDisposable
{
    private const int Rows = 8;

    public static TheoryData<string> Points => [CrashPoint.SignalWritten, CrashPoint.SignalCommitted];

    private static string File => string.Join('\n', Enumerable.Range(0, Rows).Select(i => $"Zaanstad;A{i};female;2016-03-01;2025-12-10;140,0;55,5;yes;none")
        .Prepend("municipality;child_ref;sex;birth_date;measured_on;height_cm;weight_kg;psychosocial;risk"));

    public void Dispose() => CrashPoint.Listen(null);

    [Theory]
    [MemberData(nameof(Points))]
    public async Task The_same_file_again_takes_in_what_was_not_there_yet(string point)
    {
        using var runtime = await CareRuntime.Make(CareRuntime.Quiet);
        foreach (var at in (int[])[3, 6])
        {
            var seen = 0;
            CrashPoint.Listen(name =>
            {
                if (name == point && ++seen == at)
                {
                    throw new CrashException(name);
                }
            });
            Assert.Throws<CrashException>(() => Import(runtime));
            CrashPoint.Listen(null);
            Assert.Equal(point == CrashPoint.SignalWritten ? at - 1 : at, runtime.Count("signal"));
            runtime.Restart();
            runtime.RunAll();
        }

        var rest = Import(runtime);
        Assert.Equal((Rows, 0), (rest.Accepted + rest.Duplicates, rest.Refused.Count));
        Assert.True(rest is { Accepted: > 0, Duplicates: > 0 });
        runtime.RunAll();
        Assert.Equal((Rows, Rows, Rows), (runtime.Count("signal"), runtime.Count("trajectory"), runtime.Count("child")));
        runtime.MustHold();
    }

    private static ImportResult Import(Storage.TestRuntime runtime)
    {
        using var csv = new StringReader(File);
        return runtime.Get<Import>().Run(csv, null, dryRun: false, Actor.System);
    }
}
