using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace KnGG.Workflow.Web.Tests.Api;

/// <summary>Gives a signal about an invented child with overweight.</summary>
internal static class ASignal
{
    internal static object Body(string key, double heightCm = 145, string birthDate = "2015-01-01") => new
    {
        child = new { @ref = key, birthDate, sex = "female", municipality = "Arnhem", givenName = "Proefkind" },
        measurement = new { on = "2026-02-25", heightCm, weightKg = 55 },
        source = "jgz",
        psychosocial = "unknown",
        socioeconomic = "unknown",
        lackOfCoherence = "unknown",
        coordinationNeed = "unknown",
        risk = "unknown",
    };

    internal static async Task<(string Trajectory, string Text)> Post(HttpClient client, string key, string? idempotency = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/signals") { Content = JsonContent.Create(Body(key)) };
        if (idempotency is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotency);
        }

        var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (JsonDocument.Parse(text).RootElement.GetProperty("trajectoryId").GetString()!, text);
    }
}
