using System.Globalization;
using System.Text.Json;
using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Signals;

namespace KnGG.Workflow.Web.Demo;

/// <summary>
/// Two hundred invented children, the same ones every time. Their BMI is drawn around the Dutch reference so that about one in seven is
/// overweight and one in thirty has obesity; only they get a trajectory, as in a real year of measuring.
/// </summary>
internal static class DemoChildren
{
    private const int Count = 200;
    private const int Seed = 20260501;

    // Moves the reference population (Netherlands, 1980) to what is measured now.
    private const double MeanZ = 0.35;
    private const double SpreadZ = 1.05;

    private static readonly string[] GivenNames =
    [
        "Merel", "Linde", "Valk", "Roos", "Wolf", "Iris", "Beer", "Mus", "Tijm", "Klaver", "Zwaluw", "Bever", "Varen", "Munt", "Vos", "Ster", "Olijf", "Vlinder", "Koraal", "Kiezel",
    ];

    internal static void Make(PostSignal signals, ServiceClock clock)
    {
        var random = new Random(Seed);
        var today = DutchTime.ToLocalDate(clock.Now);
        for (var i = 1; i <= Count; i++)
        {
            using var body = JsonDocument.Parse(Signal(random, i, today));
            if (signals.Receive(body.RootElement, "demo-" + i.ToString(CultureInfo.InvariantCulture), Actor.System) is SignalResult.Invalid refused)
            {
                throw new InvalidOperationException($"Demo-kind {i} kan niet: {string.Join(" ", refused.Errors.Select(e => e.Message))}");
            }
        }
    }

    private static string Signal(Random random, int number, DateOnly today)
    {
        var sex = random.Next(2) == 0 ? Sex.Female : Sex.Male;
        var ageDays = random.Next(4 * 365, 17 * 365);
        var measuredOn = today.AddDays(-random.Next(0, 10));
        var lms = BmiReference.Get(BmiReference.Iotf2012).LmsAt(sex, ageDays);
        var bmi = lms.BmiAt(MeanZ + SpreadZ * Normal(random));
        var height = Math.Round(HeightCm(ageDays) + 5 * Normal(random), 1);
        return JsonSerializer.Serialize(new
        {
            child = new
            {
                @ref = "demo-" + number.ToString("000", CultureInfo.InvariantCulture),
                birthDate = CareCodes.ToCode(measuredOn.AddDays(-ageDays)),
                sex = CareCodes.ToCode(sex),
                municipality = DemoRegion.Municipalities[random.Next(DemoRegion.Municipalities.Count)],
                givenName = GivenNames[number % GivenNames.Length],
            },
            measurement = new { on = CareCodes.ToCode(measuredOn), heightCm = height, weightKg = Math.Round(Math.Clamp(bmi, 12, 42) * height * height / 10_000, 1) },
            source = "jgz",
            psychosocial = Answer(random),
            socioeconomic = Answer(random),
            lackOfCoherence = "unknown",
            coordinationNeed = "unknown",
            risk = random.Next(3) switch { 0 => "none", _ => "unknown" },
        });
    }

    private static string Answer(Random random) => random.Next(10) switch { 0 => "yes", 1 => "suspected", < 5 => "no", _ => "unknown" };

    // A rough Dutch growth line; only its order of size matters here.
    private static double HeightCm(int ageDays) => 100 + 5.9 * (Math.Min(ageDays / 365.25, 15.5) - 4);

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
