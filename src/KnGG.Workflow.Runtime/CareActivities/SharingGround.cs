using KnGG.Workflow.Care.Consent;
using KnGG.Workflow.Care.Trajectories;

namespace KnGG.Workflow.Runtime.CareActivities;

/// <summary>Whether the file holds a ground that still counts for a recipient, by the rules of consent by age.</summary>
internal static class SharingGround
{
    private const string Child = "child";
    private const string OneGuardian = "guardian";
    private const string EveryGuardian = "guardians";
    private const string Everybody = "both";

    private static readonly DataZone[] Everything = [DataZone.Identity, DataZone.Health, DataZone.Social];

    /// <summary>Whether a ground is the word of child or parents, and not a law.</summary>
    public static bool IsConsent(string by) => by is Child or OneGuardian or EveryGuardian or Everybody;

    /// <summary>Who could decide. Without a record of the family one parent with authority is taken, as the talk of step 1 found.</summary>
    public static ConsentSituation Situation(TrajectoryFile file, IReadOnlyList<Guardian> guardians) =>
        new(Child, file.Child.BirthDate, guardians.Count > 0 ? guardians : [new Guardian(OneGuardian, true)]);

    /// <summary>
    /// Null when it may be shared, else why not, in one Dutch sentence. A refusal takes away what was agreed before it; another ground than
    /// consent (a law) holds as long as it is not withdrawn.
    /// </summary>
    public static string? WhyNot(TrajectoryFile file, IReadOnlyList<Guardian> guardians, string recipientRole, string purpose, DateOnly today, AfterBirthday afterBirthday)
    {
        var words = file.Process.Consents.Where(c => c.RecipientRole == recipientRole && (c.Purpose.Length == 0 || c.Purpose == purpose)).ToList();
        words = words[(words.FindLastIndex(c => !c.Given) + 1)..];
        if (words.Exists(c => !IsConsent(c.By) && c.WithdrawnOn is null && c.On <= today))
        {
            return null;
        }

        var situation = Situation(file, guardians);
        var given = words.SelectMany(c => Persons(c.By, situation).Select(by => new ConsentGiven(by, recipientRole, purpose, Everything, c.On, null, c.WithdrawnOn))).ToArray();
        var decision = ConsentRules.MayShare(new SharingRequest(recipientRole, purpose, Everything, today), situation, given, afterBirthday);
        return decision.May ? null : $"{decision.Reason} {decision.Who.Reason}";
    }

    // The word of one parent, unnamed, is that of the only one with authority; of several it is not known whose it was, and never that of all.
    private static string[] Persons(string by, ConsentSituation situation)
    {
        string[] parents = [.. situation.Guardians.Where(g => g.HasAuthority == true).Select(g => g.Id)];
        return by switch
        {
            Child => [Child],
            OneGuardian => parents.Length == 1 ? parents : [OneGuardian],
            EveryGuardian => parents,
            _ => [Child, .. parents],
        };
    }
}
