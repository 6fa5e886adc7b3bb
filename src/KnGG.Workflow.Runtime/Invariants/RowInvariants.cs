namespace KnGG.Workflow.Runtime.Invariants;

/// <summary>Promises that one query can check; each returns the ids of what breaks it.</summary>
internal static class RowInvariants
{
    public static IReadOnlyList<(string Code, string Message, string Sql)> All { get; } =
    [
        ("stimulus-without-instance", "Een wachtende gebeurtenis hoort bij geen instantie.",
            "SELECT CAST(seq AS TEXT) FROM stimulus s WHERE NOT EXISTS (SELECT 1 FROM instance i WHERE i.id = s.instance_id)"),
        ("parked-without-incident", "Een mislukte stap staat stil zonder incident.",
            """
            SELECT CAST(seq AS TEXT) FROM stimulus s
            WHERE s.state = 1 AND NOT EXISTS (SELECT 1 FROM incident i WHERE i.stimulus_seq = s.seq AND i.closed_at IS NULL)
            """),
        ("task-without-instance", "Een open taak hoort bij geen instantie.",
            "SELECT id FROM task t WHERE state < 2 AND NOT EXISTS (SELECT 1 FROM instance i WHERE i.id = t.instance_id)"),
        ("answer-missing", "Een taak is afgehandeld, maar het antwoord ontbreekt.",
            "SELECT id FROM task t WHERE state = 2 AND NOT EXISTS (SELECT 1 FROM task_answer a WHERE a.task_id = t.id)"),
        ("claimed-by-nobody", "Een taak is opgepakt door niemand.",
            "SELECT id FROM task WHERE (state = 1) <> (claimed_by IS NOT NULL) AND state < 2"),
        ("mail-of-closed-task", "Een mail wacht nog, terwijl haar taak al klaar is.",
            "SELECT m.id FROM mail m JOIN task t ON t.id = m.task_id WHERE m.state IN (0, 3, 6, 7) AND t.state >= 2"),
        ("mail-doubled", "Dezelfde mail staat er twee keer.",
            "SELECT unique_key FROM mail GROUP BY unique_key HAVING count(*) > 1"),
        ("line-without-digest", "Een regel van een dagmail hoort bij geen dagmail, of bij een die al verstuurd of vervallen is.",
            "SELECT l.id FROM mail l LEFT JOIN mail d ON d.id = l.digest_id WHERE l.state = 6 AND (d.id IS NULL OR d.state IN (2, 5))"),
        ("held-mail-without-incident", "Een mail wordt vastgehouden na het terugzetten van een back-up, en niemand wordt gevraagd wat ermee moet.",
            "SELECT id FROM mail m WHERE state = 7 AND NOT EXISTS (SELECT 1 FROM incident i WHERE i.kind = 'restore' AND i.closed_at IS NULL)"),
        ("refused-mail-without-incident", "Een geweigerde mail heeft geen incident.",
            "SELECT id FROM mail m WHERE state = 4 AND NOT EXISTS (SELECT 1 FROM incident i WHERE i.mail_id = m.id)"),
        ("incident-without-owner", "Een open incident heeft geen eigenaar.",
            "SELECT id FROM incident WHERE closed_at IS NULL AND owner_role = ''"),
        ("fault-without-incident", "Een mislukte workflow heeft geen open incident.",
            "SELECT id FROM instance i WHERE sub_status = 5 AND NOT EXISTS (SELECT 1 FROM incident x WHERE x.instance_id = i.id AND x.closed_at IS NULL)"),
        ("journal-gap", "Het verloop van een instantie heeft een gat: een stap of regel ontbreekt.",
            """
            SELECT i.id FROM instance i
            LEFT JOIN (SELECT instance_id, count(*) AS steps, max(number) AS last, sum(fact_count) AS facts, max(first_fact + fact_count - 1) AS last_fact
                       FROM step GROUP BY instance_id) s ON s.instance_id = i.id
            WHERE coalesce(s.steps, 0) <> i.version OR coalesce(s.last, 0) <> i.version OR coalesce(s.facts, 0) <> i.fact_count OR coalesce(s.last_fact, 0) <> i.fact_count
            """),
        ("step-misplaced", "Een stap ligt niet bij de andere stappen van haar instantie.",
            "SELECT s.instance_id FROM step s JOIN instance i ON i.id = s.instance_id WHERE s.started <> i.created_at"),
        ("journal-order", "Het verloop van een instantie is niet aaneengesloten.",
            """
            SELECT instance_id FROM
              (SELECT instance_id, first_fact, lag(first_fact + fact_count, 1, 1) OVER (PARTITION BY instance_id ORDER BY number) AS expected FROM step) o
            WHERE first_fact <> expected
            """),
        ("parent-missing", "Een kindworkflow hoort bij een workflow die er niet is.",
            """
            SELECT c.id FROM instance c
            WHERE c.parent_instance_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM instance p WHERE p.id = c.parent_instance_id)
              AND NOT EXISTS (SELECT 1 FROM archived_instance p WHERE p.id = c.parent_instance_id)
            """),
        ("child-outlives-parent", "Een kindworkflow waarop gewacht werd, loopt door terwijl de wachtende workflow is afgelopen.",
            """
            SELECT c.id FROM instance c JOIN instance p ON p.id = c.parent_instance_id
            WHERE c.parent_bookmark_id IS NOT NULL AND c.status = 0 AND p.status = 1 AND p.sub_status <> 5
            """),
        ("published-without-set", "Een gepubliceerde definitie heeft geen vastgelegde set van versies.",
            "SELECT version_id FROM workflow_definition d WHERE is_published = 1 AND NOT EXISTS (SELECT 1 FROM definition_set s WHERE s.id = d.set_id AND s.root_version_id = d.version_id)"),
        ("published-not-latest-or-draft", "Van een definitie is meer dan een versie de nieuwste.",
            "SELECT definition_id FROM workflow_definition GROUP BY definition_id HAVING sum(is_latest) <> 1"),
        ("instance-without-set", "Een instantie verwijst naar een set die er niet is.",
            "SELECT id FROM instance i WHERE NOT EXISTS (SELECT 1 FROM definition_set s WHERE s.id = i.set_id)"),
    ];
}
