using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Configuration;
using KnGG.Workflow.Care.Payers;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Runtime.Accounts;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Runtime.Trajectories;
using KnGG.Workflow.Web.Rules;

namespace KnGG.Workflow.Web.Trajectories;

/// <summary>What a trajectory page says about money: items that nobody pays, and insured limits that run.</summary>
internal sealed class PayerFacts(StepDatabase database, CareRows care)
{
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
        var dates = InsuredDates.Of(file);
        return dates is { BroadIntakeOn: null, GliStartedOn: null, CzvFirstChargedOn: null } || Snapshot(file) is not { } snapshot
            ? []
            : [.. InsuredLimits.Count(dates, InsurerLimits.FromConfiguration(snapshot.Configuration, file.Child.Region, file.Health.Insurance.Insurer, on), on)
                .Where(l => l.State != LimitState.NotStarted && (l.Key != "gli.startNaAnamnese.max" || (dates.GliStartedOn is not null || file.Plan?.Items.Any(i => i.Kind == ItemKinds.KinderGli) == true)))];
    }

    /// <summary>Whose limits these are, in one sentence.</summary>
    internal string Insurer(TrajectoryFile file) => file.Health.Insurance.Insurer is { } insurer && database.Read(t => HeldRoleList.Organisation(t, insurer)) is { } name
        ? $"Zorgverzekeraar: {name}."
        : "De zorgverzekeraar is niet vastgelegd; dit zijn de termijnen van de regio.";

    private static bool IsPaid(TrajectoryFile file, string component, DateOnly on, Lazy<PayerAgreements> agreements)
    {
        // The stored decision counts; only where nobody decided yet does the page look at what the table would say.
        if (file.Health.Payers.LastOrDefault(p => p.Component == component && p.Until is null) is { } note)
        {
            return note.Payer is not ("none" or "undecided");
        }

        return CareCodes.TryParsePayerComponent(component, out var parsed) && PayerTable.Decide(PayerInput.Of(parsed, file, on), agreements.Value).Payer is not (Payer.None or Payer.Undecided);
    }

    private CareSnapshot? Snapshot(TrajectoryFile file) => database.Read(transaction => care.ReadSnapshot(transaction, file.Id));
}
