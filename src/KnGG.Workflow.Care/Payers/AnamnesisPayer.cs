namespace KnGG.Workflow.Care.Payers;

/// <summary>The choice that a region makes where the handreiking contradicts itself about the intake from matig (A6). Codes: <c>insurer-from-matig</c>, <c>insurer-only-if-gli</c>.</summary>
public enum AnamnesisPayer
{
    /// <summary>H6a kader: the insurer buys intake, analysis and plan from matig, with or without kinder-GLI. The default.</summary>
    InsurerFromMatig = 0,

    /// <summary>H4b, H5d, H7: the insurer only when a kinder-GLI is part of the plan.</summary>
    InsurerOnlyIfGli = 1,
}
