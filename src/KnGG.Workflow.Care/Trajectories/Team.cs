namespace KnGG.Workflow.Care.Trajectories;

/// <summary>
/// Changes of the team that keep the promise "at every moment exactly one case owner". A period is never rewritten: what changes ends one
/// row and begins another, so that it can be read back who was responsible when.
/// </summary>
internal static class Team
{
    /// <summary>Somebody gets a role; with <paramref name="owner"/> also the ownership.</summary>
    internal static IReadOnlyList<TeamMember> Give(IReadOnlyList<TeamMember> team, string role, Guid? organisation, Guid? person, bool owner, DateTimeOffset at)
    {
        var holds = team.LastOrDefault(m => m.Until is null && m.Role == role && m.OrganisationId == organisation && (person is null || m.PersonId == person));
        if (holds is null)
        {
            holds = new TeamMember(role, organisation, person, false, at, null);
            team = [.. team, holds];
        }

        return owner ? MoveOwner(team, holds, at) : team;
    }

    /// <summary>
    /// A role ends, at one organisation or everywhere. The case owner's role only ends when somebody else can take over: the child is never left alone.
    /// </summary>
    internal static IReadOnlyList<TeamMember> End(IReadOnlyList<TeamMember> team, string role, Guid? organisation, DateTimeOffset at)
    {
        bool Ends(TeamMember m) => m.Until is null && m.Role == role && (organisation is null || m.OrganisationId == organisation);
        if (team.Any(m => m.IsOwner && Ends(m)))
        {
            var successor = team.FirstOrDefault(m => m.Until is null && !Ends(m));
            if (successor is null)
            {
                return team;
            }

            team = MoveOwner(team, successor, at);
        }

        return [.. team.Select(m => Ends(m) ? m with { Until = at } : m)];
    }

    /// <summary>A role ends everywhere but at one organisation, which holds it.</summary>
    internal static IReadOnlyList<TeamMember> EndOthers(IReadOnlyList<TeamMember> team, string role, Guid? organisation, DateTimeOffset at) =>
        [.. team.Select(m => m.Until is null && m.Role == role && m.OrganisationId != organisation ? m with { Until = at } : m)];

    /// <summary>Everybody leaves: the trajectory closes.</summary>
    internal static IReadOnlyList<TeamMember> EndAll(IReadOnlyList<TeamMember> team, DateTimeOffset at) =>
        [.. team.Select(m => m.Until is null ? m with { Until = at } : m)];

    private static IReadOnlyList<TeamMember> MoveOwner(IReadOnlyList<TeamMember> team, TeamMember to, DateTimeOffset at)
    {
        if (to.IsOwner)
        {
            return team;
        }

        var result = new List<TeamMember>(team.Count + 2);
        foreach (var member in team)
        {
            if (member is { IsOwner: true, Until: null })
            {
                result.Add(member with { Until = at });
                result.Add(member with { IsOwner = false, From = at });
            }
            else if (ReferenceEquals(member, to) || member == to)
            {
                // A period that begins at this very moment has not lasted: it becomes the owner's period instead of an empty one beside it.
                if (member.From == at)
                {
                    result.Add(member with { IsOwner = true });
                }
                else
                {
                    result.Add(member with { Until = at });
                    result.Add(member with { IsOwner = true, From = at });
                }
            }
            else
            {
                result.Add(member);
            }
        }

        return result;
    }
}
