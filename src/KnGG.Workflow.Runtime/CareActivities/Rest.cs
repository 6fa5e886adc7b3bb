using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Runtime.CareActivities;

/// <summary>How a period of rest moves the moments of one activity: by whole days, to a working day, and back by no more than it was moved.</summary>
/// <param name="Days">Days to move; negative to give back.</param>
internal readonly record struct Rest(int Days)
{
    private const string Moved = "moved";

    /// <summary>What a period means for an activity, and keeps the count with it.</summary>
    public static Rest Of(ActivityContext context, Postpone period)
    {
        var days = DutchTime.ToLocalDate(period.Until).DayNumber - DutchTime.ToLocalDate(period.From).DayNumber;
        var before = context.GetState(Moved) is { Kind: ValueKind.Number } kept ? (int)kept.AsNumber : 0;
        var rest = new Rest(Math.Max(days, -before));
        context.SetState(Moved, Value.Of(before + rest.Days));
        return rest;
    }

    /// <summary>The moment after the rest, at the same time of day.</summary>
    public DateTimeOffset After(WorkCalendar calendar, DateTimeOffset moment)
    {
        var local = DutchTime.ToLocal(moment);
        return DutchTime.ToInstant(calendar.NextWorkingDay(DateOnly.FromDateTime(local.DateTime).AddDays(Days)), TimeOnly.FromDateTime(local.DateTime));
    }

    /// <summary>Moves the timers of the activity.</summary>
    public void MoveTimers(ActivityContext context, WorkCalendar calendar)
    {
        foreach (var wait in context.Bookmarks.Where(b => b.DueAt is not null).ToList())
        {
            context.WaitUntil(After(calendar, wait.DueAt!.Value), wait.Name, wait.Payload);
            context.Drop(wait.Id);
        }
    }
}
