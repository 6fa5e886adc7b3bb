namespace KnGG.Workflow.Care.Offers;

/// <summary>Category of an offer: the five of the social domain (H4c), and the care domain. Codes: <c>debts</c>, <c>parenting</c>, <c>sport</c>, <c>food</c>, <c>social-emotional</c>, <c>care</c>, <c>kinder-gli</c>, <c>walk-in</c>.</summary>
public enum OfferCategory
{
    /// <summary>Debt help and support with livelihood security.</summary>
    Debts = 0,

    /// <summary>Support with parenting.</summary>
    Parenting = 1,

    /// <summary>Low-threshold local sport and exercise.</summary>
    Sport = 2,

    /// <summary>Activities on healthy food.</summary>
    Food = 3,

    /// <summary>Support of social-emotional development.</summary>
    SocialEmotional = 4,

    /// <summary>Care under basic insurance, other than kinder-GLI.</summary>
    Care = 5,

    /// <summary>Combined lifestyle programme for children.</summary>
    KinderGli = 6,

    /// <summary>Walk-in facility: place of signal and of hand-on.</summary>
    WalkIn = 7,
}
