using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Runtime.Rehearsal;

namespace KnGG.Workflow.Runtime.Tests.Rehearsal;

public sealed class When_two_versions_are_compared
{
    [Fact]
    public void The_same_version_has_no_changes() => Assert.Empty(Between(RecordedPractice.Definition(), RecordedPractice.Definition()));

    [Fact]
    public void Each_change_is_one_sentence()
    {
        var changes = Between(
            RecordedPractice.Definition(),
            RecordedPractice.Definition(reminder: "-", term: "26wk", role: "czv", edit: steps =>
            {
                steps.RemoveAt(5);
                steps.Insert(1, RecordedPractice.Task("extra"));
                steps[2]["metadata"] = new System.Text.Json.Nodes.JsonObject { ["displayText"] = "Bellen met het gezin" };
                steps[3]["metadata"] = new System.Text.Json.Nodes.JsonObject { ["designer"] = new System.Text.Json.Nodes.JsonObject { ["position"] = new System.Text.Json.Nodes.JsonObject { ["x"] = 5 } } };
            }));
        Assert.Equal(
            [
                (ChangeKind.StepAdded, "Stap 'extra' is nieuw."),
                (ChangeKind.StepRemoved, "Stap 'klaar' is weg."),
                (ChangeKind.StepRenamed, "Stap 'bellen' heet nu 'Bellen met het gezin'."),
                (ChangeKind.Term, "Herinnering voor 'plan' vervalt."),
                (ChangeKind.Term, "Termijn van 'vervolg' wordt 26 weken in plaats van 12 weken."),
                (ChangeKind.Role, "Rol van 'afronden' wordt 'czv' in plaats van 'jgz'."),
                (ChangeKind.Layout, "'bezoek' is op het tekenvel verschoven."),
            ],
            changes.Select(c => (c.Kind, c.Sentence)));
    }

    private static IReadOnlyList<DefinitionChange> Between(string before, string after) => DefinitionDifference.Between(DefinitionReader.Parse(before), DefinitionReader.Parse(after));
}
