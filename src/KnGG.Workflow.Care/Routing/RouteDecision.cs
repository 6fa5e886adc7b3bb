namespace KnGG.Workflow.Care.Routing;

/// <summary>The route that the table proposes; a named professional confirms it.</summary>
/// <param name="Route">Where the child goes.</param>
/// <param name="Czv">Whether a CZV is involved.</param>
/// <param name="Reason">One Dutch sentence.</param>
/// <param name="Source">Paragraph of the handreiking.</param>
/// <param name="Rule">Rule id and version.</param>
/// <param name="Options">What professional, region or family may still choose, in Dutch.</param>
/// <param name="Missing">Fields whose answer could change the route, as in the contract's JSON.</param>
/// <param name="Provisional">The route holds, but the GGR behind it is not known yet.</param>
/// <param name="Questions">The open questions with who answers them.</param>
/// <param name="Input">The values used.</param>
/// <param name="Regional">The regional choices used.</param>
public sealed record RouteDecision(
    Route Route,
    CzvInvolvement Czv,
    string Reason,
    string Source,
    string Rule,
    IReadOnlyList<string> Options,
    IReadOnlyList<string> Missing,
    bool Provisional,
    IReadOnlyList<OpenQuestion> Questions,
    RoutingInput Input,
    RoutingOptions Regional);
