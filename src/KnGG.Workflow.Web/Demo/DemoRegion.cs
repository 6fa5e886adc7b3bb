using KnGG.Workflow.Runtime;
using KnGG.Workflow.Runtime.Accounts;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Runtime.Storage;
using Microsoft.EntityFrameworkCore;

namespace KnGG.Workflow.Web.Demo;

/// <summary>An invented region: three municipalities and the organisations that work there.</summary>
internal static class DemoRegion
{
    internal const string Code = "demo";
    internal const string Region = "Regio Waterland-Demo";
    internal const string YouthHealth = "JGZ Waterland-Demo";
    internal const string Care = "Kindergezondheid Demo";
    internal const string Lifestyle = "Leefstijlpraktijk Demo";
    internal const string Sport = "Buurtsport Demo";
    internal const string GeneralPractice = "Huisartsenpraktijk Demo";
    internal const string Hospital = "Ziekenhuis Demo";
    internal const string SocialTeam = "Sociaal team Demo";
    internal const string Municipality = "Gemeente Duinwijk-Demo";

    internal static readonly IReadOnlyList<string> Municipalities = ["Duinwijk-Demo", "Meerstad-Demo", "Veenhof-Demo"];

    private static readonly (string Name, string Kind)[] Organisations =
    [
        (Region, "regio"), (YouthHealth, "ggd"), (Care, "zorgaanbieder"), (Lifestyle, "zorgaanbieder"), (Sport, "sport"), (GeneralPractice, "huisartsenpraktijk"),
        (Hospital, "ziekenhuis"), (SocialTeam, "sociaal"), (Municipality, "gemeente"),
    ];

    private static readonly (string Role, string Organisation)[] Coverage =
    [
        ("jgz", YouthHealth), ("jeugdarts", YouthHealth), ("jeugdverpleegkundige", YouthHealth), ("werkverdeler", YouthHealth), ("czv", Care), ("klsc", Lifestyle),
        ("kinderdietist", Lifestyle), ("aanbieder", Sport), ("buurtsportcoach", Sport), ("huisarts", GeneralPractice), ("poh", GeneralPractice), ("kinderarts", Hospital),
        ("wijkteam", SocialTeam), ("coordinator", Region), ("regio", Region), ("beheerder", Region), ("gemeente", Municipality),
    ];

    /// <summary>Makes the region when it is not there. Returns whether it was made now.</summary>
    internal static async Task<bool> Make(IServiceProvider services, DateTimeOffset now, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowDb>();
        if (await db.Set<Organisation>().AnyAsync(o => o.Region == Code, stop))
        {
            return false;
        }

        var organisations = Organisations.ToDictionary(o => o.Name, o => new Organisation { Id = Ids.New(now), Name = o.Name, Kind = o.Kind, Region = Code });
        db.AddRange(organisations.Values);
        foreach (var municipality in Municipalities)
        {
            db.Add(new MunicipalityRow { Name = municipality, Region = Code });
            db.AddRange(Coverage.Select(c => new RoleCoverage { Municipality = municipality, Role = c.Role, OrganisationId = organisations[c.Organisation].Id }));
        }

        await db.SaveChangesAsync(stop);
        return true;
    }

    /// <summary>Gives an account its role in an organisation of the region.</summary>
    internal static async Task GiveRole(WorkflowDb db, Guid account, string role, string organisation, CancellationToken stop)
    {
        var id = await db.Set<Organisation>().Where(o => o.Name == organisation && o.Region == Code).Select(o => o.Id).SingleAsync(stop);
        db.Add(new AccountRole { AccountId = account, OrganisationId = id, Role = role });
        await db.SaveChangesAsync(stop);
    }
}
