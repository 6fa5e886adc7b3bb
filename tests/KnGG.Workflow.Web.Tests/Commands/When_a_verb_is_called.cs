using KnGG.Workflow.Runtime.Bench;
using KnGG.Workflow.Runtime.Bench.Growth;
using KnGG.Workflow.Web.Rules;

namespace KnGG.Workflow.Web.Tests.Commands;

public sealed class When_a_verb_is_called
{
    private static readonly string[] Girl = ["classify", "--sex", "female", "--birth", "2014-01-01", "--on", "2026-01-01", "--height-cm", "150", "--weight-kg", "59.686"];

    [Fact]
    public async Task Classify_answers_with_the_fields_of_the_contract()
    {
        var answer = await CommandLine.Json(Girl);
        Assert.True(answer.GetProperty("applicable").GetBoolean());
        Assert.Equal(4383, answer.GetProperty("ageDays").GetInt32());
        Assert.Equal("obesity1", answer.GetProperty("weightClass").GetString());
        Assert.Equal(["matig", "sterk"], answer.GetProperty("ggr").EnumerateArray().Select(g => g.GetString()));
        Assert.Equal(26.4734, answer.GetProperty("cutoffs").GetProperty("obesity1").GetDouble(), 4);
        Assert.Equal("iotf-2012", answer.GetProperty("reference").GetString());
        Assert.False(string.IsNullOrEmpty(answer.GetProperty("reason").GetString()));
        Assert.Contains("@", answer.GetProperty("rule").GetString(), StringComparison.Ordinal);
        Assert.Equal(["risk"], answer.GetProperty("missing").EnumerateArray().Select(g => g.GetString()));
    }

