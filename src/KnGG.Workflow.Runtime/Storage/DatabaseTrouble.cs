namespace KnGG.Workflow.Runtime.Storage;

/// <summary>Why a database does not do its work now.</summary>
public enum DatabaseTroubleKind
{
    /// <summary>Too many want it at once.</summary>
    Busy = 0,

    /// <summary>Its disk is full.</summary>
    Full = 1,

    /// <summary>It does not answer, or is starting or stopping.</summary>
    Away = 2,

    /// <summary>It can be read and not written: rights, or a broken disk.</summary>
    CannotWrite = 3,
}

/// <summary>What keeps a database from its work. Nothing is lost by it: what did not commit is not there, and is done as soon as it can be.</summary>
/// <param name="Kind">What it is.</param>
public sealed record DatabaseTrouble(DatabaseTroubleKind Kind)
{
    /// <summary>For who runs the service, and whoever asked something: one or two Dutch sentences.</summary>
    public string Message => Kind switch
    {
        DatabaseTroubleKind.Full => "De schijf van de database is vol. Er wordt niets opgeslagen, en ook niets half; zodra er ruimte is, gaat alles vanzelf verder.",
        DatabaseTroubleKind.Away => "De database is nu niet te bereiken. Zodra zij er weer is, gaat alles vanzelf verder.",
        DatabaseTroubleKind.CannotWrite => "De database is te lezen, maar niet te beschrijven. Kijk naar de schijf en de rechten van de datamap; daarna gaat alles vanzelf verder.",
        _ => "De database is nu te druk. Probeer het zo nog eens.",
    };

    /// <summary>Whether this node can do anything useful meanwhile; being busy passes by itself.</summary>
    public bool IsOutage => Kind != DatabaseTroubleKind.Busy;
}
