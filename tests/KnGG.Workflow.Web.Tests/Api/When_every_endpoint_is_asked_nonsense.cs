using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace KnGG.Workflow.Web.Tests.Api;

/// <summary>Every route that the service has, found by asking the service, with ids that are not there or of others, and bodies that make no sense.</summary>
[Collection(WithTheService.Name)]
public sealed partial class When_every_endpoint_is_asked_nonsense(Service service)
{
    private static readonly string[] Bodies =
    [
        "", "{", "[]", "null", "7", "{}", """{"id":{},"items":7,"outcome":[],"answers":"x","values":[1],"model":5,"region":null,"to":false}""",
        "{\"name\":\"\\u0000\",\"reason\":\"\\ud800\"}", new('[', 3_000),
    ];

    [Theory]
    [InlineData("")]
    [InlineData("gemeente")]
    [InlineData("aanbieder")]
    public async Task It_answers_with_a_problem_and_changes_nothing(string user)
    {
        using var client = user.Length == 0 ? service.Client() : await service.As(user);
        var before = Rows();
        string[] ids =
        [
            "nergens", Guid.Empty.ToString(), Someone("SELECT id FROM trajectory LIMIT 1"), Someone("SELECT id FROM task LIMIT 1"), Someone("SELECT id FROM instance LIMIT 1"),
            "'; DROP TABLE task; --",
        ];
        var asked = 0;
        foreach (var (method, route) in Routes())
        {
            foreach (var id in ids)
            {
                var path = Parameter().Replace(route, Uri.EscapeDataString(id));
                foreach (var body in method is "GET" or "HEAD" or "DELETE" ? Bodies.Take(1) : Bodies)
                {
                    using var request = new HttpRequestMessage(new HttpMethod(method), path);
                    if (method is not ("GET" or "HEAD"))
                    {
                        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
                    }

                    using var answer = await client.SendAsync(request);
                    asked++;
                    Assert.True((int)answer.StatusCode < 500, $"{user}: {method} {path} with {body[..Math.Min(60, body.Length)]} gave {(int)answer.StatusCode}");
                    if (answer.StatusCode == HttpStatusCode.BadRequest && path.StartsWith("/api/", StringComparison.Ordinal))
                    {
                        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
                    }
                }

                if (path == route)
                {
                    break;
                }
            }
        }

        Assert.True(asked > 500, $"Only {asked} requests.");
        Assert.Equal(before, Rows());
    }

    // Each says first that it will send too much, and is told not to: so that every endpoint can be asked.
    [Theory]
    [InlineData("")]
    [InlineData("jgz")]
    [InlineData("coordinator")]
    [InlineData("beheerder")]
    public async Task A_body_of_50_MB_is_refused_everywhere_and_changes_nothing(string user)
    {
        using var client = user.Length == 0 ? service.Client() : await service.As(user);
        client.DefaultRequestHeaders.ExpectContinue = true;
        var before = Rows();
        var asked = 0;
        foreach (var (method, route) in Routes().Where(r => r.Method is not ("GET" or "HEAD")))
        {
            // Of a thing that is there, and that this person may change.
            var path = Parameter().Replace(route, Someone(route.Contains("task", StringComparison.Ordinal) ? "SELECT id FROM task WHERE state < 2 LIMIT 1" : "SELECT id FROM trajectory LIMIT 1"));
            using var answer = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path) { Content = Large("application/json") });
            asked++;
            Assert.True(answer.StatusCode == HttpStatusCode.RequestEntityTooLarge, $"{user}: {method} {path} gave {(int)answer.StatusCode}");
        }

        Assert.True(asked > 80, $"Only {asked} requests.");
        Assert.Equal(before, Rows());
    }

    [Theory]
    [InlineData("/api/v1/signals", "application/json", true)]
    [InlineData("/elsa/api/workflow-definitions", "application/json", true)]
    [InlineData("/elsa/api/workflow-definitions/import", "multipart/form-data; boundary=grens", true)]
    [InlineData("/elsa/api/bulk-actions/import/workflow-instances", "multipart/form-data; boundary=grens", true)]
    [InlineData("/signalen/nieuw", "application/x-www-form-urlencoded", false)]
    [InlineData("/inloggen", "application/x-www-form-urlencoded", false)]
    public async Task Somebody_who_sends_all_50_MB_is_told_why_it_is_refused(string path, string type, bool isProblem)
    {
        using var client = await service.As("coordinator");
        var before = Rows();
        foreach (var chunked in (bool[])[false, true])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = Large(type) };
            request.Headers.TransferEncodingChunked = chunked;
            try
            {
                using var answer = await client.SendAsync(request);
                var text = await answer.Content.ReadAsStringAsync();
                Assert.True((int)answer.StatusCode is 413 or 400 or 404 or 403, $"{path} gave {(int)answer.StatusCode} {text}");
                Assert.Equal(isProblem ? "application/problem+json" : "text/html", answer.Content.Headers.ContentType?.MediaType);
                if (!chunked)
                {
                    Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
                    Assert.Contains("te groot", text, StringComparison.Ordinal);
                }
            }
            catch (HttpRequestException closed) when (chunked && closed.InnerException is IOException)
            {
                // Without saying how much comes: the connection may close on somebody who goes on sending.
            }
        }

        Assert.Equal(before, Rows());
    }

    private static ByteArrayContent Large(string type)
    {
        var content = new ByteArrayContent(Enormous);
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);
        return content;
    }

    // A JSON text of 50 MB, and a form of one field of 50 MB.
    private static byte[] Enormous { get; } = Encoding.ASCII.GetBytes("\"" + new string('x', 50 * 1024 * 1024) + "\"");

    // What signs out or moves the clock does what it says; the hub is no request.
    private IEnumerable<(string Method, string Route)> Routes() => service.Services.GetServices<EndpointDataSource>()
        .SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
        .SelectMany(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"]).Select(m => (m, "/" + e.RoutePattern.RawText!.TrimStart('/'))))
        .Where(r => !r.Item2.StartsWith("/dev/", StringComparison.Ordinal) && !r.Item2.StartsWith("/elsa/hubs", StringComparison.Ordinal) && !r.Item2.StartsWith("/uitloggen", StringComparison.Ordinal))
        .Distinct().OrderBy(r => r, Comparer<(string, string)>.Default);

    // Reading is written down in the audit log, and the service says every few seconds that it lives: everything else stays as it is, to the last value.
    private string Rows()
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(service.Data, "workflow.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return string.Join('\n', service.Services.GetRequiredService<Runtime.Storage.StepDatabase>().Read(t =>
            t.Query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'audit%' AND name NOT LIKE 'sqlite%' AND name <> 'node' ORDER BY name", r => r.Text(0)))
            .Select(table => $"{table} {Hash(connection, table)}"));
    }

    private static string Hash(SqliteConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM \"{table}\"";
        using var reader = command.ExecuteReader();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var rows = 0;
        for (; reader.Read(); rows++)
        {
            for (var i = 0; i < reader.FieldCount; i++)
            {
                hash.AppendData(reader.GetValue(i) is byte[] bytes ? bytes : Encoding.UTF8.GetBytes($"{reader.GetValue(i)}|"));
            }
        }

        return $"{rows} rows {Convert.ToHexStringLower(hash.GetHashAndReset())[..16]}";
    }

    private string Someone(string sql) => service.Services.GetRequiredService<Runtime.Storage.StepDatabase>().Read(t => t.First(sql, r => r.Id(0))).ToString();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
