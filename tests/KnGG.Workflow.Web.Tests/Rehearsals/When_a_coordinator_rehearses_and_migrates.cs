using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using KnGG.Workflow.Runtime.Rehearsal;
using KnGG.Workflow.Engine.Definitions;
using Microsoft.Extensions.DependencyInjection;

namespace KnGG.Workflow.Web.Tests.Rehearsals;

[Collection(WithTheService.Name)]
public sealed partial class When_a_coordinator_rehearses_and_migrates(Service service)
{
    [Theory]
    [InlineData("/oefenen")]
    [InlineData("/overzetten")]
    public async Task Nobody_else_gets_in(string page)
    {
        foreach (var user in (string[])["jgz", "czv", "klsc", "aanbieder", "huisarts", "gemeente", "regio", "beheerder"])
        {
            using var client = await service.As(user);
            Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync(new Uri(page, UriKind.Relative))).StatusCode);
        }

        using var coordinator = await service.As("coordinator");
        Assert.Equal(HttpStatusCode.OK, (await coordinator.GetAsync(new Uri(page, UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task The_chain_as_it_is_gives_no_differences_and_no_rows()
    {
        using var client = await service.As("coordinator");
        var steps = service.Count("SELECT count(*) FROM step");
        var text = await Post(client, "/oefenen", "/oefenen", ("Definition", "stap-1-overgewicht-constateren"));
        var total = Regex.Match(text, @"<dt>Doorlopen</dt><dd>(\d+)</dd>").Groups[1].Value;
        Assert.NotEqual("0", total);
        Assert.Contains($"<dt>Hetzelfde</dt><dd>{total}</dd>", text, StringComparison.Ordinal);
        Assert.Equal(steps, service.Count("SELECT count(*) FROM step"));
    }

    [Fact]
    public void A_report_names_nobody_and_nothing_that_was_filled_in()
    {
        var draft = File.ReadAllText(Path.Combine(CommandLine.Root, "workflows", "stap-1-overgewicht-constateren.json"))
            .Replace("\"Signaal beoordelen\"", "\"Signaal bekijken\"", StringComparison.Ordinal);
        var report = service.Services.GetRequiredService<RehearsalDesk>().Run(DefinitionReader.Parse(draft));
        Assert.True(report.Different > 0);
        Assert.All(report.ByDifference, d => Assert.Equal(DifferenceKind.Text, d.Kind));
        var texts = string.Join(' ', report.Instances.SelectMany(i => i.Differences).Select(d => d.Sentence + d.Activity));
        var names = service.Services.GetRequiredService<Runtime.Storage.StepDatabase>().Read(t => t.Query("SELECT display_name FROM account", r => r.Text(0)));
        Assert.DoesNotContain(names, n => texts.Contains(n, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_preview_and_a_batch_go_by_the_page()
    {
        using var client = await service.As("coordinator");
        Assert.Contains("Elke lopende workflow staat al in de gepubliceerde versie.", await Post(client, "/overzetten", "/overzetten?handler=Preview", ("Definition", "vervolg")), StringComparison.Ordinal);
        Assert.Contains("Er is niets over te zetten.", await Post(client, "/overzetten", "/overzetten?handler=Start", ("Definition", "vervolg")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_verbs_answer_with_their_fields()
    {
        var data = Directory.CreateTempSubdirectory("kngg-verb-").FullName;
        try
        {
            var draft = Path.Combine(CommandLine.Root, "workflows", "kngg-traject.json");
            var preview = await CommandLine.Json("migrate", "kngg-traject", "--data", data);
            Assert.Equal((0, 0, 0), (preview.GetProperty("moves").GetInt32(), preview.GetProperty("stays").GetInt32(), preview.GetProperty("refuses").GetInt32()));
            var report = await CommandLine.Json("rehearse", "--draft", draft, "--against", "database", "--data", data);
            Assert.Equal((0, 0, JsonValueKind.Array), (report.GetProperty("total").GetInt32(), report.GetProperty("different").GetInt32(), report.GetProperty("changes").ValueKind));
            Assert.Equal(0, (await CommandLine.Run("rehearse", "--draft", draft, "--against", data)).Exit);
            Assert.Equal(2, (await CommandLine.Run("rehearse", "--draft", draft, "--against", Path.Combine(data, "nergens"))).Exit);
            Assert.Equal(2, (await CommandLine.Run("rehearse", "--against", "database")).Exit);
            Assert.Equal(2, (await CommandLine.Run("migrate")).Exit);
            Assert.Equal(2, (await CommandLine.Run("migrate", "--look", Guid.Empty.ToString(), "--data", data)).Exit);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<string> Post(HttpClient client, string page, string action, params (string Name, string Value)[] fields)
    {
        var form = await client.GetStringAsync(new Uri(page, UriKind.Relative));
        var token = Token().Match(form).Groups[1].Value;
        using var body = new FormUrlEncodedContent([.. fields.Select(f => KeyValuePair.Create(f.Name, f.Value)), KeyValuePair.Create("__RequestVerificationToken", token)]);
        var answer = await client.PostAsync(new Uri(action, UriKind.Relative), body);
        return WebUtility.HtmlDecode(answer.StatusCode == HttpStatusCode.Redirect
            ? await client.GetStringAsync(new Uri(page, UriKind.Relative))
            : await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
    }

    [GeneratedRegex("__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
