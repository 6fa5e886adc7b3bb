using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Runtime.Absences;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Incidents;
using KnGG.Workflow.Runtime.Invariants;
using KnGG.Workflow.Runtime.Mail;
using KnGG.Workflow.Runtime.InstanceMigration;
using KnGG.Workflow.Runtime.Nodes;
using KnGG.Workflow.Runtime.Publishing;
using KnGG.Workflow.Runtime.Rehearsal;
using KnGG.Workflow.Runtime.Publishing.GuardRails;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Runtime.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KnGG.Workflow.Runtime;

/// <summary>Registers the runtime.</summary>
public static class RuntimeSetup
{
    /// <summary>
    /// Registers storage, steps, clock, tasks, mail, publishing and, when the options say so, the background loops. The host calls
    /// <see cref="WorkflowDatabase.Prepare"/> before it starts. Care activities register theirs afterwards: the last registration of
    /// <see cref="ICareRows"/>, <see cref="ITaskForms"/>, <see cref="ITaskPeople"/> and <see cref="IIncidentOwners"/> wins; every
    /// <see cref="Activity"/> and <see cref="IIntentWriter"/> counts.
    /// </summary>
    public static IServiceCollection AddWorkflowRuntime(this IServiceCollection services, RuntimeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        services.AddLogging();
        services.AddSingleton(options);
        services.AddSingleton<LoopSignals>();
        AddDatabase(services, options);
        services.AddSingleton(s => new ServiceClock(s.GetRequiredService<StepDatabase>(), s.GetService<RealTime>()?.Provider ?? TimeProvider.System));
        services.AddSingleton<SimulatedClock>();
        services.TryAddSingleton(s => EngineDoor.Catalog(s.GetServices<Activity>()));
        services.AddSingleton<DefinitionSets>();
        services.AddSingleton<Publisher>();
        services.AddSingleton<ApprovalDesk>();
        services.AddSingleton<IDefinitionGuard, EngineGuard>();
        services.AddSingleton<InstanceStarter>();
        services.AddSingleton<IncidentWriter>();
        services.AddSingleton<IncidentDesk>();
        services.AddSingleton<TaskDesk>();
        services.AddSingleton<TaskInbox>();
        services.AddSingleton<Node>();
        services.AddSingleton<TaskDrafts>();
        services.AddSingleton<IDueWork>(s => s.GetRequiredService<TaskDrafts>());
        services.AddSingleton<AbsenceDesk>();
        services.AddSingleton<StepCommit>();
        services.AddSingleton<StepRunner>();
        services.AddSingleton<StepLoop>();
        services.AddSingleton<StepReplay>();
        services.AddSingleton<InvariantCheck>();
        services.AddSingleton<RehearsalDesk>();
        services.AddSingleton<Migrator>();
        services.AddSingleton<MigrationLoop>();
        services.AddSingleton<IDueWork>(s => s.GetRequiredService<MigrationLoop>());
        services.AddSingleton<IDueWork>(s => s.GetRequiredService<StepLoop>());
        services.AddSingleton<MailLoop>();
        services.AddSingleton<IDueWork>(s => s.GetRequiredService<MailLoop>());
        services.TryAddSingleton<IMailSender>(_ => options.Smtp is { } server ? new SmtpSender(server) : new FolderSender(Path.Combine(options.DataDirectory, "mail")));
        services.AddSingleton<IIntentWriter, HumanTaskWriter>();
        services.AddSingleton<IIntentWriter, EscalationWriter>();
        services.AddSingleton<IIntentWriter, TaskDueWriter>();
        services.AddSingleton<IIntentWriter, MailWriter>();
        services.TryAddSingleton<ICareRows, NoCareRows>();
        services.TryAddSingleton<ITaskForms, NoTaskForms>();
        services.TryAddSingleton<ITaskPeople, NoTaskPeople>();
        services.TryAddSingleton<ITaskGate, OpenGate>();
        services.TryAddSingleton<IIncidentOwners, AdministratorOwnsIncidents>();
        if (options.RunLoops)
        {
            services.AddSingleton<IHostedService, NodeHeart>();
            for (var worker = 0; worker < (options.Postgres is null ? 1 : options.StepWorkers); worker++)
            {
                services.AddSingleton<IHostedService>(s => Loop(s, s.GetRequiredService<StepLoop>(), LoopKinds.Steps));
            }

            services.AddSingleton<IHostedService>(s => Loop(s, s.GetRequiredService<MailLoop>(), LoopKinds.Mail));
            services.AddSingleton<IHostedService>(s => Loop(s, s.GetRequiredService<TaskDrafts>(), LoopKinds.Drafts));
            services.AddSingleton<IHostedService>(s => Loop(s, s.GetRequiredService<MigrationLoop>(), LoopKinds.Migrations));
        }

        return services;
    }

    private static void AddDatabase(IServiceCollection services, RuntimeOptions options)
    {
        if (options.Postgres is null)
        {
            services.AddSingleton<StepDatabase>(s => new SqliteStepDatabase(options.DatabaseFile, s.GetRequiredService<LoopSignals>()));
            services.AddDbContext<WorkflowDb, SqliteWorkflowDb>(b => b.UseSqlite(SqliteStepDatabase.ConnectionString(options.DatabaseFile, pooling: true)));
            return;
        }

        var connection = PostgresConnection.Parse(options.Postgres);
        services.AddSingleton<StepDatabase>(s => new PostgresStepDatabase(connection, s.GetRequiredService<LoopSignals>()));
        services.AddDbContext<WorkflowDb, PostgresWorkflowDb>(b => b.UseNpgsql(connection));
        if (options.RunLoops)
        {
            services.AddSingleton<IHostedService>(s => new PostgresHints(connection, s.GetRequiredService<LoopSignals>(), s.GetRequiredService<ServiceClock>().Real));
        }
    }

    internal static LoopHost Loop(IServiceProvider services, IDueWork work, LoopKinds kind) => new(
        work, kind, services.GetRequiredService<LoopSignals>(), services.GetRequiredService<ServiceClock>(), services.GetRequiredService<ILogger<LoopHost>>(),
        services.GetRequiredService<Node>());
}

/// <summary>Real time, when it is not the machine's own: tests give one that they move by hand.</summary>
/// <param name="Provider">Tells the time.</param>
public sealed record RealTime(TimeProvider Provider);
