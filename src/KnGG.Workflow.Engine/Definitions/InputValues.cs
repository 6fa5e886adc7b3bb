using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Definitions;

/// <summary>Conversion of values to the types that definitions declare, with complaints that name the place.</summary>
internal static class InputValues
{
    public static bool TryConvert(Value value, string typeName, out Value converted, out string why)
    {
        converted = value;
        why = "";
        if (value.TextOrNull is not { } text)
        {
            return true;
        }

        if (typeName.EndsWith("[]", StringComparison.Ordinal) || typeName.Contains("Dictionary", StringComparison.Ordinal))
        {
            try
            {
                converted = Value.Parse(text);
            }
            catch (System.Text.Json.JsonException)
            {
                why = $"'{text}' is geen JSON.";
                return false;
            }
        }
        else if (typeName == "Boolean" && bool.TryParse(text, out var truth))
        {
            converted = Value.Of(truth);
        }
        else if (typeName is "Int32" or "Double" && double.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number))
        {
            converted = Value.Of(number);
        }

        return true;
    }

    /// <summary>The value as a type; a fault that names it when it does not fit.</summary>
    public static Value Convert(Value value, string typeName, string name) =>
        TryConvert(value, typeName, out var converted, out var why) ? converted : throw new ActivityFault(Complain(name, why));

    public static string Complain(string name, string why) => $"'{name}': {why}";

    /// <summary>Whether a condition holds: .NET's conversion to a truth value, where everything that does not convert is false.</summary>
    public static bool Holds(Value value) => value.Kind switch
    {
        ValueKind.Boolean => value.AsBoolean,
        ValueKind.Number => value.AsNumber != 0 && !double.IsNaN(value.AsNumber),
        ValueKind.Text => string.Equals(value.AsText.Trim(), "true", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    /// <summary>A value as WriteLine writes it.</summary>
    public static string Format(Value value) => value.IsNullish ? "" : value.TextOrNull ?? value.ToJson();

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
            if (given.TryGetValue(argument.Name, out var value) && !value.IsNullish)
            {
                given = given.With(argument.Name, Convert(value, argument.FullTypeName, argument.Name));
            }
        }

        return given;
    }

    public static TimeSpan Length(ActivityScope scope, string name) => TimeSpan.TryParse(scope.Input(name).TextOrNull, System.Globalization.CultureInfo.InvariantCulture, out var length)
        ? length
        : throw new ActivityFault(Complain(name, "is geen tijdsduur."));

    public static DateTimeOffset Later(ActivityScope scope, TimeSpan length) => scope.Now + length;

    public static DateTimeOffset Instant(ActivityScope scope, string name) => DateTimeOffset.TryParse(scope.Input(name).TextOrNull, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var at)
        ? at
        : throw new ActivityFault(Complain(name, "is geen tijdstip."));

    public static DateTimeOffset NextCron(ActivityScope scope, string name) => throw new ActivityFault(Complain(name, "is geen cron-expressie."));
}
