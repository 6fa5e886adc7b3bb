using System.Globalization;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Forms;

namespace KnGG.Workflow.Runtime.Tests.Chain;

/// <summary>Answers to forms that make sense enough to be taken, and differ from time to time.</summary>
internal static class AnyAnswer
{
    /// <summary>A value that the field takes; null where it is left open.</summary>
    public static object? To(FormField field, Random random, DateOnly today, Func<IReadOnlyList<Value>> items) => field.Name switch
    {
        "items" => field.Required ? items() : null,
        "on" => today,
        "heightCm" => 131.0,
        "weightKg" => 30.0 + random.Next(25),
        "given" => "yes",
        "reden" or "declineReason" => field.Choices[random.Next(field.Choices.Count)].Value,
        "startsOn" or "plekVanaf" => today.AddDays(random.Next(60)),
        "ggr" => field.Choices[random.Next(field.Choices.Count)].Value,
        "risk" => new[] { field.Choices[random.Next(4)].Value },
        "psychosocial" => random.Next(2) == 0 ? "no" : "suspected",
        "organisatie" => null,
        "rol" when !field.Required => null,
        _ when !field.Required => null,
        _ => field.Type switch
        {
            FieldTypes.Choice => field.Choices[random.Next(field.Choices.Count)].Value,
            FieldTypes.YesNo or FieldTypes.YesNoUnknown or FieldTypes.YesNoUnknownSuspected => "yes",
            FieldTypes.Date => today,
            FieldTypes.Number => 1.0,
            _ => "Iets",
        },
    };

    /// <summary>The value as a task's answer holds it.</summary>
    public static Value ToValue(object value) => value switch
    {
        string text => Value.Of(text),
        int number => Value.Of(number),
        double number => Value.Of(number),
        DateOnly date => Value.Of(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        string[] several => Value.Of((IReadOnlyList<Value>)[.. several.Select(s => Value.Of(s))]),
        IReadOnlyList<Value> rows => Value.Of(rows),
        Value given => given,
        _ => throw new ArgumentException($"No form field holds a {value.GetType().Name}."),
    };
}
