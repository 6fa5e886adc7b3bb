using System.Globalization;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Configuration;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Mail;

/// <summary>Reads the rhythm of people from the settings of their organisations, while one batch of mails is looked at.</summary>
internal sealed class MailRhythms(StepTransaction transaction, DateOnly today)
{
    private readonly Dictionary<Guid, MailRhythm> _rhythms = [];
    private readonly Dictionary<string, CareConfiguration> _regions = new(StringComparer.Ordinal);

    /// <summary>The rhythm of a person. Who works for several organisations gets the quietest of each: the latest start, the earliest end, the fewest mails.</summary>
    public MailRhythm Of(Guid account)
    {
        if (!_rhythms.TryGetValue(account, out var rhythm))
        {
            _rhythms[account] = rhythm = Read(account);
        }

        return rhythm;
    }

    /// <summary>The rhythm that the settings of one place give.</summary>
    public static MailRhythm From(CareConfiguration configuration, string? region, string? organisation, DateOnly on)
    {
        string Text(string key) => configuration.Resolve(key, region, null, organisation, on).Value;
        int Number(string key) => int.Parse(Text(key), NumberStyles.None, CultureInfo.InvariantCulture);
        TimeOnly Time(string key) => TimeOnly.ParseExact(Text(key), "HH:mm", CultureInfo.InvariantCulture);
        var calendar = WorkCalendar.For(ConfiguredOptions.Calendar(configuration, region, null, organisation, on));
        return new MailRhythm(Time("mail.vanaf"), Time("mail.tot"), Time("mail.dagmail"), Number("mail.meteen"), Number("mail.maximum"), calendar.IsWorkingDay);
    }

    private MailRhythm Read(Guid account)
    {
        var places = transaction.Query(
            "SELECT DISTINCT o.id, o.region FROM account_role r JOIN organisation o ON o.id = r.organisation_id WHERE r.account_id = @id ORDER BY o.id",
            r => (Organisation: r.Id(0), Region: r.Text(1)), ("@id", account));
        if (places.Count == 0)
        {
            return From(CareConfiguration.NationalDefaults, null, null, today);
        }

        return places.Select(p => From(Configuration(p.Region), p.Region, p.Organisation.ToString("D"), today)).Aggregate(Quietest);
    }

    private CareConfiguration Configuration(string region) => _regions.TryGetValue(region, out var known) ? known
        : _regions[region] = CareConfiguration.From(SettingRows.ForMail(transaction, region), out _);

    private static MailRhythm Quietest(MailRhythm one, MailRhythm other)
    {
        var (from, until) = (one.From > other.From ? one.From : other.From, one.Until < other.Until ? one.Until : other.Until);
        return new MailRhythm(
            from < until ? from : one.From, from < until ? until : one.Until, one.DigestAt > other.DigestAt ? one.DigestAt : other.DigestAt,
            Math.Min(one.AtOnce, other.AtOnce), Math.Min(one.Most, other.Most), day => one.IsWorkingDay(day) && other.IsWorkingDay(day));
    }
}
