using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Runtime.Rehearsal;
using KnGG.Workflow.Web.Rules;

namespace KnGG.Workflow.Web.Commands;

/// <summary>What would stop a definition from being published, with the place.</summary>
internal static class CheckVerb
{
    internal sealed record ProblemAnswer(string Code, string Severity, string? ActivityId, int Line, string Message);

    internal sealed record FileAnswer(string File, bool Ok, IReadOnlyList<ProblemAnswer> Problems);

    internal sealed record CheckAnswer(IReadOnlyList<FileAnswer> Files);

    internal static Verb Verb { get; } = new(
        "check",
        "workflows nakijken zoals bij het publiceren",
        "./kngg check workflows/*.json",
        [],
        Run)
    {
        Operand = "BESTAND.json",
        ManyOperands = true,
        OperandRequired = true,
        Note = "Andere workflows worden gezocht in de map van het bestand. Uitgang 0: alles in orde; 1: een fout gevonden; 2: een bestand ontbreekt.",
    };

    private static async Task<int> Run(Arguments arguments)
    {
        foreach (var file in arguments.Operands)
        {
            arguments.ExistingFile("BESTAND.json", file);
        }

        if (arguments.Refused())
        {
            return Exit.Refused;
        }

        var answer = new CheckAnswer([.. arguments.Operands.Select(Check)]);
        if (arguments.Json)
        {
            await arguments.Out.WriteLineAsync(ContractWriter.Write(answer));
        }
        else
        {
            Show(answer, arguments.Out);
        }

        return answer.Files.All(f => f.Ok) ? Exit.Done : Exit.Found;
    }

    private static FileAnswer Check(string file)
    {
        try
        {
            var definition = DefinitionReader.Parse(File.ReadAllText(file));
            var beside = Path.GetDirectoryName(Path.GetFullPath(file)) ?? ".";
            var found = DefinitionCheck.Run(definition, SimulationInput.Catalog, id => id == definition.DefinitionId ? definition : Beside(beside, id));
            ProblemAnswer[] problems = [.. found.DistinctBy(p => (p.Code, p.ActivityId, p.Message)).Select(Of)];
            return new FileAnswer(file, !problems.Any(p => p.Severity == "error"), problems);
        }
        catch (DefinitionFormatException unreadable)
        {
            return new FileAnswer(file, false, [new ProblemAnswer("unreadable", "error", null, unreadable.Line, unreadable.Message)]);
        }
    }

    // By name first: a folder keeps each definition in a file of its id.
    private static WorkflowDefinition? Beside(string folder, string id)
    {
        var named = Path.Combine(folder, id + ".json");
        return (File.Exists(named) ? Readable(named) : null) is { } first && first.DefinitionId == id
            ? first
            : Directory.EnumerateFiles(folder, "*.json").Select(Readable).FirstOrDefault(d => d?.DefinitionId == id);
    }

    private static WorkflowDefinition? Readable(string file)
    {
        try
        {
            return DefinitionReader.Parse(File.ReadAllText(file));
        }
        catch (DefinitionFormatException)
        {
            return null;
        }
    }

    private static ProblemAnswer Of(DefinitionProblem problem) => new(problem.Code, problem.Severity, problem.ActivityId, problem.Line, problem.Message);

    private static void Show(CheckAnswer answer, TextWriter output)
    {
        foreach (var file in answer.Files)
        {
            output.WriteLine(file.Problems.Count == 0 ? $"{file.File}: in orde" : $"{file.File}: {(file.Ok ? "in orde, met opmerkingen" : "kan niet worden gepubliceerd")}");
            foreach (var problem in file.Problems)
            {
                output.WriteLine($"  regel {problem.Line}: {(problem.Severity == "error" ? "fout" : "let op")} [{problem.Code}] {problem.Message}{(problem.ActivityId is { } id ? $" ({id})" : "")}");
            }
        }
    }
}
