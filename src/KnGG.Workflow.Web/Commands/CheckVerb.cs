using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Runtime.Publishing.GuardRails;
using KnGG.Workflow.Runtime.Rehearsal;
using KnGG.Workflow.Web.Host;
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
        Note = "Andere workflows en formulieren worden gezocht in de map van het bestand, en daarna bij het programma. Uitgang 0: alles in orde; 1: een fout gevonden; 2: een bestand ontbreekt.",
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

        var folders = new Dictionary<string, DefinitionFolders>(StringComparer.Ordinal);
        var answer = new CheckAnswer([.. arguments.Operands.Select(f => Check(f, folders))]);
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

    private static FileAnswer Check(string file, Dictionary<string, DefinitionFolders> folders)
    {
        try
        {
            return Check(file, Beside(file, folders));
        }
        catch (FormFormatException unreadable)
        {
            return new FileAnswer(file, false, [new ProblemAnswer("unreadable-form", "error", null, 1, unreadable.Message)]);
        }
    }

    private static DefinitionFolders Beside(string file, Dictionary<string, DefinitionFolders> folders)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file)) ?? ".";
        if (!folders.TryGetValue(folder, out var beside))
        {
            folders[folder] = beside = new DefinitionFolders(folder, new ServiceSettings().WorkflowsDirectory);
        }

        return beside;
    }

    private static FileAnswer Check(string file, DefinitionFolders beside)
    {
        var found = GuardRailCheck.Run(File.ReadAllText(file), new GuardRailContext { Catalog = SimulationInput.Catalog, Forms = beside.Forms, Resolve = beside.Find });
        ProblemAnswer[] problems = [.. found.DistinctBy(p => (p.Code, p.ActivityId, p.Message)).Select(Of)];
        return new FileAnswer(file, !problems.Any(p => p.Severity == "error"), problems);
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
