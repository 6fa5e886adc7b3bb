using KnGG.Workflow.Care.Consent;
using KnGG.Workflow.Care.Trajectories;

namespace KnGG.Workflow.Runtime.CareActivities;

/// <summary>Whether the file holds a ground that still counts for a recipient, by the rules of consent by age.</summary>
internal static class SharingGround
{
    private const string Child = "child";
    private const string Guardian = "guardian";
    private const string Both = "both";

    private static readonly DataZone[] Everything = [DataZone.Identity, DataZone.Health, DataZone.Social];

    /// <summary>A refusal takes away what was agreed before it; another ground than consent (a law) holds as long as it is not withdrawn.</summary>
    public static bool IsValid(TrajectoryFile file, string recipientRole, string purpose, DateOnly today, AfterBirthday afterBirthday)
    {
        var words = file.Process.Consents.Where(c => c.RecipientRole == recipientRole && (c.Purpose.Length == 0 || c.Purpose == purpose)).ToList();
        words = words[(words.FindLastIndex(c => !c.Given) + 1)..];
        if (words.Exists(c => c.By is not (Child or Guardian or Both) && c.WithdrawnOn is null && c.On <= today))
        {
            return true;
        }

        var given = words.SelectMany(c => (c.By == Both ? new[] { Child, Guardian } : [c.By])
            .Select(by => new ConsentGiven(by, recipientRole, purpose, Everything, c.On, null, c.WithdrawnOn))).ToArray();

        // Who has authority was asked in the talk of step 1; the form of consent records on whose word it rests.
        return ConsentRules.MayShare(
            new SharingRequest(recipientRole, purpose, Everything, today),
            new ConsentSituation(Child, file.Child.BirthDate, [new Guardian(Guardian, true)]),
            given,
            afterBirthday).May;
    }
}
