using System.Collections.Frozen;
using System.Globalization;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Expressions;

/// <summary>Reading members. What JavaScript inherits (functions) is no value here, so reading it is an error and never undefined.</summary>
internal static class Property
{
    private static readonly FrozenSet<string> OfObjects = Names(
        "constructor toString toLocaleString valueOf hasOwnProperty isPrototypeOf propertyIsEnumerable __proto__ "
        + "__defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__");

    private static readonly FrozenSet<string> OfTexts = Names(
        "anchor at big blink bold charAt charCodeAt codePointAt concat endsWith fontcolor fontsize fixed includes indexOf isWellFormed italics "
        + "lastIndexOf link localeCompare match matchAll normalize padEnd padStart repeat replace replaceAll search slice small split "
        + "strike sub substr substring sup startsWith toWellFormed trim trimStart trimLeft trimEnd trimRight toLocaleLowerCase "
        + "toLocaleUpperCase toLowerCase toUpperCase");

    private static readonly FrozenSet<string> OfLists = Names(
        "at concat copyWithin fill find findIndex findLast findLastIndex lastIndexOf pop push reverse shift unshift slice sort splice "
        + "includes indexOf join keys entries values forEach filter flat flatMap map every some reduce reduceRight toReversed toSorted "
        + "toSpliced with group groupToMap");

    private static readonly FrozenSet<string> OfNumbers = Names("toExponential toFixed toPrecision");

    public static Value Get(Run run, Value target, string name)
    {
        switch (target.Kind)
        {
            case ValueKind.Map when target.AsMap.TryGetValue(name, out var member):
                return member;
            case ValueKind.Undefined or ValueKind.Null:
                throw run.Fail($"Van {Describe.Value(target)} is geen veld '{Describe.Short(name)}' te lezen.");
            case ValueKind.Text when name == "length":
                return Value.Of(target.AsText.Length);
            case ValueKind.List when name == "length":
                return Value.Of(target.AsList.Count);
            case ValueKind.Text or ValueKind.List when TryIndex(name, out var index):
                return Item(target, index);
        }

        return IsInherited(target.Kind, name)
            ? throw run.Fail($"'{name}' is hier alleen als aanroep te gebruiken, niet als waarde.")
            : Value.Undefined;
    }

    public static Value Get(Run run, Value target, Value key)
    {
        if (key.Kind == ValueKind.Number && target.Kind is ValueKind.List or ValueKind.Text)
        {
            var number = key.AsNumber;
            if (number >= 0 && number < int.MaxValue && number == Math.Floor(number))
            {
                return Item(target, (uint)number);
            }
        }

        if (target.IsNullish)
        {
            throw run.Fail($"Van {Describe.Value(target)} is geen veld te lezen.");
        }

        return Get(run, target, Coerce.ToText(run, key));
    }

    /// <summary>The in operator.</summary>
    public static bool Has(Run run, Value target, Value key)
    {
        if (target.Kind is not (ValueKind.List or ValueKind.Map))
        {
            throw run.Fail($"'in' werkt alleen op een object of lijst; {Describe.Value(target)} is dat niet.");
        }

        var name = Coerce.ToText(run, key);
        return HasOwn(target, name) || IsInherited(target.Kind, name);
    }

    /// <summary>Whether a list, map or text has the member itself.</summary>
    public static bool HasOwn(Value target, string name) => target.Kind switch
    {
        ValueKind.Map => target.AsMap.ContainsKey(name),
        ValueKind.List => name == "length" || (TryIndex(name, out var index) && index < target.AsList.Count),
        ValueKind.Text => name == "length" || (TryIndex(name, out var index) && index < target.AsText.Length),
        _ => false,
    };

    /// <summary>Whether JavaScript would find this name on the prototype of such a value.</summary>
    public static bool IsInherited(ValueKind kind, string name) => OfObjects.Contains(name) || kind switch
    {
        ValueKind.Text => OfTexts.Contains(name),
        ValueKind.List => OfLists.Contains(name),
        ValueKind.Number => OfNumbers.Contains(name),
        _ => false,
    };

    /// <summary>Whether a name is a whole number as JavaScript writes it, up to 2^32 - 2.</summary>
    public static bool TryIndex(string name, out uint index)
    {
        index = 0;
        return name.Length is > 0 and <= 10 && char.IsAsciiDigit(name[0]) && (name[0] != '0' || name.Length == 1)
            && uint.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out index) && index != uint.MaxValue;
    }

    private static Value Item(Value target, uint index)
    {
        if (target.Kind == ValueKind.List)
        {
            var items = target.AsList;
            return index < items.Count ? items[(int)index] : Value.Undefined;
        }

        var text = target.AsText;
        return index < text.Length ? Value.Of(text[(int)index].ToString()) : Value.Undefined;
    }

    private static FrozenSet<string> Names(string names) => names.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
