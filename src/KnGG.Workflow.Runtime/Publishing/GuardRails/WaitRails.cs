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

            Say(rails, findings, node, $"'{node.DisplayName}' wacht op de gebeurtenis '{name}', maar niemand hoeft die te melden. Kies een gebeurtenis die de dienst zelf meldt ({string.Join(", ", CareTypes.OutsideEvents.Keys)}), of maak er een taak van met een rol en een termijn.");
        }

        foreach (var node in rails.Of(CareTypes.RunTask))
        {
            Say(rails, findings, node, $"'{node.DisplayName}' wacht op een ander systeem; niemand heeft de taak en er is geen termijn. Maak er een taak van met een rol en een termijn.");
        }
    }

    // Outside care a workflow of a technician may wait for whatever it likes.
    private static void Say(OwnRails rails, Findings findings, Engine.Definitions.ActivityNode node, string message)
    {
        if (rails.IsCare)
        {
            findings.Error("wait-without-owner", node, message);
        }
        else
        {
            findings.Warning("wait-without-owner", node, message);
        }
    }
}
