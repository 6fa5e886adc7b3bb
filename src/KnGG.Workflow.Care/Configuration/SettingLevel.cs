namespace KnGG.Workflow.Care.Configuration;

/// <summary>Level at which a value is set; a higher number wins (requirement 67).</summary>
public enum SettingLevel
{
    /// <summary>National default.</summary>
    National = 0,

    /// <summary>IZA region.</summary>
    Region = 1,

    /// <summary>Municipality.</summary>
    Municipality = 2,

    /// <summary>Organisation.</summary>
    Organisation = 3,
}
