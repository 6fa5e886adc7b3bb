using System.Globalization;
using KnGG.Workflow.Care.Offers;
using KnGG.Workflow.Runtime.Offers;
using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Regions;

/// <summary>The invented offers of the demo region. One category cannot be reached everywhere and one offer has a waiting time, so that both can be seen.</summary>
internal static class DemoOffers
{
    private static readonly DateOnly Since = new(2025, 1, 1);

    public static void Add(StepTransaction transaction, Func<byte, Guid> organisation, IReadOnlyList<string> municipalities, DateTimeOffset now)
    {
        byte number = 0;
        foreach (var offer in All(organisation, municipalities))
        {
            number++;
            var id = new Guid(0xDE30, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 2, number);
            if (transaction.First("SELECT 1 FROM offer WHERE id = @id", r => r.Number(0), ("@id", id)) == 0)
            {
                OfferStore.Write(transaction, DemoRegion.Region, offer with { Id = id.ToString("D", CultureInfo.InvariantCulture), ValidFrom = Since }, "system", now);
            }
        }
    }

    private static IEnumerable<Offer> All(Func<byte, Guid> organisation, IReadOnlyList<string> all)
    {
        Offer Of(string name, OfferCategory category, byte provider, int home, params int[] others) => new(
            "", name, category, organisation(provider).ToString("D", CultureInfo.InvariantCulture), all[home], [.. others.Select(o => all[o])])
        {
            WaitingDays = 0,
            Recognition = Recognition.Local,
        };

        yield return Of("Budgetmaatje", OfferCategory.Debts, 8, 0, 1, 2) with { WaitingDays = 35 };
        yield return Of("Geldzaken op orde", OfferCategory.Debts, 8, 3, 0, 1, 2);
        yield return Of("Opvoeden samen", OfferCategory.Parenting, 8, 0, 1, 2, 3) with { Recognition = Recognition.Recognised, ToYears = 12 };
        yield return Of("Judo in de buurt", OfferCategory.Sport, 7, 0, 1) with { FromYears = 6 };
        yield return Of("Zwemmen voor iedereen", OfferCategory.Sport, 7, 2, 3);
        yield return Of("Buitenspelen met de buurtsportcoach", OfferCategory.Sport, 7, 1, 0, 2, 3) with { ToYears = 12 };

        // Smallingerland cannot reach any offer on food: the gap of the report.
        yield return Of("Kookclub", OfferCategory.Food, 8, 0, 1, 2);
        yield return Of("Sterk in de klas", OfferCategory.SocialEmotional, 8, 1, 0, 2, 3) with { FromYears = 4, ToYears = 12, Recognition = Recognition.Recognised };
        yield return Of("Diëtist voor kinderen", OfferCategory.Care, 4, 0, 1, 2, 3);
        yield return Of("Kinder-GLI groepsprogramma", OfferCategory.KinderGli, 4, 0, 1, 2, 3) with { WaitingDays = 21, FreePlaces = 6, Recognition = Recognition.Recognised };
        yield return Of("Inloop in het wijkhuis", OfferCategory.WalkIn, 8, 0, 1, 2, 3);
    }
}
