using System.Globalization;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Care.Trajectories.Writes;
using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Trajectories;

namespace KnGG.Workflow.Runtime.CareActivities;

/// <summary>
/// A pause of the whole trajectory: waits until its end date, and moves what is expected of people by its length. What is ended sooner gives
/// the rest back. Insured limits and birthdays do not stand still.
/// </summary>
internal sealed class Pause : CareActivity
{
    private const string Over = "Voorbij";
    private const string Sooner = "Eerder hervat";
    private const string Longest = "pauze.max";

    /// <summary>The event by which a pause ends before its date.</summary>
    internal const string ResumeEvent = "hervatten";

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "KnGG.Pause",
        Category = Category,
        DisplayName = "Pauze",
        Description = "Wacht tot de einddatum. Termijnen van open taken, herinneringen en vervolgmomenten schuiven mee; grenzen van de verzekering en verjaardagen niet.",
        Inputs =
        [
            In("Reason", "Reden", "ziekte, andere, gebeurtenis, wens of anders."),
            In("Until", "Tot", "De einddatum. Leeg of te ver weg: de langste pauze."),
        ],
        Outcomes = [Over, Sooner],
    };

    public override void Execute(ActivityContext context)
    {
        if (!TryFile(context, out var care, out var file))
        {
            return;
        }

        var reason = Text(context, "Reason") is var code && PauseReasons.All.Any(r => r.Code == code) ? code
            : file.Process.Pauses.Count > 0 ? file.Process.Pauses[^1].Reason : PauseReasons.Other;
        var calendar = care.Calendar(Today(context));
        var longest = calendar.Add(Today(context), care.Setting(Longest, Today(context)).AsTerm());
        var until = AnswerWrites.Date(Value.Of(Text(context, "Until"))) is { } wished && wished > Today(context) && wished < longest ? wished : longest;
        var end = Morning(until);
        Write(context, new BeginPause(reason, until, context.Now, context.Actor.Id));
        context.Emit(new PostponeTrajectory(file.Id, context.Now, end));
        context.WaitUntil(end, "pauze");
        context.WaitForEvent(ResumeEvent);
        context.SetState("until", Value.Of(end));
        context.Narrate($"Pauze tot {until.ToString("d-M-yyyy", CultureInfo.InvariantCulture)}: {CareChoices.Words(CareChoices.Pauses, reason)}. Termijnen schuiven mee; grenzen van de verzekering lopen door.");
    }

    public override void Resume(ActivityContext context, Bookmark bookmark, Stimulus stimulus)
    {
        Write(context, new EndPause(context.Now));
        if (stimulus is TimerDue)
        {
            context.Narrate("De einddatum van de pauze is bereikt.");
            context.Complete(Over);
            return;
        }

        if (context.Care is CareSnapshot { File: { } file } && Instant(context.GetState("until")) is { } end)
        {
            context.Emit(new PostponeTrajectory(file.Id, end, context.Now));
        }

        context.Narrate("De pauze is eerder gestopt; de termijnen schuiven terug.");
        context.Complete(Sooner);
    }

    public override void Cancel(ActivityContext context) => Write(context, new EndPause(context.Now));
}
