using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Audit;
using KnGG.Workflow.Runtime.Invariants;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Tests.Steps;
using KnGG.Workflow.Runtime.Tests.Storage;
using static KnGG.Workflow.Runtime.Tests.Storage.Definitions;

namespace KnGG.Workflow.Runtime.Tests.Invariants;

public class When_rows_are_damaged
{
    [Theory]
    [InlineData("wait-without-row", "DELETE FROM stimulus WHERE kind = 'timer'")]
    [InlineData("wait-without-row", "DELETE FROM event_wait")]
    [InlineData("wait-without-row", "UPDATE task SET state = 3")]
    [InlineData("wait-without-row", "DELETE FROM instance WHERE definition_id = 'kind'")]
    [InlineData("wait-with-two-rows", "INSERT INTO stimulus (instance_id, due_at, kind, bookmark_id, attempt, not_before, state) SELECT instance_id, due_at, kind, bookmark_id, 0, 0, 0 FROM stimulus WHERE kind = 'timer'")]
    [InlineData("row-without-wait", "INSERT INTO event_wait (bookmark_id, instance_id, name, activity_id, since) SELECT randomblob(16), id, 'x', 'x', 0 FROM instance WHERE definition_id = 'proef'")]
    [InlineData("row-without-wait", "UPDATE stimulus SET instance_id = (SELECT id FROM instance WHERE definition_id = 'klaar' ORDER BY id LIMIT 1) WHERE kind = 'timer'")]
    [InlineData("row-differs-from-state", "UPDATE instance SET sub_status = 4 WHERE definition_id = 'kind'")]
    [InlineData("state-differs-from-record", "UPDATE instance SET state = replace(state, 'proef', 'proof') WHERE definition_id = 'proef'")]
    [InlineData("state-unreadable", "UPDATE instance SET state = '{' WHERE definition_id = 'proef'")]
    [InlineData("journal-gap", "DELETE FROM step WHERE number = 1 AND instance_id = (SELECT id FROM instance WHERE definition_id = 'proef')")]
    [InlineData("journal-order", "UPDATE step SET first_fact = first_fact + 1")]
    [InlineData("step-misplaced", "UPDATE step SET started = started + 1 WHERE number = 1")]
    [InlineData("replay", "UPDATE step SET id_seed = randomblob(16) WHERE instance_id = (SELECT id FROM instance WHERE definition_id = 'proef')")]
    [InlineData("stimulus-without-instance", "UPDATE stimulus SET instance_id = randomblob(16)")]
    [InlineData("task-without-instance", "UPDATE task SET instance_id = randomblob(16)")]
    [InlineData("claimed-by-nobody", "UPDATE task SET state = 1")]
    [InlineData("answer-missing", "UPDATE task SET state = 2")]
    [InlineData("parked-without-incident", "UPDATE stimulus SET state = 1")]
    [InlineData("incidents-differ", "UPDATE incident SET closed_at = 1")]
    [InlineData("fault-without-incident", "DELETE FROM incident")]
    [InlineData("incident-without-owner", "UPDATE incident SET owner_role = ''")]
    [InlineData("child-outlives-parent", "UPDATE instance SET status = 1, sub_status = 3 WHERE definition_id = 'proef'")]
    [InlineData("parent-missing", "DELETE FROM instance WHERE definition_id = 'proef'")]
    [InlineData("published-without-set", "UPDATE workflow_definition SET set_id = NULL")]
    [InlineData("instance-without-set", "UPDATE instance SET set_id = 999 WHERE definition_id = 'klaar'")]
    [InlineData("published-not-latest-or-draft", "UPDATE workflow_definition SET is_latest = 0")]
    [InlineData("mail-of-closed-task", "INSERT INTO mail (id, unique_key, template, stage, task_id, account_id, role, address, state, due_at, not_before, attempt, created_at) SELECT randomblob(16), 'u', 't', 's', id, randomblob(16), 'r', 'a', 0, 0, 0, 0, 0 FROM task; UPDATE task SET state = 3")]
    [InlineData("refused-mail-without-incident", "INSERT INTO mail (id, unique_key, template, stage, account_id, role, address, state, due_at, not_before, attempt, created_at) VALUES (randomblob(16), 'u', 't', 's', randomblob(16), 'r', 'a', 4, 0, 0, 1, 0)")]
    [InlineData("audit-chain", "UPDATE audit SET what = 'iets anders' WHERE number = 2")]
    [InlineData("audit-chain", "DELETE FROM audit WHERE number = 2")]
    [InlineData("running-without-wait", "DELETE FROM stimulus WHERE kind = 'start'")]
    public async Task The_check_names_the_broken_promise(string code, string damage)
    {
        using var runtime = await TestRuntime.Make();
        runtime.Publish(Sequence("klaar", Line("l", "x")));
        runtime.Publish(Sequence("kind", Delay("d", TimeSpan.FromDays(9))));
        runtime.Publish(Sequence("stuk", Activity("f", "Elsa.Fault", ("message", "kapot"))));
        runtime.Publish(Sequence("proef", Fork("f", Delay("d", TimeSpan.FromDays(5)), RunTask("t", "bel"), Event("e", "sein"), Execute("k", "kind"))));
        foreach (var id in (string[])["klaar", "stuk", "proef"])
        {
            runtime.StartInstance(id);
        }

        runtime.RunAll();
        runtime.StartInstance("klaar");
        var file = Ids.New(TestRuntime.Start);
        runtime.Database.Write(t =>
        {
            for (var i = 0; i < 3; i++)
            {
                AuditLog.Write(t, file, Actor.System, runtime.Clock.Now, new AuditEntry("read", "deel " + i, "proef"));
            }
        });
        Story.MustHold(runtime);
        foreach (var statement in damage.Split(';', StringSplitOptions.TrimEntries))
        {
            runtime.Database.Write(t => t.Execute(statement));
        }

        var found = runtime.Database.Read(t => runtime.Get<InvariantCheck>().Run(t, replay: true));
        Assert.Contains(code, found.Select(v => v.Code));
    }
}
