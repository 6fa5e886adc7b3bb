using System.Collections.Frozen;

namespace KnGG.Workflow.Runtime.Forms;

/// <summary>What is asked when a task is done. Designed by a region as a JSON file; shown, checked and filed by the server.</summary>
/// <param name="Id">Its id, and the name of its file.</param>
/// <param name="Title">Heading.</param>
/// <param name="Intro">Text under the heading, or empty.</param>
/// <param name="Records">What the answer is, so that it becomes part of the file; codes of <see cref="FormRecords"/>.</param>
/// <param name="Fields">The fields, in order.</param>
public sealed record Form(string Id, string Title, string Intro, IReadOnlyList<string> Records, IReadOnlyList<FormField> Fields)
{
    /// <summary>The field of this name, or null.</summary>
    public FormField? Field(string name) => Fields.FirstOrDefault(f => f.Name == name);
}

/// <summary>One field of a form, or one column of a list.</summary>
public sealed record FormField
{
    /// <summary>Name in the answer.</summary>
    public required string Name { get; init; }

    /// <summary>Label on the screen.</summary>
    public required string Label { get; init; }

    /// <summary>Help under the label, or empty.</summary>
    public string Help { get; init; } = "";

    /// <summary>One of <see cref="FieldTypes"/>.</summary>
    public required string Type { get; init; }

    /// <summary>Unit of a number, or empty.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Lowest number, or null.</summary>
    public double? Min { get; init; }

    /// <summary>Highest number, or null.</summary>
    public double? Max { get; init; }

    /// <summary>Decimals allowed in a number, or null for any.</summary>
    public int? Decimals { get; init; }

    /// <summary>Whether it must be filled in (when it is shown).</summary>
    public bool Required { get; init; }

    /// <summary>identity, health, social or process: who may see the answer.</summary>
    public string Zone { get; init; } = FieldZones.Process;

    /// <summary>Whether a definition may branch on the answer.</summary>
    public bool Decision { get; init; }

    /// <summary>Choices of a choice or several.</summary>
    public IReadOnlyList<FormChoice> Choices { get; init; } = [];

    /// <summary>Where more choices come from when the form is shown: <c>offers</c> for the catalogue of the child's municipality; or null. Any text is still taken.</summary>
    public string? ChoicesFrom { get; init; }

    /// <summary>Columns of a list.</summary>
    public IReadOnlyList<FormField> Columns { get; init; } = [];

    /// <summary>Only shown when another field has one of these values, or null.</summary>
    public ShowIf? ShowIf { get; init; }

    /// <summary>Name of a known value to show beforehand, or null.</summary>
    public string? Prefill { get; init; }
}

/// <summary>A value to choose.</summary>
/// <param name="Value">What is stored.</param>
/// <param name="Label">What is shown.</param>
public sealed record FormChoice(string Value, string Label);

/// <summary>Condition for showing a field.</summary>
/// <param name="Field">The field that decides.</param>
/// <param name="Is">Values with which this field is shown.</param>
public sealed record ShowIf(string Field, IReadOnlyList<string> Is);

/// <summary>Types of fields.</summary>
public static class FieldTypes
{
    /// <summary>One line of text.</summary>
    public const string Text = "text";

    /// <summary>Several lines of text.</summary>
    public const string LongText = "longtext";

    /// <summary>A number.</summary>
    public const string Number = "number";

    /// <summary>A date.</summary>
    public const string Date = "date";

    /// <summary>One of the choices.</summary>
    public const string Choice = "choice";

    /// <summary>Some of the choices.</summary>
    public const string Several = "several";

    /// <summary>Yes or no.</summary>
    public const string YesNo = "yes-no";

    /// <summary>Yes, no or unknown.</summary>
    public const string YesNoUnknown = "yes-no-unknown";

    /// <summary>Yes, no, unknown or suspected.</summary>
    public const string YesNoUnknownSuspected = "yes-no-unknown-suspected";

    /// <summary>Rows of simple fields.</summary>
    public const string List = "list";

    /// <summary>All types.</summary>
    public static IReadOnlyList<string> All { get; } = [Text, LongText, Number, Date, Choice, Several, YesNo, YesNoUnknown, YesNoUnknownSuspected, List];

    private static readonly FrozenDictionary<string, string[]> Answers = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        [YesNo] = ["yes", "no"],
        [YesNoUnknown] = ["yes", "no", "unknown"],
        [YesNoUnknownSuspected] = ["yes", "no", "unknown", "suspected"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The fixed answers of a yes-no type, or null for another type.</summary>
    public static IReadOnlyList<string>? AnswersOf(string type) => Answers.GetValueOrDefault(type);
}

/// <summary>Zones of fields.</summary>
public static class FieldZones
{
    /// <summary>Who the child is.</summary>
    public const string Identity = "identity";

    /// <summary>Health.</summary>
    public const string Health = "health";

    /// <summary>Family and living.</summary>
    public const string Social = "social";

    /// <summary>The course of the trajectory.</summary>
    public const string Process = "process";

    /// <summary>All zones.</summary>
    public static IReadOnlyList<string> All { get; } = [Identity, Health, Social, Process];
}

/// <summary>What an answer can be.</summary>
public static class FormRecords
{
    /// <summary>All codes.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "measurement", "risk", "questions", "ggr", "consent", "anamnesis", "shared-picture", "plan", "plan-agreement", "evaluation",
        "relapse-decision", "intervention", "intervention-start", "gli-conditions", "insurance", "handover", "feedback", "contact", "closing", "note",
    ];

    /// <summary>Codes of answers with which somebody decided: the course went on from there, so they are explained afterwards, never changed.</summary>
    public static IReadOnlySet<string> Final { get; } = FrozenSet.Create(
        StringComparer.Ordinal, "ggr", "consent", "plan", "plan-agreement", "evaluation", "relapse-decision", "intervention", "intervention-start", "feedback", "closing");
}

/// <summary>Where choices of a text field come from when they differ per place.</summary>
public static class ChoiceSources
{
    /// <summary>Offers of the child's municipality, best first.</summary>
    public const string Offers = "offers";

    /// <summary>Insurers of the child's region, by the id of their organisation.</summary>
    public const string Insurers = "insurers";

    /// <summary>All sources.</summary>
    public static IReadOnlyList<string> All { get; } = [Offers, Insurers];
}
