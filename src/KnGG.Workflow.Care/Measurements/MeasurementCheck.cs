using System.Globalization;

namespace KnGG.Workflow.Care.Measurements;

/// <summary>Whether a measurement can be true. Refusals are field errors in Dutch, named as in the contract's CSV: <c>birth_date</c>, <c>measured_on</c>, <c>height_cm</c>, <c>weight_kg</c>.</summary>
public static class MeasurementCheck
{
    /// <summary>Heights in cm outside these limits are always refused, measured twice or not.</summary>
    public const double LowestHeightCm = 30, HighestHeightCm = 250;

    /// <summary>Weights in kg outside these limits are always refused, measured twice or not.</summary>
    public const double LowestWeightKg = 0.5, HighestWeightKg = 400;

    /// <summary>BMI in kg/m2, from 2 years, outside these limits is refused unless measured twice.</summary>
    public const double LowestBmi = 9, HighestBmi = 75;

    /// <summary>Age in years above which a birth date is refused: this is a chain for children.</summary>
    public const int HighestAgeYears = 120;

    // Wide limits of height by age in years: they catch a slip of the pen, and never a child with a growth disorder.
    private static readonly (int Years, double Low, double High)[] HeightByAge =
        [(0, 35, 110), (1, 50, 130), (2, 60, 150), (5, 70, 170), (10, 85, 200), (14, 95, 220), (18, 100, 230)];

    /// <summary>
    /// Every refusal of a measurement; empty when it can be used. With <paramref name="measuredTwice"/> unlikely values pass, impossible ones do not.
    /// </summary>
    /// <param name="input">The measurement.</param>
    /// <param name="today">Today's date in Europe/Amsterdam; without it a date in the future is not noticed.</param>
    /// <param name="measuredTwice">The professional measured again and found the same.</param>
    public static IReadOnlyList<FieldError> Validate(ClassificationInput input, DateOnly? today = null, bool measuredTwice = false)
    {
        List<FieldError>? errors = null;
        CheckDates(input, today, ref errors);
        var heightFits = CheckHeight(input, measuredTwice, ref errors);
        var weightFits = CheckWeight(input, ref errors);
        if (errors is null && heightFits && weightFits && !measuredTwice)
        {
            CheckTogether(input, ref errors);
        }

        return errors ?? (IReadOnlyList<FieldError>)[];
    }

    private static void CheckDates(ClassificationInput input, DateOnly? today, ref List<FieldError>? errors)
    {
        if (today is { } day)
        {
            if (input.MeasuredOn > day)
            {
                Add(ref errors, "measured_on", Dutch.Iso(input.MeasuredOn), $"De meetdatum {Dutch.Date(input.MeasuredOn)} ligt in de toekomst; vul een datum in tot en met {Dutch.Date(day)}.");
            }

            if (input.BirthDate > day)
            {
                Add(ref errors, "birth_date", Dutch.Iso(input.BirthDate), $"De geboortedatum {Dutch.Date(input.BirthDate)} ligt in de toekomst; vul een datum in tot en met {Dutch.Date(day)}.");
            }
        }

        if (input.MeasuredOn < input.BirthDate)
        {
            Add(ref errors, "measured_on", Dutch.Iso(input.MeasuredOn), $"De meetdatum {Dutch.Date(input.MeasuredOn)} ligt voor de geboortedatum {Dutch.Date(input.BirthDate)}; controleer beide datums.");
        }
        else if (Age.InYears(input.BirthDate, input.MeasuredOn) > HighestAgeYears)
        {
            Add(ref errors, "birth_date", Dutch.Iso(input.BirthDate), $"Met geboortedatum {Dutch.Date(input.BirthDate)} is deze persoon ouder dan {HighestAgeYears} jaar; controleer de datum.");
        }
    }

