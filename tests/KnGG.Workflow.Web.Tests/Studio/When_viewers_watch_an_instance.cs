using KnGG.Workflow.Web.Studio.Live;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging.Abstractions;

namespace KnGG.Workflow.Web.Tests.Studio;

[Collection("Studio")]
public sealed class When_viewers_watch_an_instance(StudioService service)
{
    private readonly RecordingHub _hub = new();

    [Fact]
    public async Task Each_is_told_of_every_step_once_also_who_began_to_watch_after_it()
    {
        using var client = await service.As("coordinator");
        var id = await Run(client);
        using var live = Live();
        await live.RunOnce(default);
        Assert.Empty(_hub.Told());

        live.Watch("journaal", id);
        await live.RunOnce(default);
        Assert.Equal(["journaal"], _hub.Told());
        await live.RunOnce(default);
        Assert.Empty(_hub.Told());

        // The canvas is later, and has drawn what was there before.
        live.Watch("tekening", id);
        await live.RunOnce(default);
        Assert.Equal(["tekening"], _hub.Told());

        await TakeAStep(client, id);
        await live.RunOnce(default);
        Assert.Equal(["journaal", "tekening"], _hub.Told());

        live.Forget("journaal");
        await TakeAStep(client, id);
        await live.RunOnce(default);
        Assert.Equal(["tekening"], _hub.Told());
        live.Watch("tekening", "er-is-niets");
        await live.RunOnce(default);
        Assert.Empty(_hub.Told());
    }

    [Fact]
    public async Task What_could_not_be_told_is_told_at_the_next_look()
    {
        using var client = await service.As("coordinator");
        using var live = Live();
        live.Watch("tekening", await Run(client));
        _hub.IsBroken = true;
        await Assert.ThrowsAsync<IOException>(() => live.RunOnce(default));
        _hub.IsBroken = false;
        await live.RunOnce(default);
        Assert.Equal(["tekening"], _hub.Told());
    }

    private LiveInstances Live() => new(_hub, service.Services, NullLogger<LiveInstances>.Instance);

    private static async Task<string> Run(HttpClient client)
    {
        using var run = await StudioService.Post(client, "/workflow-definitions/kngg-traject/execute", "{}");
        return run.Headers.GetValues("x-elsa-workflow-instance-id").Single();
    }

    private static async Task TakeAStep(HttpClient client, string id)
    {
        var wait = (await StudioService.Get(client, $"/oefeningen/{id}"))["wacht"]!.AsArray().First(w => (string?)w!["soort"] == "event")!;
        await StudioService.Posted(client, $"/oefeningen/{id}/antwoord", new { wacht = (string?)wait["id"], uitgang = (string?)null });
    }

    /// <summary>Keeps which connections were told, instead of telling them.</summary>
    private sealed class RecordingHub : IHubContext<WorkflowInstanceHub>, IHubClients
    {
        private readonly List<(string Connection, string Message)> _sent = [];

        public bool IsBroken { get; set; }

        IHubClients IHubContext<WorkflowInstanceHub>.Clients => this;

        IGroupManager IHubContext<WorkflowInstanceHub>.Groups => throw new NotSupportedException();

        public IClientProxy All => throw new NotSupportedException();

        /// <summary>Who was told since the last question; all three things each.</summary>
        public IReadOnlyList<string> Told()
        {
            var told = _sent.GroupBy(s => s.Connection, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).ToList();
            Assert.All(told, t => Assert.Equal(["ActivityExecutionLogUpdatedAsync", "WorkflowExecutionLogUpdatedAsync", "WorkflowInstanceUpdatedAsync"], t.Select(s => s.Message)));
            _sent.Clear();
            return [.. told.Select(t => t.Key)];
        }

        public IClientProxy Clients(IReadOnlyList<string> connectionIds) => new Proxy(this, connectionIds);

        public IClientProxy AllExcept(IReadOnlyList<string> excludedConnectionIds) => throw new NotSupportedException();

        public IClientProxy Client(string connectionId) => throw new NotSupportedException();

        public IClientProxy Group(string groupName) => throw new NotSupportedException();

        public IClientProxy GroupExcept(string groupName, IReadOnlyList<string> excludedConnectionIds) => throw new NotSupportedException();

        public IClientProxy Groups(IReadOnlyList<string> groupNames) => throw new NotSupportedException();

        public IClientProxy User(string userId) => throw new NotSupportedException();

        public IClientProxy Users(IReadOnlyList<string> userIds) => throw new NotSupportedException();

        private sealed class Proxy(RecordingHub hub, IReadOnlyList<string> connections) : IClientProxy
        {
            public Task SendCoreAsync(string method, object?[] args, CancellationToken cancellationToken = default)
            {
                if (hub.IsBroken)
                {
                    return Task.FromException(new IOException("weg"));
                }

                hub._sent.AddRange(connections.Select(c => (c, method)));
                return Task.CompletedTask;
            }
        }
    }
}
