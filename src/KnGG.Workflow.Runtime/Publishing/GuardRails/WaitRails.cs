namespace KnGG.Workflow.Runtime.Publishing.GuardRails;

/// <summary>Waiting for something that nobody has to do: the child stands still and nobody is late.</summary>
internal static class WaitRails
{
    public static void Check(OwnRails rails, Findings findings)
    {
        var sent = rails.Of(CareTypes.PublishEvent).Select(n => Given.Of(n, "EventName")).ToArray();
        foreach (var node in rails.Of(CareTypes.Event))
        {
            if (Given.Of(node, "EventName").Fixed is not { } name || CareTypes.OutsideEvents.ContainsKey(name) || sent.Any(s => s.IsComputed || s.Fixed == name))
            {
                continue;
            }

            Say(rails, findings, "wait-without-owner", node, $"'{node.DisplayName}' wacht op de gebeurtenis '{name}', maar niemand hoeft die te melden. Kies een gebeurtenis die de dienst zelf meldt ({string.Join(", ", CareTypes.OutsideEvents.Keys)}), of maak er een taak van met een rol en een termijn.");
        }

        foreach (var node in rails.Of(CareTypes.RunTask))
        {
            Say(rails, findings, "wait-without-owner", node, $"'{node.DisplayName}' wacht op een ander systeem; niemand heeft de taak en er is geen termijn. Maak er een taak van met een rol en een termijn.");
        }

        WaitingForWhatOnlyWatches(rails, findings);
    }

    // Where lines meet an activity waits for each that can still come. An event that only watches beside the steps may never come; a join
    // for the first in front of the activity ends it.
    private static void WaitingForWhatOnlyWatches(OwnRails rails, Findings findings)
    {
        var map = rails.Map;
        foreach (var watcher in map.Of(CareTypes.Event))
        {
            var behind = map.After(watcher);
            bool EndsIt(FlowPlace place) => place == watcher || (behind.Contains(place) && IsJoinForFirst(place));
            foreach (var meeting in behind.Where(p => p.In.Count > 1 && !p.Is(CareTypes.FlowJoin)).OrderBy(p => p.Node.Id, StringComparer.Ordinal))
            {
                var late = map.After(watcher, stop: p => p == meeting).Append(watcher).ToHashSet();
                var waits = map.Places.Where(map.Reached.Contains).SelectMany(fork => fork.Out.GroupBy(l => l.Port)).Any(lines =>
                    lines.Any(l => l.Target == watcher || map.Reach([l.Target], stop: p => p == meeting).Contains(watcher))
                    && lines.Any(l => l.Target != watcher
                        && map.Reach([l.Target], stop: p => p == meeting || EndsIt(p)) is var beside
                        && meeting.In.Any(i => beside.Contains(i.Source) && !EndsIt(i.Source) && i.Source != meeting)
                        && meeting.In.Any(i => late.Contains(i.Source) && !beside.Contains(i.Source))));
                if (waits)
                {
                    Say(rails, findings, "waits-for-watcher", meeting.Node, $"'{meeting.Node.DisplayName}' wacht ook op de lijn die bij de gebeurtenis '{watcher.Node.DisplayName}' begint; komt die niet, dan gaat het hier niet verder. Zet er een 'Komt samen' voor die op de eerste wacht.");
                }
            }
        }
    }

    private static bool IsJoinForFirst(FlowPlace place) =>
        place.Is(CareTypes.FlowJoin) && (Given.Of(place.Node, "Mode").Fixed ?? "WaitAny").Equals("WaitAny", StringComparison.OrdinalIgnoreCase);

    // Outside care a workflow of a technician may wait for whatever it likes.
    private static void Say(OwnRails rails, Findings findings, string code, Engine.Definitions.ActivityNode node, string message)
    {
        if (rails.IsCare)
        {
            findings.Error(code, node, message);
        }
        else
        {
            findings.Warning(code, node, message);
        }
    }
}
