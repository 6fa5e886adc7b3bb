namespace KnGG.Workflow.Web.Commands;

/// <summary>What people see when they ask for help.</summary>
internal static class Help
{
    internal static void List(IReadOnlyList<Verb> verbs, TextWriter output)
    {
        output.WriteLine("KnGG.Workflow: de ketenaanpak Kind naar Gezonder Gewicht, als dienst.");
        output.WriteLine();
        output.WriteLine("  ./kngg up                 start de dienst en drukt het adres af");
        output.WriteLine("  ./kngg WERKWOORD --help   uitleg met een voorbeeld");
        output.WriteLine();
        var width = verbs.Max(v => v.Name.Length) + 2;
        foreach (var verb in verbs)
        {
            output.WriteLine($"  {verb.Name.PadRight(width)}{verb.Summary}");
        }

        output.WriteLine($"  {"test".PadRight(width)}alle tests draaien (--long: de lange proeven voluit)");
    }

    internal static void Of(Verb verb, TextWriter output)
    {
        output.WriteLine($"{verb.Name}: {verb.Summary}");
        output.WriteLine();
        output.WriteLine($"Gebruik:   ./kngg {verb.Name}{(verb.Operand is null ? "" : " " + verb.Operand + (verb.ManyOperands ? "…" : ""))}{(verb.Options.Count > 0 || verb.HasJson ? " [opties]" : "")}");
        output.WriteLine($"Voorbeeld: {verb.Example}");
        output.WriteLine();
        IEnumerable<Option> options = verb.HasJson ? verb.Options.Append(new Option("--json", null, "één JSON-document op standaarduitvoer, voor programma's")) : verb.Options;
        foreach (var option in options)
        {
            var left = option.Name + (option.Value is null ? "" : " " + option.Value);
            var right = option.Help + (option.Required ? " (verplicht)" : "") + (option.Repeats ? " (mag vaker)" : "");
            if (left.Length > 32)
            {
                output.WriteLine($"  {left}");
                left = "";
            }

            output.WriteLine($"  {left,-32}  {right}");
            if (option.OneOf is { } allowed)
            {
                output.WriteLine($"  {"",-32}  een van: {string.Join(", ", allowed)}");
            }
        }

        if (verb.Note is not null)
        {
            output.WriteLine();
            output.WriteLine(verb.Note);
        }
    }
}
