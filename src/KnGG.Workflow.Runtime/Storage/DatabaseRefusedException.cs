namespace KnGG.Workflow.Runtime.Storage;

/// <summary>The database cannot be used as it is; nothing was changed. The message is for whoever starts the program.</summary>
public abstract class DatabaseRefusedException : Exception
{
    /// <summary>Makes the exception.</summary>
    protected DatabaseRefusedException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    protected DatabaseRefusedException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

/// <summary>The file is no database, or a damaged one.</summary>
public sealed class DatabaseUnreadableException : DatabaseRefusedException
{
    /// <summary>Makes the exception.</summary>
    public DatabaseUnreadableException()
        : base("De database is niet te lezen.")
    {
    }

    /// <summary>Makes the exception.</summary>
    public DatabaseUnreadableException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    public DatabaseUnreadableException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

/// <summary>The database was made by a newer version of the program.</summary>
public sealed class DatabaseTooNewException : DatabaseRefusedException
{
    /// <summary>Makes the exception.</summary>
    public DatabaseTooNewException()
        : this("De database is van een nieuwere versie van het programma.")
    {
    }

    /// <summary>Makes the exception.</summary>
    public DatabaseTooNewException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    public DatabaseTooNewException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

/// <summary>The database server cannot be used: it does not answer, refuses the account, has no such database, or is too old.</summary>
public sealed class DatabaseUnreachableException : DatabaseRefusedException
{
    /// <summary>Makes the exception.</summary>
    public DatabaseUnreachableException()
        : base("De database is niet te bereiken.")
    {
    }

    /// <summary>Makes the exception.</summary>
    public DatabaseUnreachableException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    public DatabaseUnreachableException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
