namespace KnGG.Workflow.Runtime.Mail;

/// <summary>The lines of a daily mail: what there is and how much of it, and nothing else.</summary>
internal static class DigestText
{
    // In the order of the mail: what presses most comes first.
    private static readonly (string Template, string One, string More)[] Kinds =
    [
        ("task-escalated", "1 taak die bleef liggen en aan u is doorgegeven", "{0} taken die bleven liggen en aan u zijn doorgegeven"),
        ("task-late", "1 taak die over tijd is", "{0} taken die over tijd zijn"),
        ("handover-declined", "1 overdracht van u die niet is aangenomen; u blijft verantwoordelijk", "{0} overdrachten van u die niet zijn aangenomen; u blijft verantwoordelijk"),
        ("handover-offered", "1 overdracht die u wordt aangeboden", "{0} overdrachten die u worden aangeboden"),
        ("task-reminder", "1 taak die binnenkort klaar moet zijn", "{0} taken die binnenkort klaar moeten zijn"),
        ("task-new", "1 nieuwe taak", "{0} nieuwe taken"),
        ("handover-accepted", "1 overdracht van u die is aangenomen", "{0} overdrachten van u die zijn aangenomen"),
        (MailTemplates.PayerQuestion, "1 vraag over wie betaalt", "{0} vragen over wie betaalt"),
        (MailTemplates.Notice, "1 bericht", "{0} berichten"),
    ];

    /// <summary>The subject and the lines. Of a task only its last news counts: who reads that it is late need not read that it is new.</summary>
    public static (string Subject, IReadOnlyList<string> Lines) Of(IReadOnlyList<MailRow> rows)
    {
        var news = rows.GroupBy(r => r.TaskId ?? r.Id).Select(g => g.MaxBy(r => r.CreatedAt)!).ToList();
        var counts = news.CountBy(r => Array.Exists(Kinds, k => k.Template == r.Template) ? r.Template : MailTemplates.Notice).ToDictionary();
        var tasks = news.Count(r => r.TaskId is not null);
        var lines = Kinds.Where(k => counts.ContainsKey(k.Template))
            .Select(k => counts[k.Template] == 1 ? k.One : string.Format(System.Globalization.CultureInfo.InvariantCulture, k.More, counts[k.Template]));
        return (tasks == 1 ? "Er staat een taak voor u klaar" : tasks > 1 ? $"Er staan {tasks} taken voor u klaar" : "Er zijn berichten voor u", [.. lines]);
    }
}
