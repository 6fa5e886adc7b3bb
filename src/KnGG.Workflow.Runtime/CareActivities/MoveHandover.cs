using System.Text.Json;
using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Mail;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Runtime.Trajectories;

namespace KnGG.Workflow.Runtime.CareActivities;

/// <summary>Moves the handshake of a handover one state on.</summary>
internal sealed class MoveHandover : CareActivity
{
    private const string Full = "vol";

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "KnGG.MoveHandover",
        Category = Category,
        DisplayName = "Overdracht bijwerken",
        Description = "Zet de overdracht een stand verder. Bij 'aangenomen' krijgt de ontvanger de rol, en bij een overdracht van de regie ook de regie.",
        Inputs =
        [
            In("Handover", "Overdracht", "Id van de overdracht.", required: true) with { DefaultSyntax = "Variable" },
            OneOf("State", "Stand", "De nieuwe stand.", CareChoices.HandoverMoves, required: true),
            In("Detail", "Reden van afwijzen", "vol, niet-bevoegd, verkeerde-regio, kent-gezin of anders. Leeg: het antwoord op het formulier."),
            In("StartsOn", "Start op", "Bij wachttijd: vanaf welke dag. Leeg: het antwoord op het formulier."),
        ],
        Outcomes = ["Klaar"],
    };

    public override void Execute(ActivityContext context)
    {
        if (!TryFile(context, out var care, out var file) || !TryId(context, "Handover", out var id))
        {
            return;
        }

        if (id is not { } handoverId || file.Handover(handoverId) is not { } handover)
        {
            context.Fault("De overdracht is niet gevonden in het dossier.");
            return;
        }

        var code = Text(context, "State");
        if (HandoverStates.Parse(code) is not { } state)
        {
            context.Fault($"De stand '{code}' bestaat niet; kies uit: {string.Join(", ", CareChoices.HandoverMoves.Select(m => m.Value))}.");
            return;
        }

        if (handover.State == state)
        {
            context.Complete("Klaar");
            return;
        }

        if (!Handover.Allows(handover.State, state))
        {
            context.Fault($"Een overdracht die '{HandoverStates.Code(handover.State)}' is, kan niet '{code}' worden.");
            return;
        }

        var detail = Text(context, "Detail") is { Length: > 0 } given ? given : FromForms(file, "declineReason") ?? "anders";
        var starts = AnswerWrites.Date(Value.Of(Text(context, "StartsOn") is { Length: > 0 } date ? date : FromForms(file, "startsOn")));
        Write(context, new Care.Trajectories.Writes.MoveHandover(
            handoverId, state, state == HandoverState.Declined ? detail : "", state == HandoverState.AcceptedLater ? starts : null, context.Now, context.Actor.Id));
        if (state == HandoverState.Declined && detail == Full)
        {
            WarnOfCapacity(context, care, file, handover.ToRole);
        }

        Tell(context, handover, state, starts);
        context.Complete("Klaar");
    }

    // Counted in the file as it was, so this one comes on top.
    private static void WarnOfCapacity(ActivityContext context, CareSnapshot care, TrajectoryFile file, string role)
    {
        var before = file.Process.Handovers.Count(h => h.ToRole == role && h.DeclineReason == Full && h.Cycle == file.Process.Cycle);
        if (before + 1 == care.Setting("overdracht.volSignaal", Today(context)).AsCount())
        {
            context.Emit(new RaiseRegionSignal("capaciteit", role, file.Child.Municipality, file.Child.Region));
            context.Narrate("De regio krijgt een signaal over te weinig plaatsen, zonder gegevens van het kind.");
        }
    }

    private static void Tell(ActivityContext context, Handover handover, HandoverState state, DateOnly? starts)
    {
        var template = state switch
        {
            HandoverState.Accepted => "handover-accepted",
            HandoverState.Declined => "handover-declined",
            _ => null,
        };
        if (template is not null)
        {
            context.Emit(new SendMail(context.NewId(), template, HandoverStates.Code(state), handover.FromRole, handover.FromOrganisation, null, null));
        }

        context.Narrate(state switch
        {
            HandoverState.Seen => "De ontvanger heeft de overdracht gezien.",
            HandoverState.Accepted => handover.MovesOwner ? "De overdracht is aangenomen; de ontvanger heeft nu de regie." : "De overdracht is aangenomen.",
            HandoverState.AcceptedLater => starts is { } on
                ? $"De overdracht is aangenomen vanaf {CareCodes.ToCode(on)}; tot dan blijft de verzender verantwoordelijk."
                : "De overdracht is aangenomen met wachttijd; de verzender blijft verantwoordelijk.",
            HandoverState.Declined => "De overdracht is afgewezen; de verzender blijft verantwoordelijk.",
            HandoverState.Contacted => "De professionals hebben elkaar gesproken.",
            HandoverState.Completed => "De overdracht is afgerond.",
            _ => "De overdracht is ingetrokken.",
        });
    }

    // The receiver's form was answered just before; its words stand in the process zone.
    private static string? FromForms(TrajectoryFile file, string field)
    {
        foreach (var answers in file.Process.Answers.Reverse())
        {
            using var json = JsonDocument.Parse(answers.Values.Text);
            if (json.RootElement.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String)
            {
                return value.GetString();
            }
        }

        return null;
    }
}
