using System.Globalization;

namespace KnGG.Workflow.Care.Measurements;

/// <summary>
/// A versioned BMI reference for 2 to 18 years. Between the half-years everything goes along a straight line, at age in days / 365.25.
/// <c>iotf-2012</c> gives all four limits; <c>cole-2000</c> has only overweight and obesity, and takes grade II and III and the z-score from <c>iotf-2012</c>.
/// </summary>
public sealed class BmiReference
{
    /// <summary>Code of the default reference (Cole and Lobstein 2012).</summary>
    public const string Iotf2012 = "iotf-2012";

    /// <summary>Code of the older reference that the Dutch JGZ guideline of 2012 uses (Cole 2000).</summary>
    public const string Cole2000 = "cole-2000";

    private const int Steps = 33;
    private const double DaysPerYear = 365.25;

    // Index: sex * Steps + half-year since 2.0. Fixed arrays, because a municipality's whole file passes through here.
    private static readonly Lms[] LmsRows = new Lms[2 * Steps];
    private static readonly BmiReference[] All = Load();

    private readonly Cutoffs[] _cutoffs;

    private BmiReference(string id, string version, string attribution, string shortName, bool hasSevereGrades, Cutoffs[] cutoffs)
    {
        Id = id;
        Version = version;
        Attribution = attribution;
        ShortName = shortName;
        HasSevereGrades = hasSevereGrades;
        _cutoffs = cutoffs;
    }

    /// <summary>The codes that <see cref="Get"/> knows, default first.</summary>
    public static IReadOnlyList<string> Ids { get; } = [Iotf2012, Cole2000];

    /// <summary>Code of this reference, for example <c>iotf-2012</c>.</summary>
    public string Id { get; }

    /// <summary>Version of the data file, stored with every classification.</summary>
    public string Version { get; }

    /// <summary>The publication that the figures come from.</summary>
    public string Attribution { get; }

    /// <summary>Short name for people, for example <c>IOTF 2012</c>.</summary>
    public string ShortName { get; }

    /// <summary>Whether the reference itself gives obesity grade II and III.</summary>
    public bool HasSevereGrades { get; }

    /// <summary>The reference with this code. Throws when the code is not in <see cref="Ids"/>; use <see cref="TryGet"/> for input from people.</summary>
    public static BmiReference Get(string id) =>
        TryGet(id) ?? throw new ArgumentException($"Unknown BMI reference '{id}'; expected one of: {string.Join(", ", Ids)}.", nameof(id));

    /// <summary>The reference with this code, or null.</summary>
    public static BmiReference? TryGet(string? id)
    {
        foreach (var reference in All)
        {
            if (string.Equals(reference.Id, id, StringComparison.Ordinal))
            {
                return reference;
            }
        }

        return null;
    }

    /// <summary>The four limits in kg/m2 for a sex and an age in days, unrounded. Ages outside 2 to 18 years take the nearest end.</summary>
    public Cutoffs CutoffsAt(Sex sex, int ageDays)
    {
        var (index, part) = Position(ageDays / DaysPerYear);
        ref readonly var a = ref _cutoffs[(int)sex * Steps + index];
        if (part == 0)
        {
            return a;
        }

        ref readonly var b = ref _cutoffs[(int)sex * Steps + index + 1];
        return new Cutoffs(
            Between(a.Overweight, b.Overweight, part),
            Between(a.Obesity1, b.Obesity1, part),
            Between(a.Obesity2, b.Obesity2, part),
            Between(a.Obesity3, b.Obesity3, part));
    }

    /// <summary>The four limits in kg/m2 at a half-year, counted from 2.0 years (0) to 18.0 years (32), unrounded.</summary>
    public Cutoffs CutoffsAtHalfYear(Sex sex, int halfYear) => _cutoffs[(int)sex * Steps + halfYear];

    /// <summary>L, M and S for a sex and an age in days. Both references use those of <c>iotf-2012</c>.</summary>
    public Lms LmsAt(Sex sex, int ageDays)
    {
        var (index, part) = Position(ageDays / DaysPerYear);
        ref readonly var a = ref LmsRows[(int)sex * Steps + index];
        if (part == 0)
        {
            return a;
        }

        ref readonly var b = ref LmsRows[(int)sex * Steps + index + 1];
        return new Lms(Between(a.L, b.L, part), Between(a.M, b.M, part), Between(a.S, b.S, part));
    }

    /// <summary>The <c>iotf-2012</c> curve in kg/m2, at a half-year from 2.0 (0) to 18.0 years (32), that passes through any BMI at 18 years, such as 16, 17, 18.5, 25, 30, 35 or 40.</summary>
    public static double CurveThrough(Sex sex, int halfYear, double bmiAt18)
    {
        var z = LmsRows[(int)sex * Steps + Steps - 1].ZScore(bmiAt18);
        return LmsRows[(int)sex * Steps + halfYear].BmiAt(z);
    }

    private static (int Index, double Part) Position(double ageYears)
    {
        var steps = Math.Clamp((ageYears - 2) * 2, 0, Steps - 1);
        var index = (int)steps;
        return (index, steps - index);
    }

    private static double Between(double a, double b, double part) => a + (b - a) * part;

    private static BmiReference[] Load()
    {
        var iotf = EmbeddedTable.Read("Measurements/iotf-2012.csv");
        foreach (var row in iotf.Rows)
        {
            LmsRows[IndexOf(row)] = new Lms(Parse(row[2]), Parse(row[3]), Parse(row[4]));
        }

        var full = new Cutoffs[2 * Steps];
        for (var i = 0; i < full.Length; i++)
        {
            var sex = (Sex)(i / Steps);
            var halfYear = i % Steps;
            full[i] = halfYear == Steps - 1
                ? Cutoffs.Adult
                : new Cutoffs(CurveThrough(sex, halfYear, 25), CurveThrough(sex, halfYear, 30), CurveThrough(sex, halfYear, 35), CurveThrough(sex, halfYear, 40));
        }

        var cole = EmbeddedTable.Read("Measurements/cole-2000.csv");
        var older = (Cutoffs[])full.Clone();
        foreach (var row in cole.Rows)
        {
            var i = IndexOf(row);
            older[i] = full[i] with { Overweight = Parse(row[2]), Obesity1 = Parse(row[3]) };
        }

        return
        [
            new BmiReference(Iotf2012, iotf.Notes["version"], iotf.Notes["attribution"], "IOTF 2012", hasSevereGrades: true, full),
            new BmiReference(Cole2000, cole.Notes["version"], cole.Notes["attribution"], "Cole 2000", hasSevereGrades: false, older),
        ];
    }

    private static int IndexOf(string[] row) =>
        (row[0] == "male" ? (int)Sex.Male : (int)Sex.Female) * Steps + (int.Parse(row[1], CultureInfo.InvariantCulture) - 24) / 6;

    private static double Parse(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
