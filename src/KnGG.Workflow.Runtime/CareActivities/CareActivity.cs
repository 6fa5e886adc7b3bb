using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Trajectories;

namespace KnGG.Workflow.Runtime.CareActivities;

/// <summary>
/// An activity of the palette's "KnGG" group. Decides from the snapshot and writes only by intents; what it writes is visible to
/// the activities after it in the same step.
/// </summary>
internal abstract class CareActivity : Activity
{
    /// <summary>The palette's group.</summary>
    protected const string Category = "KnGG";

    /// <inheritdoc/>
    public override bool NeedsCare => true;

    /// <summary>The role code that means: whoever is the case owner at that moment.</summary>
    internal const string CaseOwner = "regiehouder";

    private const string Offer = "offer";

    private static readonly TimeOnly EndOfWork = new(17, 0);
    private static readonly TimeOnly StartOfWork = new(9, 0);

    /// <summary>What is known; national defaults when the workflow is about no trajectory.</summary>
    protected static CareSnapshot Snapshot(ActivityContext context) => context.Care as CareSnapshot ?? CareSnapshot.National;

    /// <summary>The file, or a fault that says that it is missing.</summary>
    protected bool TryFile(ActivityContext context, out CareSnapshot care, [NotNullWhen(true)] out TrajectoryFile? file)
    {
        care = Snapshot(context);
        file = care.File;
        if (file is null)
        {
            context.Fault($"'{Descriptor.DisplayName}' heeft gegevens van een traject nodig, maar deze workflow hoort niet bij een traject.");
            return false;
        }

        return true;
    }

    /// <summary>Changes the file: in memory now, in the rows at the commit.</summary>
    protected static void Write(ActivityContext context, params IReadOnlyList<CareWrite> writes)
    {
        if (writes.Count > 0 && context.Care is CareSnapshot { File: { } file } care)
        {
            context.UpdateCare(care with { File = file.With(writes) });
            context.Emit(new WriteCare(file.Id, writes));
        }
    }

    /// <summary>What waits here belongs to a handover: <see cref="WithdrawOffer"/> takes it back when the wait is withdrawn.</summary>
    protected static void KeepOffer(ActivityContext context, Guid? handover)
    {
        if (handover is not null)
        {
            context.SetState(Offer, IdValue(handover));
        }
    }

    /// <summary>
    /// The wait ends without an answer, because the trajectory takes another course. An offer that nobody can answer any more is taken back in
    /// the same commit; what was accepted stays as it is.
    /// </summary>
    protected static void WithdrawOffer(ActivityContext context)
    {
        if (Guid.TryParse(context.GetState(Offer).TextOrNull, out var id) && Snapshot(context).File is { IsOpen: true } file
            && file.Handover(id) is { } handover && Handover.Allows(handover.State, HandoverState.Withdrawn))
        {
            Write(context, new Care.Trajectories.Writes.MoveHandover(id, HandoverState.Withdrawn, "", null, context.Now, context.Actor.Id));
            context.Narrate("De overdracht is ingetrokken.");
        }
    }

    /// <summary>A task was answered in this step: the activities after this one no longer see it as open.</summary>
    protected static void Forget(ActivityContext context, Guid taskId)
    {
        if (context.Care is CareSnapshot care)
        {
            context.UpdateCare(care with { Tasks = [.. care.Tasks.Where(t => t.Id != taskId)] });
        }
    }

    /// <summary>An input as trimmed text; empty when it is absent.</summary>
    protected static string Text(ActivityContext context, string input) => context.Input(input) switch
    {
        { Kind: ValueKind.Text } text => text.AsText.Trim(),
        { IsNullish: true } => "",
        var other => other.ToJson(),
    };

    /// <summary>An input as a truth value.</summary>
    protected static bool Flag(ActivityContext context, string input) => context.Input(input) is { Kind: ValueKind.Boolean, AsBoolean: true };

    /// <summary>An input as an id; null when it is empty. Faults on anything else.</summary>
    protected static bool TryId(ActivityContext context, string input, out Guid? id)
    {
        var text = Text(context, input);
        id = null;
        if (text.Length == 0)
        {
            return true;
        }

        if (Guid.TryParse(text, out var parsed))
        {
            id = parsed;
            return true;
        }

        context.Fault($"De invoer '{input}' is '{text}', maar moet een id zijn.");
        return false;
    }

    /// <summary>A term input; null when it is empty. Faults when it is neither a length nor a setting.</summary>
    protected static bool TryTerm(ActivityContext context, CareSnapshot care, string input, Guid? organisation, out Term? term)
    {
        var text = Text(context, input);
        term = text.Length == 0 ? null : care.Term(text, Today(context), organisation);
        if (text.Length > 0 && term is null)
        {
            context.Fault($"De termijn '{text}' bij '{input}' is geen lengte (zoals 10wd, 6wk of 3mo) en geen instelling.");
            return false;
        }

        return true;
    }

    /// <summary>The local date of the step.</summary>
    protected static DateOnly Today(ActivityContext context) => DutchTime.ToLocalDate(context.Now);

    /// <summary>17:00 on the last day of a term, moved to a working day.</summary>
    protected static DateTimeOffset DueAt(WorkCalendar calendar, DateOnly from, Term term) =>
        DutchTime.ToInstant(calendar.Add(from, term, toWorkingDay: true), EndOfWork);

    /// <summary>09:00 on a date.</summary>
    protected static DateTimeOffset Morning(DateOnly date) => DutchTime.ToInstant(date, StartOfWork);

    /// <summary>The organisation that holds a role in the trajectory, else the one that covers it for the municipality, else null.</summary>
    protected static Guid? OrganisationFor(CareSnapshot care, string role) => care.File?.Holder(role)?.OrganisationId ?? care.Covering(role);

    /// <summary>An id as text, as variables keep it.</summary>
    protected static Value IdValue(Guid? id) => id is { } known ? Value.Of(known.ToString("D", CultureInfo.InvariantCulture)) : Value.Null;

    /// <summary>A list of texts.</summary>
    protected static Value Texts(IEnumerable<string> texts) => Value.Of((IReadOnlyList<Value>)[.. texts.Select(t => Value.Of(t))]);

    /// <summary>An input without an expression.</summary>
    protected static InputDescriptor In(string name, string label, string description, string hint = "singleline", string type = "String", bool required = false, Value fallback = default) =>
        new() { Name = name, DisplayName = label, Description = description, UiHint = hint, TypeName = type, IsRequired = required, Default = fallback };

    /// <summary>An input whose choices the host fills: roles, forms, definitions.</summary>
    protected static InputDescriptor From(string name, string label, string description, string choices, bool required = false, string fallback = "") =>
        In(name, label, description, "dropdown", required: required, fallback: fallback.Length == 0 ? default : Value.Of(fallback)) with { ChoicesFrom = choices };

    /// <summary>An input with fixed choices.</summary>
    protected static InputDescriptor OneOf(string name, string label, string description, IReadOnlyList<(string Text, string Value)> choices, bool required = false, string fallback = "") =>
        In(name, label, description, "dropdown", required: required, fallback: fallback.Length == 0 ? default : Value.Of(fallback)) with { Choices = choices };
}
