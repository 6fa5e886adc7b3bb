using System.Diagnostics;

namespace KnGG.Workflow.Web.Tests.Stories;

/// <summary>The one place where a story waits for another process: until a condition holds, and never longer than a deadline.</summary>
internal static class Waiting
{
    /// <summary>Long enough for a busy machine; a story that works never comes near it.</summary>
    internal static readonly TimeSpan Deadline = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(25);

    /// <summary>Looks until the condition holds.</summary>
    /// <param name="what">What is waited for, for the message.</param>
    /// <param name="holds">The condition.</param>
    /// <param name="seen">What there is to see when the deadline has passed.</param>
    internal static async Task Until(string what, Func<Task<bool>> holds, Func<string>? seen = null)
    {
        var since = Stopwatch.GetTimestamp();
        while (!await holds())
        {
            Assert.True(Stopwatch.GetElapsedTime(since) < Deadline, $"Na {Deadline} nog niet: {what}.\n{seen?.Invoke()}");
            await Pause(BetweenLooks);
        }
    }

    /// <summary>A moment of real time, for what must go wrong in the middle of work.</summary>
    internal static Task Pause(TimeSpan length) => Task.Delay(length, TimeProvider.System);
}
