namespace KnGG.Workflow.Care.Payers;

/// <summary>What is paid. The phase is in the component. Codes: <c>czv-intake</c>, <c>czv-coordination</c>, <c>kinder-gli</c>, <c>social</c>, <c>care</c>, <c>jeugdwet</c>, <c>jgz</c>, <c>implementation</c>.</summary>
public enum PayerComponent
{
    /// <summary>CZV: broad anamnesis, analysis and making the plan.</summary>
    CzvIntake = 0,

    /// <summary>CZV: the rest of the trajectory.</summary>
    CzvCoordination = 1,

    /// <summary>Combined lifestyle programme for children.</summary>
    KinderGli = 2,

    /// <summary>Offer of the social domain (H4c).</summary>
    Social = 3,

    /// <summary>Other care under basic insurance (H4d).</summary>
    Care = 4,

    /// <summary>Specialist psychosocial help under the Jeugdwet.</summary>
    Jeugdwet = 5,

    /// <summary>Tasks of the JGZ.</summary>
    Jgz = 6,

    /// <summary>Project coordination, network, monitoring and evaluation.</summary>
    Implementation = 7,
}
