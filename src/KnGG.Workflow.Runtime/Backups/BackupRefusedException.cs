using KnGG.Workflow.Runtime.Storage;

namespace KnGG.Workflow.Runtime.Backups;

/// <summary>A backup cannot be made or put back; what was there is as it was.</summary>
public sealed class BackupRefusedException : DatabaseRefusedException
{
    /// <summary>Makes the exception.</summary>
    public BackupRefusedException()
        : this("De back-up kan niet worden gemaakt of teruggezet.")
    {
    }

    /// <summary>Makes the exception.</summary>
    public BackupRefusedException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    public BackupRefusedException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
