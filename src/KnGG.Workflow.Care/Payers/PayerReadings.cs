using KnGG.Workflow.Care.Risk;

namespace KnGG.Workflow.Care.Payers;

/// <summary>What each passage of the handreiking says about a component, for one known GGR. Each method is one passage (or passages that agree).</summary>
internal static class PayerReadings
{
    internal const string KaderFromMatig = "H6a kader";
    internal const string OnlyWithGli = "H4b, H5d, H7 tabel en H7c";

    private static readonly Func<Ggr, GliInPlan, Payer> Municipality = (_, _) => Payer.Municipality;

    internal static IReadOnlyList<(string Source, Func<Ggr, GliInPlan, Payer> Says)> For(PayerComponent component, Payer jgzPayer) => component switch
    {
        PayerComponent.CzvIntake => [(KaderFromMatig, IntakeByKader), (OnlyWithGli, CzvWithGli)],
        PayerComponent.CzvCoordination => [("H6a kader", CzvWithGli), ("H4b, H5d, H7 tabel en H7c", CzvWithGli)],
        PayerComponent.KinderGli => [("H4d en H7c", KinderGli)],
        PayerComponent.Social => [("H6c, H7 tabel en H7a", Municipality)],
        PayerComponent.Care => [("H2 en H7 tabel", Care)],
        PayerComponent.Jeugdwet => [("H4c en H5c", Municipality)],
        PayerComponent.Jgz => [("H7a", (_, _) => jgzPayer)],
        _ => [("H7 tabel en H7a", Municipality)],
    };

    // H6a kader: "Voor kinderen vanaf een matig verhoogd GGR wordt de intake, analyse en het opstellen van het plan ... ingekocht door zorgverzekeraars".
    private static Payer IntakeByKader(Ggr ggr, GliInPlan gli) => ggr switch
    {
        Ggr.Geen => Payer.None,
        Ggr.Licht => Payer.Municipality,
        _ => Payer.Insurer,
    };

    // H4b, H5d, H7 tabel, H7c (for the anamnesis too) and H6a kader (for the rest): only with a kinder-GLI, which by H4d is a recognised one.
    // H2 says the same without the condition; it is read together with H7c (A7).
    private static Payer CzvWithGli(Ggr ggr, GliInPlan gli) => (ggr, gli) switch
    {
        (Ggr.Geen, _) => Payer.None,
        (Ggr.Licht, _) => Payer.Municipality,
        (_, GliInPlan.Recognised) => Payer.Insurer,
        (_, GliInPlan.Undecided) => Payer.Undecided,
        _ => Payer.Municipality,
    };

    private static Payer KinderGli(Ggr ggr, GliInPlan gli) => (ggr, gli) switch
    {
        (Ggr.Geen or Ggr.Licht, _) => Payer.None,
        (_, GliInPlan.Recognised) => Payer.Insurer,
        (_, GliInPlan.Undecided) => Payer.Undecided,
        _ => Payer.None,
    };

    // The empty cell of the H7 table (licht): not through this chain; ordinary insured care stays as it is (A10b).
    private static Payer Care(Ggr ggr, GliInPlan gli) => ggr >= Ggr.Matig ? Payer.Insurer : Payer.None;
}
