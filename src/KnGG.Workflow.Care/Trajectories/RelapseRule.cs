using KnGG.Workflow.Care.Measurements;

namespace KnGG.Workflow.Care.Trajectories;

/// <summary>What the relapse rule says; a person decides afterwards.</summary>
/// <param name="Outcome">Stable, possible relapse, or undecidable.</param>
/// <param name="Reason">One Dutch sentence without figures of the child.</param>
/// <param name="Rule">Rule id and version.</param>
public sealed record RelapseFinding(RelapseOutcome Outcome, string Reason, string Rule);

/// <summary>Answers of the relapse rule.</summary>
public enum RelapseOutcome
{
    /// <summary>On course.</summary>
    OnCourse = 0,

    /// <summary>The rule proposes a relapse.</summary>
    PossibleRelapse = 1,

    /// <summary>No baseline, no newer measurement, or the border of 18 years lies between.</summary>
    Undecidable = 2,
}

/// <summary>
/// The relapse rule (default, to be checked by a clinician of the region): weight class one up, or BMI-z risen by a limit above the value
/// at the start of aftercare. No comparison of z across the 18th birthday.
/// </summary>
public static class RelapseRule
{
    /// <summary>Id and version of this rule.</summary>
    public const string Rule = "terugval@1";

    /// <summary>Compares the newest measurement with the baseline.</summary>
    /// <param name="file">The file.</param>
    /// <param name="zLimit">Rise of BMI-z that counts; the default is 0.25.</param>
    /// <param name="classLimit">Rise in weight classes that counts; the default is 1.</param>
    public static RelapseFinding Compare(TrajectoryFile file, double zLimit, int classLimit = 1)
    {
        if (file.Health.Baseline is not { } baseline)
        {
            return new RelapseFinding(RelapseOutcome.Undecidable, "Er is geen uitgangswaarde van de start van de nazorg.", Rule);
        }

        if (file.NewestMeasurement is not { } newest || newest.On <= baseline.On)
        {
            return new RelapseFinding(RelapseOutcome.Undecidable, "Er is na de start van de nazorg nog niet gemeten.", Rule);
        }

        var now = Classifier.Classify(new ClassificationInput(file.Child.Sex, file.Child.BirthDate, newest.On, newest.HeightCm, newest.WeightKg) { Clothed = newest.Clothed });
        if (now.WeightClass is not { } weightClass)
        {
            return new RelapseFinding(RelapseOutcome.Undecidable, now.Reason, Rule);
        }

        if ((int)weightClass - (int)baseline.WeightClass >= Math.Max(1, classLimit))
        {
            return new RelapseFinding(RelapseOutcome.PossibleRelapse, "De gewichtsklasse is hoger dan bij de start van de nazorg.", Rule);
        }

        if (now.BmiZ is not { } z || baseline.BmiZ is not { } before)
        {
            return new RelapseFinding(RelapseOutcome.OnCourse, "De gewichtsklasse is niet hoger dan bij de start van de nazorg; over de grens van 18 jaar wordt de BMI-z niet vergeleken.", Rule);
        }

        return Math.Round(z - before, 2) >= zLimit
            ? new RelapseFinding(RelapseOutcome.PossibleRelapse, "De BMI-z is meer gestegen dan de afgesproken grens.", Rule)
            : new RelapseFinding(RelapseOutcome.OnCourse, "De gewichtsklasse en de BMI-z zijn niet boven de afgesproken grens gekomen.", Rule);
    }
}
