using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Signals;
using KnGG.Workflow.Runtime.Tests.Storage;
using KnGG.Workflow.Runtime.Tests.Trajectories;

namespace KnGG.Workflow.Runtime.Tests.Signals;

public class When_a_file_is_imported
{
    private const string Rows = """
        municipality;child_ref;sex;birth_date;measured_on;height_cm;weight_kg;psychosocial;risk
        Zaanstad;A1;female;2016-03-01;2025-12-10;140,0;55,5;yes;none
        Zaanstad;A2;male;2016-03-01;2025-12-10;140;32;;
        Zaanstad;A3;male;2025-03-01;2025-12-10;70;9;;
        Zaanstad;A4;male;2004-03-01;2025-12-10;180;99;;
        Zaanstad;A5;male;2016-03-01;2025-12-10;;32;;
        Zaanstad;A6;male;2016-03-01;2025-12-10;140;;;
        ;A7;male;2016-03-01;2025-12-10;140;32;;
        Zaanstad;A8;x;2016-03-01;2025-12-10;140;32;;
        Zaanstad;A9;male;1-3-2016;2025-12-10;140;32;;
        Zaanstad;B1;male;2016-03-01;2027-12-10;140;32;;
        Zaanstad;B2;male;2016-03-01;2025-12-10;1.40;32;;
        Zaanstad;B3;male;2016-03-01;2025-12-10;140;32;misschien;
        Zaanstad;B4;male;2016-03-01;2025-12-10;140;32;;GRIEP
        ;;;;;;;;
        Zaanstad;A1;female;2016-03-01;2025-12-10;140.0;55.5;yes;none
        Zaanstad;A1;female;2016-03-01;2025-12-10;140;60;yes;none
        Elders;B5;female;2016-03-01;2025-12-10;140;48;unknown;unknown
        Zaanstad;B6;male;2016-03-01;2025-12-10
        """;

    [Fact]
    public async Task Each_row_is_accepted_refused_or_known_and_a_second_time_changes_nothing()
    {
        using var runtime = await CareRuntime.Make(CareRuntime.Quiet);
        var first = Import(runtime);
        Assert.Equal(18, first.Rows);
        Assert.Equal(first.Rows, first.Accepted + first.Refused.Count + first.Duplicates);
        Assert.Equal(first.Accepted, first.Trajectories + first.NoTrajectory);
        Assert.Equal(1, first.Duplicates);
        Assert.Equal(2, first.Trajectories);
        Assert.Equal(3, first.NoTrajectory);
        Assert.Equal(
            [(5, "height_cm"), (6, "weight_kg"), (7, "municipality"), (8, "sex"), (9, "birth_date"), (10, "measured_on"), (11, "height_cm"), (12, "psychosocial"), (13, "risk"),
             (14, "child_ref"), (16, "measured_on"), (18, "height_cm")],
            first.Refused.Select(r => (r.Row, r.Field)));
        runtime.RunAll();
        var (children, signals) = (runtime.Count("child"), runtime.Count("signal"));
        var second = Import(runtime);
        Assert.Equal(0, second.Accepted);
        Assert.Equal(6, second.Duplicates);
        Assert.Equal(12, second.Refused.Count);
        Assert.Equal((children, signals), (runtime.Count("child"), runtime.Count("signal")));
        Assert.Equal(0, runtime.RunAll());
        Assert.Equal(2, children);
        runtime.MustHold();
    }

    [Fact]
    public async Task A_dry_run_says_the_same_and_writes_nothing()
    {
        using var runtime = await CareRuntime.Make(CareRuntime.Quiet);
        using var csv = new StringReader(Rows);
        var dry = runtime.Get<Import>().Run(csv, null, dryRun: true, Actor.System);
        Assert.Equal(0, runtime.Count("signal") + runtime.Count("child") + runtime.Count("instance"));
        Assert.Equal(dry.ToJson(), Import(runtime).ToJson());
    }

    [Fact]
    public async Task A_wrong_header_names_what_is_missing()
    {
        using var runtime = await CareRuntime.Make(CareRuntime.Quiet);
        using var csv = new StringReader("child_ref,sex\nA,male\n");
        var problem = Assert.Throws<CsvHeaderException>(() => runtime.Get<Import>().Run(csv, null, false, Actor.System));
        Assert.Contains("municipality", problem.Message, StringComparison.Ordinal);
        Assert.Contains("height_cm", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_result_is_the_document_of_the_contract() => Assert.Equal(
        """{"rows":3,"accepted":1,"refused":[{"row":2,"field":"sex","message":"x"}],"duplicates":1,"trajectories":0,"noTrajectory":1}""",
        new ImportResult(3, 1, [new RefusedRow(2, "sex", "x")], 1, 0, 1).ToJson());

    [Fact]
    public void A_file_is_classified_row_by_row()
    {
        using var input = new StringReader(
            "weight_kg;id;sex;birth_date;measured_on;height_cm\n52;a;female;2014-01-01;2026-01-01;140\n9;b;male;2025-03-01;2025-12-10;70\nx;\"c;1\";male;2016-03-01;2025-12-10;140\n");
        using var output = new StringWriter();
        Assert.Equal((3, 1), ClassifyFile.Run(input, output, BmiReference.Get(BmiReference.Iotf2012)));
        var lines = output.ToString().TrimEnd('\n').Split('\n');
        Assert.StartsWith("id,age_days,bmi,bmi_z,weight_class,ggr,reason,error", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("a,4383,26.5306,2.20,obesity1,matig|sterk,\"", lines[1], StringComparison.Ordinal);
        Assert.Contains("Onder de 2 jaar", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("\"c;1\",,,,,,,", lines[3], StringComparison.Ordinal);
    }

    private static ImportResult Import(TestRuntime runtime)
    {
        using var csv = new StringReader(Rows);
        return runtime.Get<Import>().Run(csv, null, dryRun: false, Actor.System);
    }
}
