using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Runtime.Agreements;
using KnGG.Workflow.Runtime.Archive;
using KnGG.Workflow.Runtime.Families;
using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Runtime.Handovers;
using KnGG.Workflow.Runtime.Invariants;
using KnGG.Workflow.Runtime.Jobs;
using KnGG.Workflow.Runtime.Publishing.GuardRails;
using KnGG.Workflow.Runtime.Offers;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Runtime.Registrations;
using KnGG.Workflow.Runtime.Repairs;
using KnGG.Workflow.Runtime.Signals;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Stuck;
using KnGG.Workflow.Runtime.Tasks;
using KnGG.Workflow.Runtime.Trajectories;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace KnGG.Workflow.Runtime.CareActivities;

/// <summary>Registers everything of trajectories beside the runtime.</summary>
public static class CareSetup
{
    /// <summary>Call it after <see cref="RuntimeSetup.AddWorkflowRuntime"/>: the last registration of the shared interfaces wins.</summary>
    /// <param name="services">The services.</param>
    /// <param name="forms">The forms (<see cref="FormCatalog.Load"/>).</param>
    /// <param name="chain">Which definition a trajectory runs.</param>
    public static IServiceCollection AddTrajectories(this IServiceCollection services, FormCatalog forms, ChainOptions chain)
    {
        services.AddSingleton(forms);
        services.AddSingleton(chain);
        foreach (var activity in CareActivityCatalog.All)
        {
            services.AddSingleton(activity);
        }

        services.AddGuardRails();
        services.AddSingleton<CareRows>();
        services.AddSingleton<ICareRows>(s => s.GetRequiredService<CareRows>());
        services.AddSingleton<IIntentWriter, WriteCareWriter>();
        services.AddSingleton<IIntentWriter, PostponeWriter>();
        services.AddSingleton<IIntentWriter, RegionSignalWriter>();
        services.AddSingleton<ITaskForms, TaskForms>();
        services.AddSingleton<ITaskPeople, TrajectoryPeople>();
        services.AddSingleton<IInvariants, CareInvariants>();
        services.AddSingleton<IInvariants, ArchiveInvariants>();
        services.AddSingleton<Archiver>();
        services.AddSingleton<PostSignal>();
        services.AddSingleton<Import>();
        services.AddSingleton<DemoRegion>();
        services.AddSingleton<TrajectoryDesk>();
        services.AddSingleton<TrajectoryList>();
        services.AddSingleton<TrajectoryQuery>();
        services.AddSingleton<HandoverDesk>();
        services.AddSingleton<StuckList>();
        services.AddSingleton<RepairDesk>();
        services.AddSingleton<RepairLoop>();
        services.AddSingleton<IDueWork>(s => s.GetRequiredService<RepairLoop>());
        var runs = services.Any(s => s.ServiceType == typeof(IHostedService));
        services.AddRecurringJobs(runs);
        if (runs)
        {
            services.AddSingleton<IHostedService>(s => RuntimeSetup.Loop(s, s.GetRequiredService<RepairLoop>(), LoopKinds.Repairs));
        }

        services.AddSingleton<SettingDesk>();
        services.AddSingleton<PlaceFinder>();
        services.AddSingleton<PayerAgreementDesk>();
        services.AddSingleton<AgreementDesk>();
        services.AddSingleton<OfferDesk>();
        services.AddSingleton<FamilyDesk>();
        services.AddSingleton<RegistrationDesk>();
        services.AddSingleton<RegistrationGate>();
        services.AddSingleton<ITaskGate>(s => s.GetRequiredService<RegistrationGate>());
        return services;
    }
}