    [Fact]
    public async Task A_child_under_two_has_no_class_and_that_is_no_error()
    {
        var (exit, text, _) = await CommandLine.Run("classify", "--sex", "male", "--birth", "2025-01-01", "--on", "2026-01-01", "--height-cm", "76", "--weight-kg", "10", "--json");
        Assert.Equal(0, exit);
        Assert.Contains("\"applicable\": false", text, StringComparison.Ordinal);
        Assert.DoesNotContain("weightClass", text, StringComparison.Ordinal);
        Assert.DoesNotContain("ggr", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("route", "--birth", "2015-05-01", "--on", "2026-05-01", "--ggr", "licht", "--psychosocial", "suspected")]
    [InlineData("payer", "--component", "czv-intake", "--ggr", "matig", "--gli", "none")]
    [InlineData("workday", "--from", "2026-04-24", "--add", "5")]
    public async Task The_same_call_prints_the_same_bytes(params string[] words)
    {
        var first = await CommandLine.Run([.. words, "--json"]);
        var second = await CommandLine.Run([.. words, "--json"]);
        Assert.Equal(0, first.Exit);
        Assert.Equal(first, second);
        Assert.Empty(first.Error);
    }

    [Fact]
    public async Task Workday_names_what_it_skips()
    {
        var answer = await CommandLine.Json("workday", "--from", "2026-04-24", "--add", "5");
        Assert.Equal("2026-05-04", answer.GetProperty("date").GetString());
        Assert.Contains(answer.GetProperty("skipped").EnumerateArray(), s => s.GetProperty("why").GetString() == "Koningsdag");
    }

    [Fact]
    public async Task A_place_without_a_database_gives_the_national_days_and_says_so()
    {
        var folder = Path.Combine(Directory.CreateTempSubdirectory("kngg-leeg-").FullName, "nergens");
        var (exit, text, error) = await CommandLine.Run("workday", "--from", "2026-04-24", "--add", "5", "--region", "demo", "--data", folder, "--json");
        Assert.Equal(0, exit);
        Assert.Contains("2026-05-04", text, StringComparison.Ordinal);
        Assert.Contains("landelijke waarden", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
        Directory.Delete(Path.GetDirectoryName(folder)!);
    }

    [Fact]
    public async Task Payer_shows_both_readings_and_the_conflict()
    {
        var answer = await CommandLine.Json("payer", "--component", "czv-intake", "--ggr", "matig", "--gli", "none");
        Assert.True(answer.GetProperty("conflict").GetBoolean());
        Assert.Equal(2, answer.GetProperty("readings").GetArrayLength());
    }

    [Theory]
    [InlineData("--height-cm", "15", "15 cm")]
    [InlineData("--birth", "2014-02-30", "JJJJ-MM-DD")]
    [InlineData("--sex", "x", "female, male")]
    [InlineData("--risk", "ONZIN", "ONZIN")]
    public async Task A_value_that_cannot_be_is_refused_with_field_value_and_expectation(string option, string value, string expected)
    {
        string[] words = Girl.Contains(option)
            ? [.. Girl.Select((w, i) => i > 0 && Girl[i - 1] == option ? value : w)]
            : [.. Girl, option, value];
        var (exit, text, error) = await CommandLine.Run(words);
        Assert.Equal(2, exit);
        Assert.Empty(text);
        Assert.Contains(option, error, StringComparison.Ordinal);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("clasify")]
    [InlineData("classify", "--hoogte", "3")]
    [InlineData("classify")]
    [InlineData("check", "bestaat-niet.json")]
    [InlineData("run", "bestaat-niet.json")]
    [InlineData("up", "--urls", "nergens")]
    [InlineData("up", "--simulated-clock", "gisteren")]
    [InlineData("bench", "--fill", "10")]
    [InlineData("bench", "--fill", "-1", "--data", "ergens")]
    public async Task What_is_not_understood_exits_with_two(params string[] words)
    {
        var (exit, text, error) = await CommandLine.Run(words);
        Assert.Equal(2, exit);
        Assert.Empty(text);
        Assert.NotEmpty(error);
    }

    [Fact]
    public async Task A_mail_server_that_cannot_be_is_refused_without_repeating_its_password()
    {
        var (exit, _, error) = await CommandLine.Run("up", "--smtp", "smtps://naam:geheim@mail.example:465");
        Assert.Equal(2, exit);
        Assert.Contains("gebruik smtp+starttls", error, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_bench_measured_is_told_to_machines()
    {
        string[] told =
        [
            ContractWriter.Write(new BenchReport("memory", 1, [], 1, 1, 1, 1, [])), ContractWriter.Write(new ScalingReport("sqlite", 1, [])),
            ContractWriter.Write(new GrowthReport("sqlite", new FillReport(1, 1, 1, 1), [], 1, 1, 1, 1, 1)),
        ];
        Assert.All(told, t => Assert.StartsWith("{", t, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_verb_explains_itself_with_an_example()
    {
        foreach (var verb in Web.Commands.Cli.Verbs)
        {
            var (exit, text, _) = await CommandLine.Run(verb.Name, "--help");
            Assert.Equal(0, exit);
            Assert.Contains("./kngg " + verb.Name, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Check_finds_broken_json_and_says_where()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "{ \"root\": \n [ }", TestContext.Current.CancellationToken);
        var (exit, text, _) = await CommandLine.Run("check", file, "--json");
        Assert.Equal(1, exit);
        Assert.Contains("\"ok\": false", text, StringComparison.Ordinal);
        Assert.Contains("\"line\": 2", text, StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public async Task A_whole_file_is_classified_and_bad_rows_are_named()
    {
        var folder = Directory.CreateTempSubdirectory("kngg-csv-").FullName;
        var input = Path.Combine(folder, "in.csv");
        var output = Path.Combine(folder, "uit.csv");
        await File.WriteAllTextAsync(
            input, "id;sex;birth_date;measured_on;height_cm;weight_kg\na;female;2014-01-01;2026-01-01;150;59,7\nb;male;2014-01-01;2026-01-01;15;59,7\n", TestContext.Current.CancellationToken);
        var (exit, _, error) = await CommandLine.Run("classify", "--file", input, "--out", output);
        Assert.Equal(0, exit);
        Assert.EndsWith("2 rows, 1 refused" + Environment.NewLine, error, StringComparison.Ordinal);
        var lines = await File.ReadAllLinesAsync(output, TestContext.Current.CancellationToken);
        Assert.Contains("obesity1", lines[1], StringComparison.Ordinal);
        Assert.Contains("15", lines[2], StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Bad_rows_in_the_middle_are_named_by_line_and_reason_and_the_rest_is_done()
    {
        var folder = Directory.CreateTempSubdirectory("kngg-csv-").FullName;
        var (input, output) = (Path.Combine(folder, "in.csv"), Path.Combine(folder, "uit.csv"));
        const string Good = "2014-01-01,2026-01-01,150,59.7,none";
        string[] rows =
        [
            "id,sex,birth_date,measured_on,height_cm,weight_kg,risk",
            $"a,female,{Good}",
            "b,male,2014-01-01,2026-01-01",
            "",
            "c,male,2014-01-01,2026-01-01,150,59,7,none",
            "d,male,2014-01-01,2026-01-01,150,\"59.7,none",
            $"e,male,{Good}",
            "f,x,2014-13-01,gisteren,lang,zwaar,ONZIN",
            "g,male,2027-01-01,2026-01-01,150,59.7,none",
            $"h,female,{Good},,",
        ];
        await File.WriteAllTextAsync(input, string.Join("\r\n", rows), TestContext.Current.CancellationToken);
        var (exit, _, error) = await CommandLine.Run("classify", "--file", input, "--out", output);
        Assert.Equal(0, exit);
        string[] expected = ["Regel 3: De waarde voor lengte ontbreekt.", "Regel 5: Deze rij heeft 8 waarden en de kop 7.", "Regel 6: In deze rij staat een aanhalingsteken", "Regel 8: Het geslacht is 'x'", "Regel 9: ", "8 rows, 5 refused"];
        Assert.All(expected.Zip(error.ReplaceLineEndings("\n").TrimEnd().Split('\n'), (start, line) => (start, line)), pair => Assert.StartsWith(pair.start, pair.line, StringComparison.Ordinal));
        var lines = await File.ReadAllLinesAsync(output, TestContext.Current.CancellationToken);
        Assert.Equal("abcdefgh", string.Concat(lines.Skip(1).Select(l => l[0])));
        Assert.All(lines.Where(l => l[..2] is "a," or "e," or "h,"), l => Assert.Contains(",obesity1,matig,", l, StringComparison.Ordinal));
        Assert.All(lines.Where(l => l[..2] is "b," or "c," or "d," or "f," or "g,"), l => Assert.Contains(",,,,,,,", l, StringComparison.Ordinal));
        Assert.Contains("meetdatum", Assert.Single(lines, l => l.StartsWith("g,", StringComparison.Ordinal)), StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_file_full_of_bad_rows_names_twenty_and_counts_the_rest()
    {
        var folder = Directory.CreateTempSubdirectory("kngg-csv-").FullName;
        var (input, output) = (Path.Combine(folder, "in.csv"), Path.Combine(folder, "uit.csv"));
        await File.WriteAllLinesAsync(
            input, ["child_ref;sex;birth_date;measured_on;height_cm;weight_kg", .. Enumerable.Range(0, 50).Select(i => $"k{i};male;2014-01-01;2026-01-01;;59,7")], TestContext.Current.CancellationToken);
        var (exit, _, error) = await CommandLine.Run("classify", "--file", input, "--out", output);
        Assert.Equal(0, exit);
        Assert.Equal(20, error.Split("Regel ").Length - 1);
        Assert.Contains("En nog 30;", error, StringComparison.Ordinal);
        Assert.EndsWith("50 rows, 50 refused" + Environment.NewLine, error, StringComparison.Ordinal);
        Assert.Equal(50, (await File.ReadAllLinesAsync(output, TestContext.Current.CancellationToken)).Count(l => l.StartsWith('k') && l.EndsWith("De waarde voor lengte ontbreekt.", StringComparison.Ordinal)));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_wrong_header_is_refused_and_leaves_an_earlier_outcome_alone()
    {
        var folder = Directory.CreateTempSubdirectory("kngg-csv-").FullName;
        var input = Path.Combine(folder, "in.csv");
        var output = Path.Combine(folder, "uit.csv");
        await File.WriteAllTextAsync(input, "naam,leeftijd\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(output, "eerder", TestContext.Current.CancellationToken);
        Assert.Equal(2, (await CommandLine.Run("classify", "--file", input, "--out", output)).Exit);
        Assert.Equal("eerder", await File.ReadAllTextAsync(output, TestContext.Current.CancellationToken));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Running_the_whole_chain_gives_the_same_bytes_twice()
    {
        var workflows = Path.Combine(CommandLine.Root, "workflows");
        var file = Path.Combine(workflows, "kngg-traject.json");
        Assert.SkipUnless(File.Exists(file), "The definitions are not there.");
        var care = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            care,
            """
            { "child": { "ref": "1", "birthDate": "2015-01-01", "sex": "female", "municipality": "Proefdorp" },
              "measurement": { "on": "2025-12-01", "heightCm": 145, "weightKg": 55 }, "source": "jgz",
              "psychosocial": "no", "socioeconomic": "no", "lackOfCoherence": "no", "coordinationNeed": "no", "risk": "none" }
            """,
            TestContext.Current.CancellationToken);
        string[] words = ["run", file, "--definitions", workflows, "--care", care, "--until", "2026-06-01", "--json"];
        var first = await CommandLine.Run(words);
        Assert.True(first.Exit is 0 or 1, first.Error);
        Assert.Equal(first, await CommandLine.Run(words));
        File.Delete(care);
    }
}
