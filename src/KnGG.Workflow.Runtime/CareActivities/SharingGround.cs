using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Trajectories;

namespace KnGG.Workflow.Runtime.CareActivities;

/// <summary>Whether the file holds a ground that still counts for a recipient.</summary>
internal static class SharingGround
{
    private static readonly int[] AgesThatAskAnew = [12, 16];

    /// <summary>The newest word about this recipient and purpose counts; a 12th or 16th birthday since then ends it unless the region lets it go on.</summary>
    public static bool IsValid(TrajectoryFile file, string recipientRole, string purpose, DateOnly today, bool goesOnAfterBirthday)
    {
        var newest = file.Process.Consents.LastOrDefault(c => c.RecipientRole == recipientRole && (c.Purpose.Length == 0 || c.Purpose == purpose));
        return newest is { Given: true, WithdrawnOn: null } && newest.On <= today && (goesOnAfterBirthday || !AgesThatAskAnew.Any(years =>
        {
            var birthday = Age.Birthday(file.Child.BirthDate, years);
            return newest.On < birthday && birthday <= today;
        }));
    }
}
