using System.Globalization;
using KnGG.Workflow.Care.Roles;
using KnGG.Workflow.Engine.Definitions;

namespace KnGG.Workflow.Runtime.Publishing.GuardRails.Core;

/// <summary>The course of a whole trajectory, and the questions that the core asks about it. Looks at types, inputs, milestones and lines only.</summary>
internal sealed class Chain(WorkflowDefinition root, GuardRailContext context)
{
    private static readonly string[] Jgz = [RoleCodes.Jgz, RoleCodes.Jeugdarts, RoleCodes.Jeugdverpleegkundige];

    public FlowMap Map { get; } = FlowMapBuilder.Whole(root, context.Resolve);

    public GuardRailContext Context { get; } = context;

    /// <summary>The step that a milestone sets, or null when it is none or sets no step.</summary>
    public static int? StepOf(FlowPlace place) =>
        place.Is(CareTypes.SetMilestone) && int.TryParse(Given.Of(place.Node, "Step").Fixed, NumberStyles.None, CultureInfo.InvariantCulture, out var step) && step is >= 1 and <= 6 ? step : null;

    public static string? PhaseOf(FlowPlace place) => place.Is(CareTypes.SetMilestone) ? Given.Of(place.Node, "Phase").Fixed : null;

    /// <summary>The fixed text of an input, where it comes from the workflow that uses this one too; null when it is not known.</summary>
    public string? Text(FlowPlace place, string input)
    {
        var given = Given.OrDefault(place.Node, input, Context.Catalog);
        if (!given.IsComputed)
        {
            return given.Fixed;
        }

        return ScriptReads.IsInput(given, out var name, out var otherwise) ? Argument(place.Scope, name) ?? otherwise : null;
    }

    private string? Argument(FlowScope scope, string name)
    {
        if (scope.Caller is not { } caller)
        {
            return null;
        }

        if (caller.Node.WorkflowDefinitionId is not null && !caller.Type.StartsWith("Elsa.", StringComparison.Ordinal))
        {
            return Text(caller, name);
        }

        return Given.Of(caller.Node, "Input") is { Text: { } written } ? ScriptReads.Member(written, name) : null;
    }

    public IReadOnlyList<string> RecordsOf(FlowPlace task) => Context.Forms.Find(Given.OrDefault(task.Node, "Form", Context.Catalog).Fixed)?.Records ?? [];

    public bool Records(FlowPlace place, params ReadOnlySpan<string> records)
    {
        if (!place.Is(CareTypes.HumanTask))
        {
            return false;
        }

        var found = RecordsOf(place);
        foreach (var record in records)
        {
            if (!found.Contains(record))
            {
                return false;
            }
        }

        return true;
    }

    public bool IsForJgz(FlowPlace task) => task.Is(CareTypes.HumanTask) && Jgz.Contains(Text(task, "Role"));

    public bool IsHandoverToCzv(FlowPlace place) => place.Is(CareTypes.OfferHandover) && Text(place, "ToRole") == RoleCodes.Czv;

    /// <summary>Whether a person left a task this way: not when the clock did it for them.</summary>
    public static bool IsAnswer(FlowPlace place, string port)
    {
        if (!place.Is(CareTypes.HumanTask))
        {
            return false;
        }

        var late = Given.Of(place.Node, "LateOutcome");
        return late.IsEmpty || (late.Fixed is { } fixedLate && fixedLate != port && port != FlowMapBuilder.AnyPort);
    }

    /// <summary>Whether somebody outside asked for it: these events are sent when a person does something.</summary>
    public static bool IsEvent(FlowPlace place, string? name = null) =>
        place.Is(CareTypes.Event) && Given.Of(place.Node, "EventName").Fixed is { } given && (name is null ? CareTypes.OutsideEvents.ContainsKey(given) : given == name);

    /// <summary>The lines by which a task is left when nobody answered in time.</summary>
    public static IEnumerable<FlowPlace> WhenLate(FlowPlace task) =>
        Given.Of(task.Node, "LateOutcome").Fixed is { } late ? task.Out.Where(l => l.Port == late).Select(l => l.Target) : [];

    /// <summary>A form in which a conversation with the family is kept.</summary>
    public bool IsConversation(FlowPlace place) => Records(place, "questions", "contact") || Records(place, "questions", "measurement");
}