    private static bool CheckHeight(ClassificationInput input, bool measuredTwice, ref List<FieldError>? errors)
    {
        var height = input.HeightCm;
        if (!double.IsFinite(height) || height is < LowestHeightCm or > HighestHeightCm)
        {
            // Metres and millimetres are the two slips that happen; name the value that was probably meant.
            var hint = height is > 0.3 and < 2.5 ? $" Bedoelt u {Dutch.Number(height * 100, 1)} cm?"
                : height is >= 300 and <= 2500 ? $" Bedoelt u {Dutch.Number(height / 10, 1)} cm?" : "";
            Add(ref errors, "height_cm", Text(height), $"Een lengte van {Shown(height)} cm kan niet; vul een lengte in tussen {LowestHeightCm} en {HighestHeightCm} cm.{hint}");
            return false;
        }

        var years = Age.InYears(input.BirthDate, input.MeasuredOn);
        if (!measuredTwice && years is >= 0 and <= HighestAgeYears)
        {
            var (low, high) = HeightLimits(years + 0.5);
            if (height < low || height > high)
            {
                Add(ref errors, "height_cm", Text(height), $"Een lengte van {Shown(height)} cm is op de leeftijd van {years} jaar onwaarschijnlijk (verwacht {Dutch.Number(low, 0)} tot {Dutch.Number(high, 0)} cm); meet opnieuw en geef aan dat er twee keer is gemeten als het klopt.");
                return false;
            }
        }

        return true;
    }

    private static bool CheckWeight(ClassificationInput input, ref List<FieldError>? errors)
    {
        var weight = input.WeightKg;
        if (!double.IsFinite(weight) || weight is < LowestWeightKg or > HighestWeightKg)
        {
            var hint = weight is >= 1000 and <= 400_000 ? $" Bedoelt u {Dutch.Number(weight / 1000, 2)} kg?" : "";
            Add(ref errors, "weight_kg", Text(weight), $"Een gewicht van {Shown(weight)} kg kan niet; vul een gewicht in tussen {Dutch.Number(LowestWeightKg, 1)} en {HighestWeightKg} kg.{hint}");
            return false;
        }

        var years = Age.InYears(input.BirthDate, input.MeasuredOn);
        if (input.Clothed && years >= 0 && weight - Classifier.ClothesKg(years) < LowestWeightKg)
        {
            Add(ref errors, "weight_kg", Text(weight), $"Een gewicht van {Shown(weight)} kg met kleren aan kan niet; na aftrek van de kleren blijft er te weinig over.");
            return false;
        }

        return true;
    }

    private static void CheckTogether(ClassificationInput input, ref List<FieldError>? errors)
    {
        var years = Age.InYears(input.BirthDate, input.MeasuredOn);
        if (years < Classifier.FromYears)
        {
            return;
        }

        var bmi = input.WeightKg * 10_000 / (input.HeightCm * input.HeightCm);
        if (bmi is < LowestBmi or > HighestBmi)
        {
            Add(ref errors, "weight_kg", Text(input.WeightKg), $"Een gewicht van {Shown(input.WeightKg)} kg bij een lengte van {Shown(input.HeightCm)} cm (BMI {Dutch.Number(bmi, 1)}) is onwaarschijnlijk; meet opnieuw en geef aan dat er twee keer is gemeten als het klopt.");
        }
    }

    private static (double Low, double High) HeightLimits(double years)
    {
        for (var i = 1; i < HeightByAge.Length; i++)
        {
            var (from, low0, high0) = HeightByAge[i - 1];
            var (to, low1, high1) = HeightByAge[i];
            if (years <= to)
            {
                var part = (years - from) / (to - from);
                return (low0 + (low1 - low0) * part, high0 + (high1 - high0) * part);
            }
        }

        return (HeightByAge[^1].Low, HeightByAge[^1].High);
    }

    private static void Add(ref List<FieldError>? errors, string field, string value, string message) =>
        (errors ??= []).Add(new FieldError(field, value, message));

    private static string Text(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Shown(double value) => Dutch.Number(value, 2);
}
