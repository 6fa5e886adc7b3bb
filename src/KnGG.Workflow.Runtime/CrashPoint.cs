namespace KnGG.Workflow.Runtime;

/// <summary>
/// Named places at which tests let the process die. In production nobody listens and a hit is two null checks.
/// </summary>
internal static class CrashPoint
{
    public const string AfterClaim = "step.after-claim";
    public const string AfterDecide = "step.after-decide";
    public const string BeforeCommit = "step.before-commit";
    public const string AfterCommit = "step.after-commit";
    public const string MailLeased = "mail.leased-before-send";
    public const string MailSent = "mail.sent-before-mark";
    public const string TaskAnswered = "task.answered-before-commit";
    public const string ClockMoved = "clock.moved-before-work";
    public const string MigrationWritten = "migration.written-before-commit";
    public const string MigrationCommitted = "migration.after-commit";
    public const string RepairWritten = "repair.written-before-commit";
    public const string RepairCommitted = "repair.after-commit";
    public const string JobClaimed = "job.claimed-before-run";
    public const string SignalWritten = "import.written-before-commit";
    public const string SignalCommitted = "import.after-commit";
    public const string BackupWritten = "backup.written-before-in-place";
    public const string RestoreWritten = "restore.written-before-in-place";
    public const string RestoreInPlace = "restore.in-place-before-end";
    public const string ArchiveWritten = "archive.written-before-commit";
    public const string ArchiveCommitted = "archive.after-commit";

    /// <summary>Every name above; a test fails when one is in no scenario.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        AfterClaim, AfterDecide, BeforeCommit, AfterCommit, MailLeased, MailSent, TaskAnswered, ClockMoved, MigrationWritten, MigrationCommitted, RepairWritten, RepairCommitted,
        JobClaimed, SignalWritten, SignalCommitted, BackupWritten, RestoreWritten, RestoreInPlace, ArchiveWritten, ArchiveCommitted,
    ];

    // Flows with the test's own call chain, so that tests in parallel do not crash each other.
    private static readonly AsyncLocal<Action<string>?> Listener = new();

    // Of a process that is there to be killed: whatever thread passes the point.
    private static Action<string>? _ofTheProcess;

    public static void Hit(string name)
    {
        Listener.Value?.Invoke(name);
        _ofTheProcess?.Invoke(name);
    }

    public static void Listen(Action<string>? listener) => Listener.Value = listener;

    public static void ListenEverywhere(Action<string> listener) => _ofTheProcess = listener;
}

/// <summary>The process dies here: nothing in the program may catch it and go on.</summary>
internal sealed class CrashException(string point) : Exception("The process ended at " + point + ".");
