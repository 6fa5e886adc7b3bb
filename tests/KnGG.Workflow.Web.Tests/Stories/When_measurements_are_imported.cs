namespace KnGG.Workflow.Web.Tests.Stories;

public sealed class When_measurements_are_imported : IDisposable
{
    private const string Header = "child_ref,municipality,sex,birth_date,measured_on,height_cm,weight_kg";

    private readonly string _data = Directory.CreateTempSubdirectory("kngg-import-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task A_wrong_header_is_refused_before_anything_is_read()
    {
        var ended = await Import("child_ref,gemeente,geslacht\nA,B,C\n");
        Assert.Equal(2, ended.Exit);
        Assert.Contains("municipality", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Impossible_rows_are_refused_with_their_reason_and_the_rest_is_taken()
    {
        var result = (await Import($"""
            {Header}
            K-1,Voorbeeldstad,male,2016-02-01,2025-11-03,141.5,58.2
            K-2,Voorbeeldstad,male,2016-02-01,2999-01-01,141.5,58.2
            K-3,Voorbeeldstad,female,2016-02-01,2025-11-03,15,58.2
            K-4,Voorbeeldstad,male,2016-02-30,2025-11-03,141.5,58.2
            K-5,Voorbeeldstad,male,2016-02-01,2025-11-03,,58.2
            K-6,,male,2016-02-01,2025-11-03,141.5,58.2
            K-7,Voorbeeldstad,male,2024-11-01,2025-11-03,78.5,11.2
            K-8,Voorbeeldstad,male,2016-02-01,2025-11-03,141.5,31.0
            K-1,Voorbeeldstad,male,2016-02-01,2025-11-03,141.5,59.9

            """)).Json;
        Assert.Equal((9, 3, 0, 1, 2), (Number(result, "rows"), Number(result, "accepted"), Number(result, "duplicates"), Number(result, "trajectories"), Number(result, "noTrajectory")));
        var refused = result.GetProperty("refused").EnumerateArray().Select(r => (r.GetProperty("row").GetInt32(), r.GetProperty("field").GetString())).ToArray();
        Assert.Equal([(2, "measured_on"), (3, "height_cm"), (4, "birth_date"), (5, "height_cm"), (6, "municipality"), (9, "measured_on")], refused);
        Assert.All(result.GetProperty("refused").EnumerateArray(), r => Assert.Matches(@"^\p{Lu}.*\.$", r.GetProperty("message").GetString()));
    }

    [Fact]
    public async Task The_same_file_twice_changes_nothing_and_a_broken_off_file_leaves_whole_rows()
    {
        var whole = Header + "\n" + string.Concat(Enumerable.Range(1, 60).Select(i => $"H-{i},Voorbeeldstad,female,2015-05-{1 + (i % 28):00},2025-10-{1 + (i % 28):00},14{i % 10}.5,5{i % 10}.4\n"));
        var broken = await Import(whole[..^(whole.Length / 3)]);
        Assert.Equal(0, broken.Exit);
        var taken = Number(broken.Json, "accepted");
        Assert.InRange(taken, 30, 45);
        Assert.InRange(broken.Json.GetProperty("refused").GetArrayLength(), 0, 1);
        var rest = (await Import(whole)).Json;
        Assert.Equal(60, Number(rest, "rows"));
        Assert.Equal(60, Number(rest, "accepted") + Number(rest, "duplicates") + rest.GetProperty("refused").GetArrayLength());
        Assert.Empty(rest.GetProperty("refused").EnumerateArray());
        var again = (await Import(whole)).Json;
        Assert.Equal((0, 60, 0), (Number(again, "accepted"), Number(again, "duplicates"), Number(again, "trajectories")));
        Assert.Equal(0, (await BuiltProgram.Run("invariants", "--data", _data)).Exit);
    }

    private static int Number(System.Text.Json.JsonElement json, string name) => json.GetProperty(name).GetInt32();

    private async Task<BuiltProgram.Ended> Import(string csv)
    {
        var file = Path.Combine(_data, "metingen.csv");
        await File.WriteAllTextAsync(file, csv);
        return await BuiltProgram.Run("import", file, "--data", _data, "--json");
    }
}
