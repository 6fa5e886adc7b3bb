using System.Text.Json;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Signals;
using KnGG.Workflow.Runtime.Tests.Trajectories;

namespace KnGG.Workflow.Runtime.Tests.Signals;

public class When_a_signal_comes_in
{
    [Fact]
    public async Task It_opens_child_trajectory_team_and_root_instance_together()
    {
        using var runtime = await CareRuntime.Make(CareRuntime.Quiet);
        var received = Assert.IsType<SignalResult.Received>(runtime.Signal(CareRuntime.Girl()));
        var file = runtime.File(received.TrajectoryId!.Value);
        Assert.Equal("jgz", file.Owner!.Role);
        Assert.Equal("sterk", Value.Parse(received.Json)["decision"]["classify"]["ggr"].AsList[0].AsText);
        Assert.Equal("czv", Value.Parse(received.Json)["decision"]["route"]["route"].AsText);
        Assert.Single(file.Health.Measurements);
        runtime.RunAll();
        Assert.Equal(1, runtime.Count("instance"));
        Assert.Equal(1, runtime.Count("event_wait"));
        runtime.MustHold();
    }

    [Fact]
    public async Task The_same_key_gives_the_same_answer_and_another_content_is_refused()
    {
        using var runtime = await CareRuntime.Make(CareRuntime.Quiet);
        var first = Assert.IsType<SignalResult.Received>(runtime.Signal(CareRuntime.Girl(), "k1"));
        var again = Assert.IsType<SignalResult.Received>(runtime.Signal(CareRuntime.Girl(), "k1"));
        Assert.True(again.Repeated);
        Assert.Equal(first.Json, again.Json);
        Assert.IsType<SignalResult.KeyUsed>(runtime.Signal(CareRuntime.Girl(weight: 56), "k1"));
        Assert.Equal(1, runtime.Count("trajectory"));
    }

    [Fact]
    public async Task A_second_signal_goes_to_the_open_trajectory()
    {
        using var runtime = await CareRuntime.Make(CareRuntime.Quiet);
        var first = Assert.IsType<SignalResult.Received>(runtime.Signal(CareRuntime.Girl()));
        var second = Assert.IsType<SignalResult.Received>(runtime.Signal(CareRuntime.Girl(weight: 56)));
        Assert.Equal(first.TrajectoryId, second.TrajectoryId);
        Assert.NotEqual(first.SignalId, second.SignalId);
        Assert.Equal(2, runtime.File(first.TrajectoryId!.Value).Process.Signals.Count);
        Assert.Equal(1, runtime.Count("trajectory"));
    }

    [Fact]
    public async Task Without_a_measurement_step_one_begins_all_the_same()
    {
        using var runtime = await CareRuntime.Make(CareRuntime.Quiet);
        var received = Assert.IsType<SignalResult.Received>(runtime.Signal(
            """{ "child": { "ref": "D-2", "birthDate": "2018-05-05", "sex": "male", "municipality": "Arnhem" }, "source": "school" }"""));
        Assert.NotNull(received.TrajectoryId);
        Assert.Equal("pending", Value.Parse(received.Json)["decision"]["route"]["route"].AsText);
    }

    [Fact]
    public async Task A_child_without_overweight_gets_no_file()
    {
        using var runtime = await CareRuntime.Make(CareRuntime.Quiet);
        var received = Assert.IsType<SignalResult.Received>(runtime.Signal(CareRuntime.Girl(weight: 32)));
        Assert.Null(received.TrajectoryId);
        Assert.Equal(0, runtime.Count("child"));
    }

    [Fact]
    public async Task An_unknown_municipality_is_made_and_marked()
    {
        using var runtime = await CareRuntime.Make(CareRuntime.Quiet);
        runtime.Signal(CareRuntime.Girl().Replace("Zaanstad", "Nergenshuizen", StringComparison.Ordinal));
        Assert.True(runtime.Database.Read(t => t.First("SELECT is_bare FROM municipality WHERE name = 'Nergenshuizen'", r => r.Number(0) == 1)));
    }

    [Theory]
    [InlineData("""{}""", "child")]
    [InlineData("""{ "child": { "birthDate": "2016-03-01", "sex": "female", "municipality": "Z" }, "source": "jgz" }""", "child.ref")]
    [InlineData("""{ "child": { "ref": "a", "birthDate": "1-3-2016", "sex": "female", "municipality": "Z" }, "source": "jgz" }""", "child.birthDate")]
    [InlineData("""{ "child": { "ref": "a", "birthDate": "2016-03-01", "sex": "x", "municipality": "Z" }, "source": "jgz" }""", "child.sex")]
    [InlineData("""{ "child": { "ref": "a", "birthDate": "2016-03-01", "sex": "male", "municipality": "Z" } }""", "source")]
    [InlineData("""{ "child": { "ref": "a", "birthDate": "2016-03-01", "sex": "male", "municipality": "Z" }, "source": "jgz", "psychosocial": "maybe" }""", "psychosocial")]
    [InlineData("""{ "child": { "ref": "a", "birthDate": "2016-03-01", "sex": "male", "municipality": "Z" }, "source": "jgz", "risk": ["FLU"] }""", "risk")]
    [InlineData("""{ "child": { "ref": "a", "birthDate": "2016-03-01", "sex": "male", "municipality": "Z" }, "source": "jgz", "measurement": { "on": "2025-12-01", "heightCm": 1.4, "weightKg": 40 } }""", "measurement.heightCm")]
    [InlineData("""{ "child": { "ref": "a", "birthDate": "2016-03-01", "sex": "male", "municipality": "Z" }, "source": "jgz", "measurement": { "on": "2026-12-01", "heightCm": 140, "weightKg": 40 } }""", "measurement.on")]
    public void What_is_wrong_is_said_by_field(string json, string field)
    {
        using var document = JsonDocument.Parse(json);
        Assert.Null(SignalReader.Read(document.RootElement, new DateOnly(2026, 1, 1), out var errors));
        Assert.Contains(errors, e => e.Field == field && e.Message.Length > 10);
    }
}
