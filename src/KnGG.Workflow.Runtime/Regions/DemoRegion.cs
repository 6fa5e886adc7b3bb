using System.Globalization;
using System.Text;
using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Roles;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Accounts;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Registrations;
using KnGG.Workflow.Runtime.Signals;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;

namespace KnGG.Workflow.Runtime.Regions;

/// <summary>An account that the demo region has.</summary>
/// <param name="Id">The account.</param>
/// <param name="UserName">Name to sign in with.</param>
/// <param name="DisplayName">Name on screens: a role, no person.</param>
/// <param name="Roles">Roles by organisation.</param>
public sealed record DemoAccount(Guid Id, string UserName, string DisplayName, IReadOnlyList<(Guid Organisation, string Role)> Roles);

/// <summary>
/// A region to try the service with: existing municipalities, invented organisations, accounts named after roles, and a school cohort of
/// synthetic children of whom the import itself decides who gets a trajectory. The same seed gives the same region.
/// </summary>
public sealed class DemoRegion
{
    /// <summary>Region code.</summary>
    public const string Region = "demo";

    private static readonly string[] Municipalities = ["Zaanstad", "Arnhem", "Maastricht", "Smallingerland"];

    private readonly StepDatabase _database;
    private readonly ServiceClock _clock;
    private readonly Import _import;

    /// <summary>Made by dependency injection.</summary>
    public DemoRegion(StepDatabase database, ServiceClock clock, Import import)
    {
        _database = database;
        _clock = clock;
        _import = import;
    }

    /// <summary>The organisations.</summary>
    public static IReadOnlyList<Organisation> Organisations { get; } =
    [
        Of(1, "JGZ Noord (demo)", "ggd"),
        Of(2, "JGZ Zuid (demo)", "stichting"),
        Of(3, "CZV-team (demo)", "zorgaanbieder"),
        Of(4, "Kinderleefstijlpraktijk (demo)", "zorgaanbieder"),
        Of(5, "Huisartsenpraktijk (demo)", "huisartsenpraktijk"),
        Of(6, "Ziekenhuis, kindergeneeskunde (demo)", "ziekenhuis"),
        Of(7, "Buurtsport (demo)", "sport"),
        Of(8, "Wijkteam en opvoedhulp (demo)", "sociaal"),
        Of(9, "Gemeente (demo)", "gemeente"),
        Of(10, "Regio (demo)", "regio"),
        Of(11, "Zorgverzekeraar A (demo)", RegionAccess.InsurerKind),
        Of(12, "Zorgverzekeraar B (demo)", RegionAccess.InsurerKind),
    ];

    /// <summary>The accounts; their passwords are the host's affair.</summary>
    public static IReadOnlyList<DemoAccount> Accounts { get; } =
    [
        Account(1, "coordinator", "Ketenontwerper (demo)", (10, RoleCodes.Coordinator)),
        Account(2, "jgz", "JGZ-professional (demo)", (1, RoleCodes.Jgz), (1, RoleCodes.Jeugdarts), (1, RoleCodes.Jeugdverpleegkundige), (2, RoleCodes.Jgz), (2, RoleCodes.Jeugdarts), (2, RoleCodes.Jeugdverpleegkundige)),
        Account(3, "czv", "Centrale zorgverlener (demo)", (3, RoleCodes.Czv)),
        Account(4, "klsc", "Kinderleefstijlcoach (demo)", (4, RoleCodes.Klsc)),
        Account(5, "aanbieder", "Aanbieder (demo)", (7, RoleCodes.Aanbieder), (7, "buurtsportcoach"), (8, "wijkteam")),
        Account(6, "huisarts", "Huisarts (demo)", (5, RoleCodes.Huisarts)),
        Account(7, "gemeente", "Gemeente (demo)", (9, RoleCodes.Gemeente)),
        Account(8, "regio", "Regiocoördinator (demo)", (10, RoleCodes.Regio)),
        Account(9, "beheerder", "Beheerder (demo)", (10, RoleCodes.Beheerder)),
        Account(10, "werkverdeler", "Werkverdeler (demo)", (1, RoleCodes.Werkverdeler), (2, RoleCodes.Werkverdeler), (3, RoleCodes.Werkverdeler)),
        Account(11, "kinderarts", "Kinderarts (demo)", (6, RoleCodes.Kinderarts)),
    ];

