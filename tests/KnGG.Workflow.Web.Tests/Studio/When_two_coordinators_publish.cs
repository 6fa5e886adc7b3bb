using System.Net;
using System.Text.Json.Nodes;
using KnGG.Workflow.Care.Roles;
using KnGG.Workflow.Runtime.Accounts;
using KnGG.Workflow.Runtime.Publishing;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Runtime.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace KnGG.Workflow.Web.Tests.Studio;

[Collection("Studio")]
public sealed class When_two_coordinators_publish(StudioService service) : IAsyncLifetime
{
    private const string Second = "tweede";

    // Other stories publish alone: here it is switched on for as long as one test runs.
    public async ValueTask InitializeAsync()
    {
        await AddSecond();
        Assert.IsType<ApprovalResult.Done>(Desk.Switch(on: true, IdOf("beheerder")));
    }

    public ValueTask DisposeAsync()
    {
        Desk.Switch(on: false, IdOf("beheerder"));
        return ValueTask.CompletedTask;
    }

    private ApprovalDesk Desk => service.Services.GetRequiredService<ApprovalDesk>();

    [Fact]
    public async Task One_asks_in_Studio_and_the_other_reads_the_difference_and_agrees()
    {
        using var client = await service.As("coordinator");
        var draft = await StudioService.Draft(client, "Vier ogen", "hallo");
        Publish(draft);
        StudioService.SetText(draft, "dag");
        await StudioService.Posted(client, "/workflow-definitions", StudioService.Save(draft));

        await using var browser = await StudioBrowser.Start();
        var asker = await browser.SignedIn(service.Address);
        await StudioBrowser.Open(asker, (string)draft["definitionId"]!, 1);
        Assert.Equal(400, (await StudioBrowser.Publish(asker)).Status);
        await StudioBrowser.Says(asker, "andere ketenontwerper");
        await asker.GotoAsync("/publiceren");

        // Of other tests, too, something may wait on this page.
        var own = asker.GetByRole(AriaRole.Region, new() { Name = "Vier ogen, versie 2" });
        await Assertions.Expect(own.GetByText("U vroeg dit zelf")).ToBeVisibleAsync();
        await Assertions.Expect(asker.GetByRole(AriaRole.Button, new() { Name = "Goedkeuren en publiceren" })).ToHaveCountAsync(0);

        var approver = await browser.SignedIn(service.Address, Second);
        await approver.GetByRole(AriaRole.Link, new() { Name = "Publiceren" }).ClickAsync();
        var asked = approver.GetByRole(AriaRole.Region, new() { Name = "Vier ogen, versie 2" });
        await Assertions.Expect(asked.GetByRole(AriaRole.Heading, new() { Name = "Vier ogen, versie 2" })).ToBeVisibleAsync();
        await Assertions.Expect(asked.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "dag" })).ToBeVisibleAsync();
        await StudioBrowser.Picture(approver, "publiceren");
        await asked.GetByRole(AriaRole.Button, new() { Name = "Goedkeuren en publiceren" }).ClickAsync();
        await Assertions.Expect(approver.GetByRole(AriaRole.Status)).ToContainTextAsync("Goedgekeurd en gepubliceerd.");
        var published = await StudioService.Get(client, $"/workflow-definitions/by-definition-id/{draft["definitionId"]}?versionOptions=Published");
        Assert.Equal((2, "dag"), ((int)published["version"]!, (string?)published["root"]!["activities"]![0]!["text"]!["expression"]!["value"]));
    }

    [Fact]
    public async Task Every_way_to_publish_asks_for_the_second_pair()
    {
        using var client = await service.As("coordinator");
        var first = await StudioService.Draft(client, "Vier ogen 1");
        var one = (await StudioService.Posted(client, "/workflow-definitions", StudioService.Save(first)))["workflowDefinition"]!.DeepClone().AsObject();
        var id = (string)one["definitionId"]!;
        Assert.Contains("andere ketenontwerper", await Refused(client, $"/workflow-definitions/{id}/publish", "{}"), StringComparison.Ordinal);
        Assert.Contains("wacht al", await Refused(client, "/bulk-actions/publish/workflow-definitions/by-definition-ids", new { definitionIds = new[] { id } }), StringComparison.Ordinal);
        Assert.Contains("wacht al", await Refused(client, "/workflow-definitions", StudioService.Save(one, publish: true)), StringComparison.Ordinal);

        // A file that says it is published comes in as a draft.
        var file = await StudioService.Get(client, $"/workflow-definitions/{id}/export");
        file["definitionId"] = "vier-ogen-kopie";
        file["isPublished"] = true;
        Assert.False((bool)(await StudioService.Posted(client, "/workflow-definitions/import", file.ToJsonString()))["isPublished"]!);

        // Going back to an older version and publishing that is publishing too.
        Publish(one);
        StudioService.SetText(one, "nieuw");
        await StudioService.Posted(client, "/workflow-definitions", StudioService.Save(one));
        Publish(one);
        await StudioService.Posted(client, $"/workflow-definitions/{id}/revert/1", "{}");
        Assert.Contains("andere ketenontwerper", await Refused(client, $"/workflow-definitions/{id}/publish", "{}"), StringComparison.Ordinal);
        Assert.Equal(2, (int)(await StudioService.Get(client, $"/workflow-definitions/by-definition-id/{id}?versionOptions=Published"))["version"]!);
    }

    [Fact]
    public async Task The_page_is_for_those_who_look_after_the_chain_and_the_switch_for_the_administrator()
    {
        foreach (var (user, status) in ((string, HttpStatusCode)[])[("jgz", HttpStatusCode.Forbidden), ("regio", HttpStatusCode.Forbidden), ("coordinator", HttpStatusCode.OK), ("beheerder", HttpStatusCode.OK)])
        {
            using var client = await service.As(user);
            using var answer = await client.GetAsync(new Uri("/publiceren", UriKind.Relative));
            Assert.Equal(status, answer.StatusCode);
            Assert.Equal(user == "beheerder", (await answer.Content.ReadAsStringAsync()).Contains("handler=Switch", StringComparison.Ordinal));
        }

        using var coordinator = await service.As("coordinator");
        using var region = await coordinator.GetAsync(new Uri("/afspraken/instelling/publiceren.vierOgen", UriKind.Relative));
        var text = await region.Content.ReadAsStringAsync();
        Assert.Contains("Dit geldt voor de hele service", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Vastleggen", text, StringComparison.Ordinal);
    }

    // The way round for what a test needs published: the second one agrees.
    private void Publish(JsonObject draft)
    {
        var id = (string)draft["definitionId"]!;
        service.Services.GetRequiredService<Publisher>().Publish(id, new Engine.Stepping.Actor(IdOf("coordinator").ToString()));
        var waiting = Desk.Read(IdOf(Second)).Waiting.Single(w => w.Draft.DefinitionId == id);
        Assert.IsType<ApprovalResult.Done>(Desk.Approve(waiting.Request.Id, new Engine.Stepping.Actor(IdOf(Second).ToString())));
    }

    private static async Task<string> Refused(HttpClient client, string path, object body)
    {
        using var answer = await StudioService.Post(client, path, body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["errors"]!["generalErrors"]![0]!.GetValue<string>();
    }

    private Guid IdOf(string user) => service.Services.GetRequiredService<StepDatabase>().Read(t => t.First("SELECT id FROM account WHERE user_name = @name", r => r.Id(0), ("@name", user)));

    private async Task AddSecond()
    {
        await using var scope = service.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        if (await accounts.FindByNameAsync(Second) is not null)
        {
            return;
        }

        var account = new Account { Id = new Guid("5b1c0000-0000-7000-8000-000000000002"), UserName = Second, DisplayName = "Tweede Ontwerper", Email = Second + "@demo.example" };
        account.PasswordHash = accounts.PasswordHasher.HashPassword(account, StudioService.Password);
        Assert.True((await accounts.CreateAsync(account)).Succeeded);
        service.Services.GetRequiredService<StepDatabase>().Write(t => t.Execute(
            "INSERT INTO account_role (account_id, organisation_id, role) SELECT @new, organisation_id, role FROM account_role WHERE account_id = @as AND role = @role",
            ("@new", account.Id), ("@as", IdOf("coordinator")), ("@role", RoleCodes.Coordinator)));
    }
}
