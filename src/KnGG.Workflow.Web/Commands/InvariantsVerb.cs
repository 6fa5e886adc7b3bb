using KnGG.Workflow.Runtime.Invariants;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Web.Rules;

namespace KnGG.Workflow.Web.Commands;

/// <summary>Every promise that can be read from the rows.</summary>
internal static class InvariantsVerb
{
    internal sealed record ViolationAnswer(string Code, string Subject, string Message);

    internal sealed record InvariantsAnswer(bool Ok, IReadOnlyList<ViolationAnswer> Violations);

    internal static Verb Verb { get; } = new(
        "invariants",
        "nakijken of elke belofte klopt met wat er in de database staat",
        "./kngg invariants --replay",
        [
            new("--replay", null, "ook elke vastgelegde stap opnieuw beslissen en vergelijken; duurt langer"),
            .. Database.Options,
        ],
        Run)
    {
        Note = "Uitgang 0: alles klopt; 1: er is iets gevonden.",
    };

    private static async Task<int> Run(Arguments arguments)
    {
        await using var services = await VerbHost.Open(arguments);
        if (services is null)
        {
            return Exit.Refused;
        }

        var check = services.GetRequiredService<InvariantCheck>();
        var found = services.GetRequiredService<StepDatabase>().Read(transaction => check.Run(transaction, arguments.Has("--replay")));
        if (arguments.Json)
        {
            await arguments.Out.WriteLineAsync(ContractWriter.Write(new InvariantsAnswer(found.Count == 0, Answers(found))));
        }
        else
        {
            await Tell(found, arguments.Out);
            await arguments.Out.WriteLineAsync(found.Count == 0 ? "Alles klopt." : $"{found.Count} gevonden.");
        }

        return found.Count == 0 ? Exit.Done : Exit.Found;
    }

    /// <summary>What was found, for machines.</summary>
    internal static IReadOnlyList<ViolationAnswer> Answers(IReadOnlyList<InvariantViolation> found) => [.. found.Select(v => new ViolationAnswer(v.Code, v.Subject, v.Message))];

    /// <summary>What was found, for people: a line each.</summary>
    internal static async Task Tell(IReadOnlyList<InvariantViolation> found, TextWriter output)
    {
        foreach (var violation in found)
        {
            await output.WriteLineAsync($"[{violation.Code}] {violation.Subject}: {violation.Message}");
        }
    }
}