    /// <summary>
    /// Makes the region when it is not there, and imports the cohort. Accounts are made by the host beforehand (they need passwords); here
    /// they get their roles. Doing it again changes nothing.
    /// </summary>
    /// <param name="children">How many children are measured.</param>
    /// <param name="seed">Seed of the cohort.</param>
    public ImportResult Seed(int children = 200, int seed = 2026)
    {
        _database.Write(transaction =>
        {
            AddRegion(transaction);
            DemoOffers.Add(transaction, Id, Municipalities, _clock.Now);
            AddRegistrations(transaction);
        });
        var today = DutchTime.ToLocalDate(_clock.Now);

        // A second start on a later day must not measure the same children again.
        var anchor = _database.Write(transaction => Anchor(transaction, today));
        var cohort = Cohort(children, seed, anchor);

        // Rows are taken in order: when the last one is known, they all are, and a start need not read them again.
        if (children > 0 && cohort.TrimEnd().Split('\n')[^1].Split(',') is [var child, _, _, var measured, ..]
            && CareCodes.TryParseDate(measured, out var on) && _import.Knows(child, on))
        {
            return new ImportResult(children, 0, [], children, 0, 0);
        }

        using var csv = new StringReader(cohort);
        return _import.Run(csv, organisation: null, dryRun: false, Actor.System);
    }

    /// <summary>The cohort as a CSV file: children of 4 to 18 with the weight classes of Dutch youth (15.9% overweight, of which 3.5% obesity).</summary>
    public static string Cohort(int children, int seed, DateOnly today)
    {
        var random = new Draw((uint)seed);
        var csv = new StringBuilder("child_ref,sex,birth_date,measured_on,height_cm,weight_kg,municipality,psychosocial,socioeconomic,lack_of_coherence,coordination_need,risk\n");
        for (var i = 1; i <= children; i++)
        {
            var sex = random.Below(2) == 0 ? Sex.Female : Sex.Male;
            var measured = today.AddDays(-random.Below(120));
            var birth = measured.AddDays(-(int)((4 + (13.9 * random.Next())) * 365.25));
            var days = measured.DayNumber - birth.DayNumber;
            var height = Math.Round(HeightAt(days / 365.25, sex) * (1 + (0.04 * random.Normal())), 1);
            var bmi = BmiReference.Get(BmiReference.Iotf2012).LmsAt(sex, days).BmiAt(ZScore(random));
            var weight = Math.Round(bmi * height * height / 10_000, 1);
            csv.Append(CultureInfo.InvariantCulture, $"DEMO-{i:0000},{CareCodes.ToCode(sex)},{CareCodes.ToCode(birth)},{CareCodes.ToCode(measured)},{height},{weight},{Municipalities[random.Below(4)]}");
            csv.Append(CultureInfo.InvariantCulture, $",{AnswerOf(random)},{AnswerOf(random)},{AnswerOf(random)},{AnswerOf(random)},{RiskOf(random)}\n");
        }

        return csv.ToString();
    }

    // z of the IOTF reference: its 25 kg/m2 line lies near z = 1.3 for girls and boys; mean and spread are chosen so that the shares come out.
    private static double ZScore(Draw random) => Math.Clamp(0.15 + (1.12 * random.Normal()), -2.8, 3.4);

    // Average Dutch heights by age, near enough for made-up children.
    private static double HeightAt(double years, Sex sex)
    {
        ReadOnlySpan<double> girls = [103, 110, 117, 123, 129, 135, 141, 147, 154, 160, 164, 167, 168, 169, 170];
        ReadOnlySpan<double> boys = [104, 111, 118, 124, 130, 136, 141, 146, 152, 159, 167, 174, 178, 181, 183];
        var at = Math.Clamp(years - 4, 0, 13.99);
        var row = sex == Sex.Female ? girls : boys;
        return row[(int)at] + ((row[(int)at + 1] - row[(int)at]) * (at - (int)at));
    }

    private static string AnswerOf(Draw random) => random.Below(20) switch
    {
        < 12 => "no",
        < 14 => "yes",
        < 16 => "suspected",
        _ => "unknown",
    };

    private static string RiskOf(Draw random) => random.Below(10) switch
    {
        < 5 => "none",
        5 => "T2D_FAMILY",
        6 => "HYPERTENSION",
        _ => "unknown",
    };

