using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Configuration;
using KnGG.Workflow.Care.Consent;
using KnGG.Workflow.Care.Measurements;

namespace KnGG.Workflow.Care.Trajectories;

/// <summary>Something in a file by which its trajectory is stuck, from a moment on that may lie ahead.</summary>
/// <param name="Cause">Code of <see cref="StuckCauses"/>.</param>
/// <param name="Since">From when it holds.</param>
/// <param name="Role">Role that is waited for.</param>
/// <param name="OrganisationId">Its organisation, or null.</param>
/// <param name="Subject">The handover or plan item, or null.</param>
public sealed record StuckSign(string Cause, DateTimeOffset Since, string Role, Guid? OrganisationId, Guid? Subject);

/// <summary>What can be read from the file alone. Pure: the same file has the same signs, whatever day it is.</summary>
public static class StuckSigns
{
    private const string Full = "vol";

    /// <summary>The signs of a file; none when it is closed.</summary>
    public static IReadOnlyList<StuckSign> Of(TrajectoryFile file) => file.IsOpen
        ? [.. Handovers(file), .. Items(file), .. Consents(file), .. Contacts(file), Adulthood(file)]
        : [];

    // The last word between sender and receiver counts, until the trajectory has gone on to another stage.
    private static IEnumerable<StuckSign> Handovers(TrajectoryFile file) => file.Process.Handovers
        .GroupBy(h => h.ToRole).Select(g => g.Last())
        .Where(h => h.Cycle == file.Process.Cycle)
        .SelectMany(h => (h.State, h.Moves.Count > 0 ? h.Moves[^1].At : h.OfferedAt) switch
        {
            (HandoverState.Declined, var at) when (file.Process.StageSince ?? at) <= at =>
                (IEnumerable<StuckSign>)[new StuckSign(h.DeclineReason == Full ? StuckCauses.NoCapacity : StuckCauses.HandoverDeclined, at, h.FromRole, h.FromOrganisation, h.Id)],
            (HandoverState.AcceptedLater, var at) => [new StuckSign(StuckCauses.WaitingList, at, h.ToRole, h.ToOrganisation, h.Id)],
            _ => [],
        });

    private static IEnumerable<StuckSign> Items(TrajectoryFile file) => (file.Plan?.Items ?? [])
        .Where(i => i.State == ItemStates.Waiting)
        .Select(i => new StuckSign(StuckCauses.WaitingList, i.Since, i.Role, i.OrganisationId, i.Id));

    // Only of recipients that take part now: what was agreed for somebody who left holds up nothing.
    private static IEnumerable<StuckSign> Consents(TrajectoryFile file)
    {
        foreach (var given in file.Process.Consents.GroupBy(c => c.RecipientRole).Select(g => g.Last()).Where(c => c.Given && file.Holder(c.RecipientRole) is not null))
        {
            if (given.WithdrawnOn is { } withdrawn)
            {
                yield return Asking(StuckCauses.ConsentMissing, withdrawn);
            }
            else if (NextChange(file.Child.BirthDate, given) is { } birthday)
            {
                yield return Asking(StuckCauses.ConsentExpired, birthday);
            }
        }

        StuckSign Asking(string cause, DateOnly on) => new(cause, DutchTime.StartOf(on), file.Owner?.Role ?? "", file.Owner?.OrganisationId, null);
    }

    // Another ground than the word of child or parents does not depend on age.
    private static DateOnly? NextChange(DateOnly birth, ConsentNote given) =>
        given.By is "child" or "guardian" or "guardians" or "both" ? ConsentRules.NextSwitch(birth, given.On) : null;

    private static IEnumerable<StuckSign> Contacts(TrajectoryFile file)
    {
        var missed = file.Process.Contacts.Reverse().TakeWhile(c => !c.Reached).ToList();
        var attempts = CareConfiguration.NationalDefaults.Resolve("noShow.pogingen", null, null, null, DutchTime.ToLocalDate(file.Process.OpenedAt)).AsCount();
        return missed.Count < attempts
            ? []
            : [new StuckSign(StuckCauses.NoShow, DutchTime.StartOf(missed[missed.Count - attempts].On), file.Owner?.Role ?? "", file.Owner?.OrganisationId, null)];
    }

    private static StuckSign Adulthood(TrajectoryFile file) =>
        new(StuckCauses.Turned18, DutchTime.StartOf(Age.Birthday(file.Child.BirthDate, 18)), file.Owner?.Role ?? "", file.Owner?.OrganisationId, null);
}
