using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
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
        var ids = (string[])["nergens", Guid.Empty.ToString(), Someone("SELECT id FROM trajectory LIMIT 1"), Someone("SELECT id FROM task LIMIT 1"), "'; DROP TABLE task; --"];
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

    // What signs out or moves the clock does what it says; the hub is no request.
    private IEnumerable<(string Method, string Route)> Routes() => service.Services.GetServices<EndpointDataSource>()
        .SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
        .SelectMany(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"]).Select(m => (m, "/" + e.RoutePattern.RawText!.TrimStart('/'))))
        .Where(r => !r.Item2.StartsWith("/dev/", StringComparison.Ordinal) && !r.Item2.StartsWith("/elsa/hubs", StringComparison.Ordinal) && !r.Item2.StartsWith("/uitloggen", StringComparison.Ordinal))
        .Distinct().OrderBy(r => r, Comparer<(string, string)>.Default);

    // Reading is written down in the audit log, and a wrong password counts for its account: everything else stays.
    private string Rows() => string.Join('\n', service.Services.GetRequiredService<Runtime.Storage.StepDatabase>().Read(t =>
        t.Query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'audit%' AND name NOT LIKE 'sqlite%' ORDER BY name", r => r.Text(0))
            .ConvertAll(table => $"{table} {t.First($"SELECT count(*) FROM \"{table}\"", r => r.Number(0))}")));

    private string Someone(string sql) => service.Services.GetRequiredService<Runtime.Storage.StepDatabase>().Read(t => t.First(sql, r => r.Id(0))).ToString();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
