using KnGG.Workflow.Care.Payers;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Care.Trajectories.Writes;
using KnGG.Workflow.Care;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Runtime.CareActivities;

/// <summary>From the plan form to a plan version: rows that name a known item keep its id, so that what runs goes on.</summary>
internal static class PlanAnswer
{
    public static IEnumerable<CareWrite> Writes(Value answer, AnswerOrigin origin)
    {
        var items = new List<PlanItem>();
        var needs = new Dictionary<Guid, string>();
        foreach (var row in answer["items"].Kind == ValueKind.List ? answer["items"].AsList : [])
        {
            var kind = AnswerWrites.Word(row, "kind") ?? "social";
            var id = Guid.TryParse(AnswerWrites.Word(row, "item"), out var known) ? known : origin.NewId();
            items.Add(new PlanItem(
                id, kind, AnswerWrites.Word(row, "role") ?? DefaultRole(kind), Guid.TryParse(AnswerWrites.Word(row, "organisation"), out var organisation) ? organisation : null,
                AnswerWrites.Word(row, "offer") ?? "", AnswerWrites.Word(row, "state") is { } state && ItemStates.All.Contains(state) ? state : ItemStates.Planned,
                AnswerWrites.Date(row["start"]), AnswerWrites.Date(row["evaluateOn"]), origin.At));
            needs[id] = AnswerWrites.Word(row, "need") ?? "";
        }

        yield return new MakePlan(
            new PlanVersion(0, 0, origin.At, origin.By, Gli(answer, items), items, AnswerWrites.Date(answer["evaluateOn"])),
            new PlanText(0, AnswerWrites.Word(answer, "goals") ?? "", needs, AnswerWrites.Word(answer, "gliReason") ?? ""));
    }

    // Yes means a programme of the recognised list; a region that uses another one says so.
    private static string Gli(Value answer, List<PlanItem> items) => AnswerWrites.Word(answer, "gli") switch
    {
        "yes" => CareCodes.ToCode(GliInPlan.Recognised),
        "no" => CareCodes.ToCode(GliInPlan.None),
        { } code when CareCodes.TryParseGliInPlan(code, out var gli) => CareCodes.ToCode(gli),
        _ => CareCodes.ToCode(items.Exists(i => i.Kind == ItemKinds.KinderGli) ? GliInPlan.Undecided : GliInPlan.None),
    };

    private static string DefaultRole(string kind) => kind switch
    {
        ItemKinds.KinderGli => "klsc",
        ItemKinds.Family => "gezin",
        _ => "aanbieder",
    };
}
