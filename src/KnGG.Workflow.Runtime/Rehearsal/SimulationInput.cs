using System.Globalization;
using System.Text.Json;
using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Roles;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.CareActivities;
using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Runtime.Signals;
using KnGG.Workflow.Runtime.Trajectories;

namespace KnGG.Workflow.Runtime.Rehearsal;

/// <summary>The verb <c>run</c>: from files and options to a request. Everything that is wrong is a <see cref="SimulationInputException"/>.</summary>
public sealed record SimulationInput
{
    /// <summary>The definition's file.</summary>
    public required string File { get; init; }

    /// <summary>Folder with other definitions, or null.</summary>
    public string? Definitions { get; init; }

    /// <summary>Inputs as NAME=VALUE.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>Answers file, or null.</summary>
    public string? Answers { get; init; }

    /// <summary>Care file (the body of a signal), or null.</summary>
    public string? Care { get; init; }

    /// <summary>Start, or null for 1 January 2026, 09:00.</summary>
    public string? Start { get; init; }

    /// <summary>End, or null for ten years after the start.</summary>
    public string? Until { get; init; }

    /// <summary>The activity types that a run knows: the engine's and those of the chain.</summary>
    public static ActivityCatalog Catalog { get; } = PrimitiveActivities.Catalog.With(CareActivityCatalog.All);

    /// <summary>Reads everything.</summary>
    public SimulationRequest ToRequest()
    {
        var definition = Parse(File);
        var others = Others();
        var start = Instant(Start, "--start") ?? DutchTime.ToInstant(new DateOnly(2026, 1, 1), new TimeOnly(9, 0));
        var forms = Forms();
        return new SimulationRequest
        {
            Definition = definition,
            Resolve = others.GetValueOrDefault,
            Catalog = Catalog,
            Input = Arguments(definition),
            Answers = Answers is null ? [] : SimulationAnswer.ReadAll(Text(Answers)),
            Care = Care is null ? CareSnapshot.National with { Forms = forms } : Child(Text(Care), start, forms),
            Start = start,
            Until = Instant(Until, "--until") ?? DutchTime.ToInstant(DutchTime.ToLocalDate(start).AddYears(10), DutchTime.ToLocalTime(start)),
        };
    }

    /// <summary>The snapshot of a child that a signal tells about: every role is covered, the settings are national.</summary>
    public static CareSnapshot Child(string json, DateTimeOffset now, FormCatalog forms)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json);
        }
        catch (JsonException problem)
        {
            throw new SimulationInputException($"--care: dit is geen geldige JSON (regel {problem.LineNumber + 1}).", problem);
        }

        using (document)
        {
            if (SignalReader.Read(document.RootElement, DutchTime.ToLocalDate(now), out var errors) is not { } body)
            {
                throw new SimulationInputException("--care: " + string.Join(' ', errors.Select(e => $"{e.Field}: {e.Message}")));
            }

            var care = CareSnapshot.National with { Forms = forms, Coverage = EveryRole() };
            var judgement = SignalJudgement.Of(body, care.Configuration, "", DutchTime.ToLocalDate(now));
            var file = TrajectoryFile.Open(
                new Guid(0xCA5E, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1), new ChildFacts(new Guid(0xCA5E, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 2), body.BirthDate, body.Sex, body.Municipality, ""),
                RoleCodes.Jgz, care.Covering(RoleCodes.Jgz), now);
            return care with { File = file.With(judgement.Writes(body, new Guid(0xCA5E, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 3), now, "simulatie")) };
        }
    }

    // One organisation for all of the JGZ; every other role has its own.
    private static List<Coverage> EveryRole()
    {
        byte number = 1;
        return [.. RoleCodes.All.Select(r => new Coverage(r.Code, new Guid(
            0x0A6A, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, r.Code is RoleCodes.Jgz or RoleCodes.Jeugdarts or RoleCodes.Jeugdverpleegkundige ? (byte)0 : number++)))];
    }

    private Dictionary<string, WorkflowDefinition> Others()
    {
        var others = new Dictionary<string, WorkflowDefinition>(StringComparer.Ordinal);
        if (Definitions is null)
        {
            return others;
        }

        if (!System.IO.Directory.Exists(Definitions))
        {
            throw new SimulationInputException($"--definitions: de map '{Definitions}' bestaat niet.");
        }

        foreach (var file in System.IO.Directory.EnumerateFiles(Definitions, "*.json").Order(StringComparer.Ordinal))
        {
            var other = Parse(file);
            others[other.DefinitionId] = other;
        }

        return others;
    }

    private FormCatalog Forms()
    {
        try
        {
            return FormCatalog.Load(Path.Combine(Definitions ?? Path.GetDirectoryName(Path.GetFullPath(File))!, "forms"));
        }
        catch (FormFormatException problem)
        {
            throw new SimulationInputException(problem.Message, problem);
        }
    }

    private ValueMap Arguments(WorkflowDefinition definition) => ValueMap.From(Inputs.Select(pair =>
    {
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            throw new SimulationInputException($"--input: '{pair}' is geen NAAM=WAARDE.");
        }

        var (name, text) = (pair[..equals], pair[(equals + 1)..]);
        var declared = definition.Inputs.FirstOrDefault(i => i.Name == name);
        return new KeyValuePair<string, Value>(name, declared is { FullTypeName: "String" } ? Value.Of(text) : Guess(text));
    }));

    // Number, boolean or JSON where it parses as such, else text.
    private static Value Guess(string text)
    {
        try
        {
            return text.Length > 0 && !char.IsWhiteSpace(text[0]) ? Value.Parse(text) : Value.Of(text);
        }
        catch (JsonException)
        {
            return Value.Of(text);
        }
    }

    private static WorkflowDefinition Parse(string file)
    {
        try
        {
            return DefinitionReader.Parse(Text(file));
        }
        catch (DefinitionFormatException problem)
        {
            throw new SimulationInputException($"{file}: {problem.Message}", problem);
        }
        catch (JsonException problem)
        {
            throw new SimulationInputException($"{file}: dit is geen geldige JSON (regel {problem.LineNumber + 1}).", problem);
        }
    }

    private static string Text(string file) => System.IO.File.Exists(file)
        ? System.IO.File.ReadAllText(file)
        : throw new SimulationInputException($"Het bestand '{file}' bestaat niet.");

    /// <summary>An instant; without an offset, and a date alone, it is local time.</summary>
    internal static DateTimeOffset? Instant(string? text, string option)
    {
        if (text is null)
        {
            return null;
        }

        if (CareCodes.TryParseDate(text, out var date))
        {
            return DutchTime.StartOf(date);
        }

        var hasOffset = text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');
        if (hasOffset && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant))
        {
            return instant;
        }

        return !hasOffset && text.Contains('T', StringComparison.Ordinal) && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? DutchTime.ToInstant(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local))
            : throw new SimulationInputException($"{option}: '{text}' is geen moment; verwacht bijvoorbeeld 2026-01-01T09:00:00+01:00.");
    }
}
