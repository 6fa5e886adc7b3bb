using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Configuration;
using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Regions;

/// <summary>Reads and adds rows of settings. There is no update: what held on a day keeps holding for that day.</summary>
internal static class SettingRows
{
    private const string Select = """
        SELECT s.key, s.level, s.scope, s.valid_from, s.value, s.source_label, s.basis, s.set_by, s.set_at
        FROM care_setting s
        WHERE s.level = 'national' OR s.region = @region OR (s.level = 'region' AND s.scope = @region)
           OR (s.level = 'municipality' AND s.scope IN (SELECT name FROM municipality WHERE region = @region))
        ORDER BY s.seq
        """;

    private const string Insert = """
        INSERT INTO care_setting (key, level, scope, valid_from, value, source_label, basis, region, set_by, set_at)
        VALUES (@key, @level, @scope, @from, @value, @label, @basis, @region, @by, @at)
        """;

    public static IReadOnlyList<SettingEntry> OfRegion(StepTransaction transaction, string region, IReadOnlyList<RegionPlace> places)
    {
        var names = new AccountNames(transaction);
        return transaction.Query(Select, row => (Value: Read(row), By: row.Text(7), At: row.InstantOrNull(8)), ("@region", region))
            .ConvertAll(r => new SettingEntry(
                r.Value,
                r.Value.Level switch
                {
                    SettingLevel.National => "landelijk",
                    SettingLevel.Region => "regio " + r.Value.Scope,
                    _ => places.FirstOrDefault(p => string.Equals(p.Id, r.Value.Scope, StringComparison.OrdinalIgnoreCase))?.Name ?? r.Value.Scope ?? "",
                },
                names.Of(r.By),
                r.At));
    }

    /// <summary>Values that can apply to the mail of people in a region.</summary>
    public static IReadOnlyList<SettingValue> ForMail(StepTransaction transaction, string region) => transaction.Query(
        """
        SELECT key, level, scope, valid_from, value, source_label, basis FROM care_setting
        WHERE (key LIKE 'mail.%' OR key IN ('bevrijdingsdag', 'sluitingsdagen', 'goedeVrijdag', 'schoolregio'))
          AND (scope IS NULL OR scope = @region OR (level = 'organisation' AND region IN ('', @region))) ORDER BY seq
        """,
        Read, ("@region", region));

    /// <summary>What was set for a key at national level, in the order set.</summary>
    public static IReadOnlyList<SettingValue> National(StepTransaction transaction, string key) => transaction.Query(
        "SELECT key, level, scope, valid_from, value, source_label, basis FROM care_setting WHERE level = 'national' AND key = @key ORDER BY seq", Read, ("@key", key));

    public static void Add(StepTransaction transaction, string region, SettingValue value, string by, DateTimeOffset at) => transaction.Execute(
        Insert,
        ("@key", value.Key), ("@level", CareCodes.ToCode(value.Level)), ("@scope", value.Scope), ("@from", value.ValidFrom), ("@value", value.Value),
        ("@label", CareCodes.ToCode(value.SourceLabel)), ("@basis", value.Basis), ("@region", region), ("@by", by), ("@at", at));

    public static SettingValue Read(StepRow row) => new(
        row.Text(0), CareCodes.TryParseSettingLevel(row.Text(1), out var level) ? level : SettingLevel.National, row.TextOrNull(2), row.Date(3), row.Text(4),
        CareCodes.TryParseSourceLabel(row.Text(5), out var label) ? label : SourceLabel.New, row.Text(6));
}

/// <summary>Names of accounts while one list is read.</summary>
internal sealed class AccountNames(StepTransaction transaction)
{
    private readonly Dictionary<string, string?> _known = new(StringComparer.Ordinal);

    /// <summary>The name on screens, or null when nobody is known by this id.</summary>
    public string? Of(string account) => _known.TryGetValue(account, out var name) ? name
        : _known[account] = Guid.TryParse(account, out var id)
            ? transaction.First("SELECT display_name FROM account WHERE id = @id", r => r.Text(0), ("@id", id))
            : null;
}
