using KnGG.Workflow.Care;
using KnGG.Workflow.Web.Host;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnGG.Workflow.Web.Api;

/// <summary>Gathers what is wrong with a request, one Dutch sentence by field, so that one answer names everything.</summary>
internal sealed class RequestCheck
{
    private readonly List<KeyValuePair<string, string>> _errors = [];

    internal bool HasErrors => _errors.Count > 0;

    internal DateOnly Date(string field, string? text)
    {
        if (CareCodes.TryParseDate(text, out var date) && date.Year is >= 1900 and <= 2200)
        {
            return date;
        }

        Refuse(field, string.IsNullOrEmpty(text) ? "Vul een datum in als jaar-maand-dag, zoals 2026-05-31." : $"'{text}' is geen datum die kan; verwacht wordt jaar-maand-dag, zoals 2026-05-31.");
        return default;
    }

    internal string OneOf(string field, string? text, IReadOnlyList<string> allowed)
    {
        if (text is not null && allowed.Contains(text))
        {
            return text;
        }

        Refuse(field, string.IsNullOrEmpty(text) ? $"Vul in: een van {string.Join(", ", allowed)}." : $"'{text}' kan niet; verwacht wordt een van {string.Join(", ", allowed)}.");
        return "";
    }

    internal void OneOfOrNothing(string field, string? text, IReadOnlyList<string> allowed)
    {
        if (text is not null)
        {
            OneOf(field, text, allowed);
        }
    }

    internal void Present(string field, double? value, string expected)
    {
        if (value is null)
        {
            Refuse(field, $"Vul in: {expected}.");
        }
    }

    internal void Refuse(string field, string message) => _errors.Add(new(field, message));

    /// <summary>Takes over a refusal of a care rule; its names become those of the interface.</summary>
    internal void Add(FieldError? error)
    {
        if (error is not null)
        {
            Refuse(Camel(error.Field), error.Message);
        }
    }

    internal ProblemHttpResult Problem() => Problems.Invalid(_errors);

    // height_cm -> heightCm
    private static string Camel(string name) => string.Concat(name.Split('_').Select((part, i) => i == 0 || part.Length == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..]));
}
