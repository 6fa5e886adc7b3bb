using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Accounts;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Mail;
using KnGG.Workflow.Runtime.Publishing;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Runtime.Tests.Clock;
using Microsoft.Extensions.DependencyInjection;

namespace KnGG.Workflow.Runtime.Tests.Storage;

/// <summary>A runtime on a database of its own: a file in its folder, or on PostgreSQL (<see cref="OnPostgresAttribute"/>). Without loops: tests call RunOnce, or move the clock.</summary>
public sealed class TestRuntime : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly bool _ownsFolder;
    private readonly Action<IServiceCollection>? _more;
    private ServiceProvider _services;

    private TestRuntime(string folder, bool ownsFolder, ManualTime time, RuntimeOptions options, Action<IServiceCollection>? more)
    {
        (Folder, _ownsFolder, Time, Options, _more) = (folder, ownsFolder, time, options, more);
        _services = Build();
    }

    public string Folder { get; }

    public ManualTime Time { get; }

    public RuntimeOptions Options { get; }

    public IServiceProvider Services => _services;

    public StepDatabase Database => _services.GetRequiredService<StepDatabase>();

    public ServiceClock Clock => _services.GetRequiredService<ServiceClock>();

    public Publisher Publisher => _services.GetRequiredService<Publisher>();

    internal StepLoop Steps => _services.GetRequiredService<StepLoop>();

    internal MailLoop Mail => _services.GetRequiredService<MailLoop>();

    public static async Task<TestRuntime> Make(bool simulated = false, int stepsPerCommit = 64, Action<IServiceCollection>? more = null)
    {
        var folder = simulated ? QuickFolder.Make("kngg-") : Directory.CreateTempSubdirectory("kngg-").FullName;
        var options = new RuntimeOptions
        {
            DataDirectory = folder,
            Postgres = TestStore.Make(),
            RunLoops = false,
            StepsPerCommit = stepsPerCommit,
            SimulatedClock = simulated ? Start : null,
        };
        var time = new ManualTime(Start);
        await WorkflowDatabase.Prepare(options, TimeProvider.System);
        return new TestRuntime(folder, ownsFolder: true, time, options, more);
    }

    /// <summary>A runtime on an empty database of a server of the test's own.</summary>
    public static async Task<TestRuntime> MakeOn(string connection, string folder, Action<IServiceCollection>? more = null)
    {
        var options = new RuntimeOptions { DataDirectory = folder, Postgres = connection, RunLoops = false };
        await WorkflowDatabase.Prepare(options, TimeProvider.System);
        return new TestRuntime(folder, ownsFolder: false, new ManualTime(Start), options, more);
    }

    /// <summary>A runtime on a database that is there already, with a time of its own.</summary>
    public static TestRuntime On(RuntimeOptions options, DateTimeOffset now, Action<IServiceCollection>? more = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new TestRuntime(options.DataDirectory, ownsFolder: false, new ManualTime(now), options, more);
    }

    /// <summary>
    /// Does work piece by piece until none is left, and dies at a point of the second piece of each process; the next one goes on. Returns how many died.
    /// </summary>
    public int DieAt(string point, Func<bool> takeNext)
    {
        var died = 0;
        for (var left = true; left;)
        {
            var seen = 0;
            CrashPoint.Listen(name =>
            {
                if (name == point && ++seen == 2)
                {
                    throw new CrashException(name);
                }
            });
            try
            {
                while (takeNext())
                {
                    // One more.
                }

                left = false;
            }
            catch (CrashException)
            {
                died++;
                Restart();
            }
        }

        CrashPoint.Listen(null);
        return died;
    }

    /// <summary>The process ends and another one starts on the same files.</summary>
    public void Restart()
    {
        _services.Dispose();
        _services = Build();
    }

    /// <summary>Another process on the same files and the same time.</summary>
    public TestRuntime SecondProcess() => new(Folder, ownsFolder: false, Time, Options, _more);

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Publishes a definition; the test fails when it is refused.</summary>
    public DefinitionRow Publish(string json)
    {
        var draft = Publisher.Draft(json, null, Actor.System);
        var result = Publisher.Publish(draft.DefinitionId, Actor.System);
        return Assert.IsType<PublishResult.Published>(result).Definition;
    }

    public Guid StartInstance(string definitionId, string? correlationId = null, params (string Key, Value Value)[] input) => Database.Write(t =>
        Get<InstanceStarter>().Start(t, definitionId, ValueMap.Of(input), correlationId, Actor.System, Clock.Now))
        ?? throw new InvalidOperationException("No published version of " + definitionId);

    /// <summary>Takes all steps that are due. Returns how many.</summary>
    public int RunAll()
    {
        var total = 0;
        for (int did; (did = Steps.RunOnce()) > 0;)
        {
            total += did;
        }

        return total;
    }

    public string StatusOf(Guid instance) => Database.Read(t =>
        t.First("SELECT sub_status FROM instance WHERE id = @id", r => (Engine.Instances.WorkflowSubStatus)r.Number(0), ("@id", instance))).ToString();

    public IReadOnlyList<JournalLine> JournalOf(Guid instance) => Database.Read(t => Journal.Read(t, instance));

    public IReadOnlyList<string> LinesOf(Guid instance) => [.. JournalOf(instance).Where(l => l.Event == "Line").Select(l => l.Data["Text"].AsText)];

    public long Count(string table) => Database.Read(t => t.First("SELECT count(*) FROM " + table, r => r.Number(0)));

    /// <summary>Somebody with a role in an organisation and an address.</summary>
    public (Guid Account, Guid Organisation) Person(string name, string role, Guid? organisation = null)
    {
        var account = Ids.New(Clock.Now);
        var house = organisation ?? Ids.New(Clock.Now);
        using var scope = _services.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowDb>();
        db.Add(new Account { Id = account, UserName = name, DisplayName = name, Email = name + "@voorbeeld.example" });
        db.Add(new AccountRole { AccountId = account, OrganisationId = house, Role = role });
        if (organisation is null)
        {
            db.Add(new Organisation { Id = house, Name = "Organisatie van " + name, Kind = "ggd", Region = "r" });
        }

        db.SaveChanges();
        return (account, house);
    }

    public void Dispose()
    {
        _services.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (_ownsFolder)
        {
            if (Options.Postgres is { } postgres)
            {
                TestStore.Drop(postgres);
            }

            Directory.Delete(Folder, recursive: true);
        }
    }

    private ServiceProvider Build()
    {
        var services = new ServiceCollection();
        services.AddSingleton(new RealTime(Time));
        services.AddWorkflowRuntime(Options);
        _more?.Invoke(services);
        return services.BuildServiceProvider();
    }
}
