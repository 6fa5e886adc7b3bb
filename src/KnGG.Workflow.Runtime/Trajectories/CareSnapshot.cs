using System.Globalization;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Configuration;
using KnGG.Workflow.Care.Consent;
using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Payers;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Runtime.Forms;

namespace KnGG.Workflow.Runtime.Trajectories;

/// <summary>
/// What the activities may know in one step: the file, the settings and agreements that hold now, who covers which role, the open tasks
/// and the forms. Immutable. Without a file it still says how working days count, so that a definition that is about no child runs too.
/// </summary>
public sealed record CareSnapshot
{
    /// <summary>Nothing about anybody: national defaults only.</summary>
    public static CareSnapshot National { get; } = new();

    /// <summary>The file, or null when the workflow is about no trajectory.</summary>
    public TrajectoryFile? File { get; init; }

    /// <summary>Settings.</summary>
    public CareConfiguration Configuration { get; init; } = CareConfiguration.NationalDefaults;

    /// <summary>Agreements about payers.</summary>
    public PayerAgreements Agreements { get; init; } = PayerAgreements.None;

    /// <summary>Which organisation covers which role for the child's municipality, best first.</summary>
    public IReadOnlyList<Coverage> Coverage { get; init; } = [];

    /// <summary>Open human tasks of the trajectory.</summary>
    public IReadOnlyList<TaskNote> Tasks { get; init; } = [];

    /// <summary>Parents and guardians of the child, as far as the family's record has them.</summary>
    public IReadOnlyList<Guardian> Guardians { get; init; } = [];

    /// <summary>The forms.</summary>
    public FormCatalog Forms { get; init; } = FormCatalog.Empty;

    /// <summary>The organisation that covers a role for the child's municipality, or null.</summary>
    public Guid? Covering(string role) => Coverage.FirstOrDefault(c => c.Role == role)?.OrganisationId;

    /// <summary>A setting that holds on a local date for the child's region and municipality, and for an organisation when one is given.</summary>
    public Setting Setting(string key, DateOnly on, Guid? organisation = null) =>
        Configuration.Resolve(key, File?.Child.Region, File?.Child.Municipality, organisation?.ToString("D", CultureInfo.InvariantCulture), on);

    /// <summary>The working days of an organisation, or of the region when none is given.</summary>
    public WorkCalendar Calendar(DateOnly on, Guid? organisation = null) => WorkCalendar.For(
        ConfiguredOptions.Calendar(Configuration, File?.Child.Region, File?.Child.Municipality, organisation?.ToString("D", CultureInfo.InvariantCulture), on));

    /// <summary>The BMI reference of the place.</summary>
    public BmiReference Reference(DateOnly on) => ConfiguredOptions.Reference(Configuration, File?.Child.Region, File?.Child.Municipality, on);

    /// <summary>The terms of a setting that holds a series, or null when the text is not the key of one.</summary>
    public IReadOnlyList<Term>? Series(string text, DateOnly on) =>
        CareConfiguration.Find(text) is { Kind: SettingKind.Terms } ? Setting(text, on).AsTerms() : null;

    /// <summary>A term as written in a definition: a length, or the key of a setting; null when it is neither.</summary>
    public Term? Term(string text, DateOnly on, Guid? organisation = null) =>
        Care.Calendar.Term.TryParse(text, out var term) ? term
        : CareConfiguration.Find(text) is { Kind: SettingKind.Term } ? Setting(text, on, organisation).AsTerm()
        : null;
}

/// <summary>An organisation that covers a role.</summary>
/// <param name="Role">Role code.</param>
/// <param name="OrganisationId">The organisation.</param>
public sealed record Coverage(string Role, Guid OrganisationId);

/// <summary>An open task, as far as an activity needs it.</summary>
/// <param name="Id">The task.</param>
/// <param name="Role">Role that does it.</param>
/// <param name="OrganisationId">Organisation that does it, or null.</param>
public sealed record TaskNote(Guid Id, string Role, Guid? OrganisationId);
