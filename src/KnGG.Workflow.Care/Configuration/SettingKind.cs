namespace KnGG.Workflow.Care.Configuration;

/// <summary>What a value may be.</summary>
public enum SettingKind
{
    /// <summary>One term, for example <c>10wd</c>.</summary>
    Term = 0,

    /// <summary>Terms with commas, for example <c>3mo,6mo,12mo</c>.</summary>
    Terms = 1,

    /// <summary>A whole number of zero or more.</summary>
    Count = 2,

    /// <summary>A number of zero or more with a decimal point.</summary>
    Number = 3,

    /// <summary>One of the choices of the definition.</summary>
    Choice = 4,

    /// <summary>Words of the choices of the definition, with commas; any code when there are no choices.</summary>
    List = 5,

    /// <summary>A core principle: always <c>ja</c>.</summary>
    Core = 6,

    /// <summary>A date as yyyy-MM-dd.</summary>
    Date = 7,

    /// <summary>For whom something is used: <c>altijd</c>, <c>nooit</c>, or ages and a lowest GGR as <see cref="Configuration.ForWhom"/> reads them.</summary>
    ForWhom = 8,

    /// <summary>Groups with priority, as <see cref="Routing.PriorityGroup"/> reads them.</summary>
    Groups = 9,

    /// <summary>Closing days, as <see cref="Calendar.ClosedPeriod"/> reads them.</summary>
    ClosedDays = 10,

    /// <summary>A number of zero or more that somebody counted, or <c>onbekend</c>.</summary>
    Counted = 11,
}
