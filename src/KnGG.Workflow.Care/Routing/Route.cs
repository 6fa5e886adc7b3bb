namespace KnGG.Workflow.Care.Routing;

/// <summary>Where a child goes after step 1. Codes: <c>under-2</c>, <c>adult</c>, <c>regular-jgz</c>, <c>jgz-social</c>, <c>czv-optional</c>, <c>czv</c>, <c>pending</c>.</summary>
public enum Route
{
    /// <summary>Younger than 2: clinical assessment by JGZ, huisarts or kinderarts.</summary>
    Under2 = 0,

    /// <summary>18 or older at the start: adult chain or huisarts.</summary>
    Adult = 1,

    /// <summary>No raised GGR: regular JGZ.</summary>
    RegularJgz = 2,

    /// <summary>Light GGR without problems: JGZ and social domain.</summary>
    JgzSocial = 3,

    /// <summary>Light GGR with problems: a CZV may be considered.</summary>
    CzvOptional = 4,

    /// <summary>To the CZV.</summary>
    Czv = 5,

    /// <summary>An open question could change the route; step 1 stays open.</summary>
    Pending = 6,
}
