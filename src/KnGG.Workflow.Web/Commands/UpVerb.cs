namespace KnGG.Workflow.Web.Commands;

/// <summary>Starts the service.</summary>
internal static class UpVerb
{
    internal static Verb Verb { get; } = new(
        "up",
        "de dienst starten; het adres verschijnt als alles klaar is",
        "./kngg up --demo --urls http://127.0.0.1:5080",
        [
            new("--urls", "ADRES", "waarop de dienst luistert; zonder deze optie: http://127.0.0.1:5080"),
            new("--data", "MAP", "map met de database en de sleutels; zonder deze optie: data"),
            new("--postgres", "VERBINDING", "PostgreSQL in plaats van SQLite"),
            new("--demo", null, "demoregio met verzonnen kinderen en demo-accounts"),
            new("--no-demo", null, "geen demoregio"),
            new("--simulated-clock", "MOMENT", "stilstaande klok die met POST /dev/clock vooruit gaat; alleen voor ontwikkeling"),
            new("--smtp", "URL", "mailserver, smtp://naam:wachtwoord@adres:587; zonder: mails staan in het ontwikkelpostvak"),
        ],
        Run)
    {
        HasJson = false,
    };

    private static Task<int> Run(Arguments arguments) => Task.FromResult(arguments.Refused() ? Exit.Refused : Exit.Done);
}
