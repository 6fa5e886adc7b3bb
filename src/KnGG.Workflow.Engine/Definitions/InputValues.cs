using System.Globalization;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Schedules;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Definitions;

/// <summary>Values of inputs, variables and arguments as the types that definitions declare; complaints name the place.</summary>
internal static class InputValues
{
    // The designer's date picker writes the browser's own format; these two cannot be mistaken for each other.
    private static readonly string[] PickerFormats = ["M/d/yyyy h:mm:ss tt", "d-M-yyyy H:mm:ss", "d-M-yyyy H:mm", "d-M-yyyy"];

    public static bool TryConvert(Value value, string typeName, out Value converted, out string why)
    {
        why = "";
        converted = value;
        if (IsAsWanted(value, typeName))
        {
            return true;
        }

        var result = ValueConversion.Convert(value, typeName, zone: DutchTime.Zone);
        converted = result.Value;
        why = result.Problem ?? "";
        return result.IsConverted;
    }

    /// <summary>The value as a type; a fault that names it when it does not fit.</summary>
    public static Value Convert(Value value, string typeName, string name) =>
        TryConvert(value, typeName, out var converted, out var why) ? converted : throw new ActivityFault(Complain(name, why));

    public static string Complain(string name, string why) => $"'{name}': {why}";

    /// <summary>Whether a condition holds: .NET's conversion to a truth value, where everything that does not convert is false.</summary>
    public static bool Holds(Value value) => ValueConversion.ToCondition(value);

    /// <summary>A value as WriteLine writes it.</summary>
    public static string Format(Value value) => ValueFormat.DotNet(value);

    public static string TypeOf(VariableDefinition variable) =>
        variable.IsArray && !variable.TypeName.EndsWith("[]", StringComparison.Ordinal) ? variable.TypeName + "[]" : variable.TypeName;

    /// <summary>The variables of a scope at its start. A default that does not fit is null: publishing warns for it.</summary>
    public static Bag Initial(IReadOnlyList<VariableDefinition> variables)
    {
        var names = new string[variables.Count];
        var values = new Value[variables.Count];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = variables[i].Name;
            values[i] = TryConvert(variables[i].Default, TypeOf(variables[i]), out var converted, out _) ? converted : Value.Null;
        }

        return Bag.Of(names, values);
    }

    /// <summary>The given inputs with each declared one as its type; what is not declared stays as it is.</summary>
    public static ValueMap Arguments(IReadOnlyList<ArgumentDefinition> declared, ValueMap given)
    {
        foreach (var argument in declared)
        {
            if (given.TryGetValue(argument.Name, out var value) && !value.IsNullish && !IsAsWanted(value, argument.FullTypeName))
            {
                given = given.With(argument.Name, Convert(value, argument.FullTypeName, argument.Name));
            }
        }

        return given;
    }

    /// <summary>An instant that lies a length of time after now: days and longer by the Dutch calendar, hours and shorter as they pass.</summary>
    public static DateTimeOffset Later(ActivityScope scope, string name)
    {
        var value = scope.Bound.Input(name)!.EvaluateRaw(scope);
        return value.TextOrNull is { } text && Durations.TryAdd(scope.Now, text, DutchTime.Zone, out var later)
            ? later
            : throw new ActivityFault(Complain(name, $"{Describe(value)} is geen tijdsduur (zoals 00:05:00, 1.00:00:00, P3D of P2Y)."));
    }

    /// <summary>Whether a text can be an input of <see cref="Later"/>.</summary>
    public static bool IsLength(string text) => Durations.TryAdd(DateTimeOffset.UnixEpoch, text, DutchTime.Zone, out _);

    /// <summary>An instant; without an offset it is Dutch local time.</summary>
    public static DateTimeOffset Instant(ActivityScope scope, string name)
    {
        var value = scope.Bound.Input(name)!.EvaluateRaw(scope);
        return value.TextOrNull is { } text && TryInstant(text, out var instant)
            ? instant
            : throw new ActivityFault(Complain(name, $"{Describe(value)} is geen tijdstip (zoals 2026-03-29T09:00)."));
    }

    public static bool TryInstant(string text, out DateTimeOffset instant)
    {
        if (DateTime.TryParseExact(text, PickerFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var picked))
        {
            instant = LocalTime.ToInstant(picked, DutchTime.Zone);
            return true;
        }

        var result = ValueConversion.Convert(Value.Of(text), "DateTimeOffset", zone: DutchTime.Zone);
        instant = result.IsConverted ? DateTimeOffset.Parse(result.Value.AsText, CultureInfo.InvariantCulture) : default;
        return result.IsConverted;
    }

    /// <summary>The next moment of a cron expression, by the Dutch clock.</summary>
    public static DateTimeOffset NextCron(ActivityScope scope, string name)
    {
        var text = scope.Input(name).TextOrNull ?? "";
        if (!CronSchedule.TryParse(text, out var schedule, out var problem))
        {
            throw new ActivityFault(Complain(name, problem));
        }

        return schedule.Next(scope.Now, DutchTime.Zone)
            ?? throw new ActivityFault(Complain(name, $"'{text}' komt nooit meer voor."));
    }

    private static string Describe(Value value) => value.IsNullish ? "Niets" : $"'{ValueFormat.DotNet(value)}'";

    // The cases that need no reading of the type's name; they are nearly all.
    private static bool IsAsWanted(Value value, string typeName) => value.Kind switch
    {
        ValueKind.Text => typeName is "String" or "Object",
        ValueKind.Boolean => typeName is "Boolean" or "Object",
        ValueKind.Number => typeName is "Object"
            || (typeName is "Double" && double.IsFinite(value.AsNumber))
            || (typeName is "Int32" && value.AsNumber == Math.Floor(value.AsNumber) && Math.Abs(value.AsNumber) < int.MaxValue && !double.IsNegative(value.AsNumber)),
        ValueKind.Map or ValueKind.List => typeName is "Object",
        ValueKind.Null => true,
        _ => false,
    };
}
