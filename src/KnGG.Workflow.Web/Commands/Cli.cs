using System.Text;

namespace KnGG.Workflow.Web.Commands;

/// <summary>Finds the verb and runs it. A thin layer of our own: Dutch messages with field, value and expectation, and no start-up cost.</summary>
internal static class Cli
{
    internal static IReadOnlyList<Verb> Verbs { get; } =
    [
        UpVerb.Verb, ClassifyVerb.Verb, RouteVerb.Verb, PayerVerb.Verb, WorkdayVerb.Verb, CheckVerb.Verb, RunVerb.Verb, RehearseVerb.Verb, MigrateVerb.Verb, ImportVerb.Verb, InvariantsVerb.Verb, BackupVerb.Verb, RestoreVerb.Verb,
        ToPostgresVerb.Verb, BenchVerb.Verb, BenchNodes.Verb,
    ];

    internal static async Task<int> Run(string[] words, TextWriter output, TextWriter error)
    {
        // "dotnet run" without more starts the service; the script without more shows what there is.
        if (words.Length == 0 && Environment.GetEnvironmentVariable("KNGG_ROOT") is null)
        {
            words = [UpVerb.Verb.Name];
        }

        if (words.Length == 0 || words[0] is "--help" or "-h" or "help")
        {
            Help.List([.. Verbs.Where(v => !v.IsHidden)], words.Length == 0 ? error : output);
            return words.Length == 0 ? Exit.Refused : Exit.Done;
        }

        var verb = Verbs.FirstOrDefault(v => v.Name == words[0]);
        if (verb is null)
        {
            var near = Verbs.Where(v => !v.IsHidden).OrderBy(v => Arguments.Distance(v.Name, words[0])).First();
            var hint = Arguments.Distance(near.Name, words[0]) <= 2 ? $" Bedoelt u '{near.Name}'?" : "";
            await error.WriteLineAsync($"'{words[0]}' bestaat niet.{hint} Alle mogelijkheden: ./kngg --help");
            return Exit.Refused;
        }

        if (words.AsSpan(1).ContainsAny("--help", "-h"))
        {
            Help.Of(verb, output);
            return Exit.Done;
        }

        var arguments = Arguments.Parse(verb, words.AsSpan(1), output, error);
        return await verb.Run(arguments);
    }

    /// <summary>Standard output without a byte order mark, in UTF-8 whatever the machine's locale is.</summary>
    internal static TextWriter Standard(Stream stream) =>
        new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };
}
