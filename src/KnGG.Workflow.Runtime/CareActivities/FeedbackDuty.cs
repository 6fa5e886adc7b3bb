using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Roles;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Care.Trajectories.Writes;
using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Runtime.CareActivities;

/// <summary>Feedback that somebody owes somebody: recorded, and looked after by a child workflow until it is given.</summary>
internal sealed class FeedbackDuty : CareActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "KnGG.FeedbackDuty",
        Category = Category,
        DisplayName = "Terugkoppeling",
        Description = "Legt vast dat er teruggekoppeld moet worden en start de workflow die daarop let. Staat er nog een terugkoppeling naar dezelfde ontvanger open van minder dan een termijn geleden, dan gaat deze daarin mee.",
        Inputs =
        [
            OneOf("Moment", "Moment", "Waarover.", CareChoices.FeedbackMoments, required: true),
            From("FromRole", "Van rol", "Wie terugkoppelt.", "roles", required: true),
            From("ToRole", "Naar rol", "Wie het hoort.", "roles", required: true),
            In("Due", "Klaar binnen", "Termijn of instelling.", fallback: Value.Of("terugkoppeling.termijn")),
            From("Definition", "Workflow", "De workflow die erop let.", "definitions", fallback: "terugkoppeling"),
        ],
        Outcomes = ["Klaar"],
    };

    public override void Execute(ActivityContext context)
    {
        if (!TryFile(context, out var care, out var file))
        {
            return;
        }

        var (moment, from, to) = (Text(context, "Moment"), Text(context, "FromRole"), Text(context, "ToRole"));
        if (!TryTerm(context, care, "Due", null, out var term))
        {
            return;
        }

        var calendar = care.Calendar(Today(context));
        var length = term ?? care.Setting("terugkoppeling.termijn", Today(context)).AsTerm();
        var due = DueAt(calendar, Today(context), length);
        var since = calendar.Subtract(Today(context), length);
        var open = file.Process.Feedback.Any(f => f.DoneAt is null && f.FromRole == from && f.ToRole == to && DutchTime.ToLocalDate(f.At) >= since);
        var id = context.NewId();
        Write(context, new OweFeedback(new FeedbackNote(id, moment, from, to, context.Now, due, open ? "joined" : "open", open ? context.Now : null, 0)));
        if (open)
        {
            context.Narrate("De terugkoppeling gaat mee met een die nog openstaat.");
        }
        else
        {
            var child = context.StartChildWorkflow(
                Text(context, "Definition"),
                ValueMap.Of(("moment", Value.Of(moment)), ("van", Value.Of(from)), ("naar", Value.Of(to)), ("termijn", context.Input("Due")), (AnswerOrigin.Duty, IdValue(id))),
                correlationId: null, wait: false);
            Write(context, new LinkChild(new ChildLink(child, "feedback", null, 0, context.Now)));
            context.Narrate($"Terugkoppeling van {RoleCodes.Named(from)} aan {RoleCodes.Named(to)}: {CareChoices.Words(CareChoices.FeedbackMoments, moment)}.");
        }

        context.Complete("Klaar");
    }
}
