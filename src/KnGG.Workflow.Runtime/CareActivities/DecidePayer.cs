using System.Security.Cryptography;
using System.Text;
using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Payers;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Mail;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Runtime.Trajectories;

namespace KnGG.Workflow.Runtime.CareActivities;

/// <summary>The payer table for one component; a new period begins when the answer changes.</summary>
internal sealed class DecidePayer : CareActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "KnGG.DecidePayer",
        Category = Category,
        DisplayName = "Betaler bepalen",
        Description = "Bepaalt wie een onderdeel betaalt en legt het besluit met zijn periode vast. Zegt ook of de handreiking zichzelf tegenspreekt.",
        Inputs = [OneOf("Component", "Onderdeel", "Wat betaald moet worden.", CareChoices.PayerComponents, required: true)],
        Outcomes = ["Verzekeraar", "Gemeente", "Wettelijk", "Geen betaler", "Niet beslist"],
        Outputs =
        [
            new OutputDescriptor("Payer", "String", "Betaler"),
            new OutputDescriptor("Conflict", "Boolean", "Tegenspraak", "Of de passages van de handreiking verschillen."),
        ],
    };

    public override void Execute(ActivityContext context)
    {
        if (!TryFile(context, out var care, out var file))
        {
            return;
        }

        var code = Text(context, "Component");
        if (!CareCodes.TryParsePayerComponent(code, out var component))
        {
            context.Fault($"Het onderdeel '{code}' bestaat niet; kies uit: {string.Join(", ", CareCodes.CodesOf<PayerComponent>())}.");
            return;
        }

        var decision = PayerTable.Decide(PayerInput.Of(component, file, Today(context)), care.Agreements);
        Write(context, new Care.Trajectories.Writes.DecidePayer(new PayerNote(
            code, CareCodes.ToCode(decision.Payer), decision.Conflict, decision.Reason, decision.Rule, Today(context), null, context.Actor.Id)
        {
            Decision = new JsonText(CareJson.Write(decision)),
        }));
        AskFinance(context, care, file, decision, code);
        context.SetOutput("Payer", Value.Of(CareCodes.ToCode(decision.Payer)));
        context.SetOutput("Conflict", Value.Of(decision.Conflict));
        var words = CareChoices.Words(CareChoices.PayerComponents, code);
        context.Narrate(
            decision.Conflict ? $"De betaler van '{words}' is bepaald; de handreiking spreekt zichzelf hier tegen." : $"De betaler van '{words}' is bepaald.",
            Value.MapOf(("rule", Value.Of(decision.Rule)), ("source", Value.Of(decision.Source))));
        context.Complete(decision.Payer switch
        {
            Payer.Insurer => "Verzekeraar",
            Payer.Municipality => "Gemeente",
            Payer.Statutory => "Wettelijk",
            Payer.None => "Geen betaler",
            _ => "Niet beslist",
        });
    }

    // Once for each time the question comes up: asking again for the same child would let somebody count along. The mail comes once a day for
    // a component, however many children it is about, and says about nobody anything.
    private static void AskFinance(ActivityContext context, CareSnapshot care, TrajectoryFile before, PayerDecision decision, string component)
    {
        if (decision.AskFinanceContact && !before.Health.Payers.Any(p => p.Component == component && p.Conflict && p.Until is null))
        {
            context.Emit(new RaiseRegionSignal(RegionSignals.Payer, component, before.Child.Municipality, before.Child.Region));
            var role = care.Setting("betaler.financieelContact", Today(context)).Value;
            var seed = SHA256.HashData(Encoding.UTF8.GetBytes($"{RegionSignals.Payer}:{before.Child.Region}:{component}:{CareCodes.ToCode(Today(context))}"));
            context.Emit(new SendMail(new Guid(seed.AsSpan(0, 16)), MailTemplates.PayerQuestion, "payer", role, care.Covering(role), null, null));
        }
    }
}