    private static void AddRegion(StepTransaction transaction)
    {
        foreach (var municipality in Municipalities)
        {
            transaction.Execute(
                "INSERT INTO municipality (name, region, is_bare) VALUES (@name, @region, @bare) ON CONFLICT (name) DO UPDATE SET region = excluded.region, is_bare = excluded.is_bare",
                ("name", municipality), ("region", Region), ("bare", false));
        }

        foreach (var organisation in Organisations)
        {
            transaction.Execute(
                "INSERT INTO organisation (id, name, kind, region) VALUES (@id, @name, @kind, @region) ON CONFLICT (id) DO NOTHING",
                ("id", organisation.Id), ("name", organisation.Name), ("kind", organisation.Kind), ("region", organisation.Region));
        }

        foreach (var (municipality, role, organisation) in Municipalities.SelectMany(Covered))
        {
            transaction.Execute(
                "INSERT INTO role_coverage (municipality, role, organisation_id, rank) VALUES (@municipality, @role, @organisation, 1) ON CONFLICT (municipality, role, organisation_id) DO NOTHING",
                ("municipality", municipality), ("role", role), ("organisation", organisation));
        }

        foreach (var (account, organisation, role) in Accounts.SelectMany(a => a.Roles.Select(r => (a.Id, r.Organisation, r.Role))))
        {
            transaction.Execute(
                "INSERT INTO account_role (account_id, organisation_id, role) VALUES (@account, @organisation, @role) ON CONFLICT (account_id, organisation_id, role) DO NOTHING",
                ("account", account), ("organisation", organisation), ("role", role));
        }
    }

    private void AddRegistrations(StepTransaction transaction)
    {
        var from = new DateOnly(2024, 1, 1);
        foreach (var (number, user, role, register) in new (byte, string, string, string)[] { (1, "czv", RoleCodes.Czv, "V&VN"), (2, "klsc", RoleCodes.Klsc, "BLCN") })
        {
            RegistrationStore.Add(
                transaction, new Guid(0xDE30, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 3, number), Accounts.Single(a => a.UserName == user).Id,
                new QualityRegistration(role, register, "DEMO-" + number.ToString(CultureInfo.InvariantCulture), from, from.AddYears(25)), "system", _clock.Now);
        }
    }

    private static IEnumerable<(string Municipality, string Role, Guid Organisation)> Covered(string municipality, int index)
    {
        var jgz = Organisations[index < 2 ? 0 : 1].Id;
        (string Role, Guid Organisation)[] roles =
        [
            (RoleCodes.Jgz, jgz), (RoleCodes.Jeugdarts, jgz), (RoleCodes.Jeugdverpleegkundige, jgz), (RoleCodes.Czv, Id(3)), (RoleCodes.Klsc, Id(4)),
            (RoleCodes.Huisarts, Id(5)), (RoleCodes.Kinderarts, Id(6)), (RoleCodes.Aanbieder, Id(7)), ("buurtsportcoach", Id(7)), ("wijkteam", Id(8)),
            (RoleCodes.Gemeente, Id(9)), (RoleCodes.Regio, Id(10)),
        ];
        return roles.Select(r => (municipality, r.Role, r.Organisation));
    }

    private static DateOnly Anchor(StepTransaction transaction, DateOnly today)
    {
        var first = transaction.First("SELECT min(received_on) FROM signal WHERE source = 'jgz'", row => row.TextOrNull(0));
        return CareCodes.TryParseDate(first, out var known) ? known : today;
    }

    private static Organisation Of(byte number, string name, string kind) => new() { Id = Id(number), Name = name, Kind = kind, Region = Region };

    private static DemoAccount Account(byte number, string user, string name, params (byte Organisation, string Role)[] roles) =>
        new(new Guid(0xDE30, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 1, number), user, name, [.. roles.Select(r => (Id(r.Organisation), r.Role))]);

    private static Guid Id(byte number) => new(0xDE30, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, number);

    /// <summary>A small generator of our own (xorshift): the framework's may give other numbers in another version.</summary>
    private sealed class Draw(uint seed)
    {
        private uint _state = seed == 0 ? 1 : seed;

        public double Next()
        {
            _state ^= _state << 13;
            _state ^= _state >> 17;
            _state ^= _state << 5;
            return _state / (double)uint.MaxValue;
        }

        public int Below(int limit) => Math.Min((int)(Next() * limit), limit - 1);

        // Twelve draws make a normal one near enough, and need no trigonometry that differs between machines.
        public double Normal()
        {
            var sum = -6.0;
            for (var i = 0; i < 12; i++)
            {
                sum += Next();
            }

            return sum;
        }
    }
}
