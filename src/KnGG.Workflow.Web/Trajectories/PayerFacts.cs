using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Configuration;
using KnGG.Workflow.Care.Payers;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Runtime.Trajectories;
using KnGG.Workflow.Web.Rules;

namespace KnGG.Workflow.Web.Trajectories;

/// <summary>What a trajectory page says about money: items that nobody pays, and insured limits that run.</summary>
internal sealed class PayerFacts(StepDatabase database, CareRows care)
{
    private const string IntakeForm = "brede-anamnese";

    /// <summary>Items of the plan that nobody pays, one sentence each (requirement 49: an alert, not a silent state).</summary>
    internal IReadOnlyList<string> Unpaid(TrajectoryFile file, DateOnly on)
    {
        var agreements = new Lazy<PayerAgreements>(() => Snapshot(file)?.Agreements ?? PayerAgreements.None);
        return file.IsOpen && file.Plan is { } plan
            ? [.. plan.Items.Where(i => !ItemStates.IsEnd(i.State)).Select(i => i.Kind).Distinct().Where(k => CareCodes.TryParsePayerComponent(k, out _) && !IsPaid(file, k, on, agreements))
                .Select(k => $"Voor {Words.Component(k)} in het plan is geen betaler. Zoek dit uit met de gemeente en de zorgverzekeraar; het gezin hoeft er niet op te wachten.")]
            : [];
    }

    /// <summary>Insured limits whose clock runs, with their dates.</summary>
    internal IReadOnlyList<LimitStatus> Limits(TrajectoryFile file, DateOnly on)
    {
        var dates = DatesOf(file);
        return dates is { BroadIntakeOn: null, GliStartedOn: null, CzvFirstChargedOn: null } || Snapshot(file) is not { } snapshot
            ? []
            : [.. InsuredLimits.Count(dates, InsurerLimits.FromConfiguration(snapshot.Configuration, file.Child.Region, on), on)
                .Where(l => l.State != LimitState.NotStarted && (l.Key != "gli.startNaAnamnese.max" || file.Plan?.Items.Any(i => i.Kind == ItemKinds.KinderGli) == true))];
    }

    private static bool IsPaid(TrajectoryFile file, string component, DateOnly on, Lazy<PayerAgreements> agreements)
    {
        // The stored decision counts; only where nobody decided yet does the page look at what the table would say.
        if (file.Health.Payers.LastOrDefault(p => p.Component == component && p.Until is null) is { } note)
        {
            return note.Payer is not ("none" or "undecided");
        }

        return CareCodes.TryParsePayerComponent(component, out var parsed) && PayerTable.Decide(
            new PayerInput(parsed, file.Health.Ggr, CareCodes.TryParseGliInPlan(file.LatestPlan?.Gli, out var gli) ? gli : GliInPlan.Undecided)
            {
                On = on,
                Region = file.Child.Region,
                WeightClass = file.Health.Proposal?.WeightClass,
                BirthDate = file.Child.BirthDate,
            },
            agreements.Value).Payer is not (Payer.None or Payer.Undecided);
    }

    private static InsuredDates DatesOf(TrajectoryFile file)
    {
        DateOnly? intake = file.Social.Answers.Concat(file.Health.Answers).Concat(file.Process.Answers).Where(a => a.Form == IntakeForm)
            .Select(a => (DateOnly?)Layout.When.Date(a.At)).Min();
        DateOnly? gli = file.Plan?.Items.Where(i => i is { Kind: ItemKinds.KinderGli, State: ItemStates.Started }).Select(i => (DateOnly?)Layout.When.Date(i.Since)).Min();
        DateOnly? insured = file.Health.Payers.Where(p => p.Component.StartsWith("czv-", StringComparison.Ordinal) && p.Payer == "insurer").Select(p => (DateOnly?)p.From).Min();
        DateOnly? czv = file.Process.Team.Where(m => m.Role == "czv").Select(m => (DateOnly?)Layout.When.Date(m.From)).Min();
        return new InsuredDates(intake, gli, null, insured is { } from && czv is { } here ? from > here ? from : here : null, null);
    }

    private CareSnapshot? Snapshot(TrajectoryFile file) => database.Read(transaction => care.ReadSnapshot(transaction, file.Id));
}
