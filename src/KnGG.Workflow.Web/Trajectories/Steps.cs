namespace KnGG.Workflow.Web.Trajectories;

/// <summary>The six steps of the chain in words.</summary>
internal static class Steps
{
    private static readonly string[] Names =
        ["Overgewicht constateren", "Vaststellen wat er speelt", "Samenhang en aanpak bespreken", "Plan maken en taken verdelen", "Aan de slag", "Zorgen dat het blijft werken"];

    internal static IReadOnlyList<string> All => Names;

    internal static string Short(int step) => step is >= 1 and <= 6 ? Names[step - 1] : "";
}
