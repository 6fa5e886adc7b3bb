using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Risk;

namespace KnGG.Workflow.Runtime.Signals;

/// <summary>What somebody says about a child: the body of POST /api/v1/signals, a row of an import, or the care file of a run.</summary>
public sealed record SignalBody
{
    /// <summary>Key by which the sender knows the child.</summary>
    public required string ChildRef { get; init; }

    /// <summary>Date of birth.</summary>
    public required DateOnly BirthDate { get; init; }

    /// <summary>Sex.</summary>
    public required Sex Sex { get; init; }

    /// <summary>Municipality where the child lives.</summary>
    public required string Municipality { get; init; }

    /// <summary>Given name, or null.</summary>
    public string? GivenName { get; init; }

    /// <summary>What was measured, or null.</summary>
    public SignalMeasurement? Measurement { get; init; }

    /// <summary>Who gives the signal: jgz, huisarts, wijkteam, school, family, ...</summary>
    public required string Source { get; init; }

    /// <summary>Psychosocial problems.</summary>
    public Answer Psychosocial { get; init; } = Answer.Unknown;

    /// <summary>Socio-economic problems.</summary>
    public Answer Socioeconomic { get; init; } = Answer.Unknown;

    /// <summary>Too little coherence in the support.</summary>
    public Answer LackOfCoherence { get; init; } = Answer.Unknown;

    /// <summary>Need for extra direction.</summary>
    public Answer CoordinationNeed { get; init; } = Answer.Unknown;

    /// <summary>What is known about risk factors.</summary>
    public RiskStatement Risk { get; init; } = RiskStatement.Unknown;

    /// <summary>Whether anything was said about the four questions.</summary>
    public bool HasAnswers => Psychosocial != Answer.Unknown || Socioeconomic != Answer.Unknown || LackOfCoherence != Answer.Unknown || CoordinationNeed != Answer.Unknown;
}

/// <summary>A measurement in a signal.</summary>
/// <param name="On">Local date.</param>
/// <param name="HeightCm">Height.</param>
/// <param name="WeightKg">Weight.</param>
/// <param name="Clothed">Weighed with clothes on.</param>
/// <param name="SelfReported">Told, not measured.</param>
public sealed record SignalMeasurement(DateOnly On, double HeightCm, double WeightKg, bool Clothed, bool SelfReported);
