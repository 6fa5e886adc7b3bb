using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace KnGG.Workflow.Web.Tests.Access;

[Collection(WithTheService.Name)]
public sealed class When_somebody_looks_at_a_trajectory(Service service)
{
    [Fact]
    public async Task Who_holds_a_role_in_it_sees_the_file()
    {
        using var client = await service.As("jgz");
        var file = await client.GetFromJsonAsync<JsonElement>("/api/v1/trajectories/" + await First());
        Assert.True(file.TryGetProperty("child", out _));
        Assert.True(file.TryGetProperty("ggr", out _));
        Assert.Equal("jgz", file.GetProperty("owner").GetProperty("role").GetString());
    }

    [Theory]
    [InlineData("aanbieder")]
    [InlineData("czv")]
    [InlineData("huisarts")]
    [InlineData("gemeente")]
    public async Task For_who_holds_none_it_does_not_exist(string user)
    {
        using var client = await service.As(user);
        var id = await First();
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri("/api/v1/trajectories/" + id, UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri($"/api/v1/trajectories/{id}/journal", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsJsonAsync($"/api/v1/trajectories/{id}/close", new { reason = "onjuist-gestart" })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri("/trajecten/" + id, UriKind.Relative))).StatusCode);
    }

    [Theory]
    [InlineData("beheerder")]
    [InlineData("coordinator")]
    public async Task Who_looks_after_the_process_sees_it_without_the_child(string user)
    {
        using var client = await service.As(user);
        var id = await First();
        var file = await client.GetFromJsonAsync<JsonElement>("/api/v1/trajectories/" + id);
        Assert.False(file.TryGetProperty("child", out _), "a pseudonym carries no child");
        Assert.False(file.TryGetProperty("ggr", out _));
        Assert.False(file.TryGetProperty("route", out _));
        Assert.Equal(1, file.GetProperty("step").GetInt32());
        var list = await client.GetFromJsonAsync<JsonElement>("/api/v1/trajectories");
        Assert.DoesNotContain(list.GetProperty("items").EnumerateArray(), l => l.TryGetProperty("ggr", out _));
    }

    [Theory]
    [InlineData("gemeente")]
    [InlineData("regio")]
    public async Task Who_may_only_see_figures_gets_no_list(string user)
    {
        using var client = await service.As(user);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync(new Uri("/api/v1/trajectories", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Every_read_of_a_file_is_logged()
    {
        using var client = await service.As("jgz");
        var id = await First();
        var before = service.Count("SELECT count(*) FROM audit WHERE action = 'read'");
        await client.GetAsync(new Uri("/api/v1/trajectories/" + id, UriKind.Relative));
        Assert.Equal(before + 1, service.Count("SELECT count(*) FROM audit WHERE action = 'read'"));
    }

    [Fact]
    public async Task A_list_has_items_total_page_and_page_size()
    {
        using var client = await service.As("jgz");
        var list = await client.GetFromJsonAsync<JsonElement>("/api/v1/trajectories?pageSize=5&page=2");
        Assert.Equal(5, list.GetProperty("items").GetArrayLength());
        Assert.Equal(2, list.GetProperty("page").GetInt32());
        Assert.Equal(5, list.GetProperty("pageSize").GetInt32());
        Assert.True(list.GetProperty("total").GetInt64() > 10);
    }

    private async Task<string> First()
    {
        using var client = await service.As("jgz");
        var list = await client.GetFromJsonAsync<JsonElement>("/api/v1/trajectories?pageSize=1");
        return list.GetProperty("items")[0].GetProperty("id").GetString()!;
    }
}
