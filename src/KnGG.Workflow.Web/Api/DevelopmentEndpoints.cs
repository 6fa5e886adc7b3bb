using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Web.DevInbox;
using KnGG.Workflow.Web.Host;
using KnGG.Workflow.Web.Layout;

namespace KnGG.Workflow.Web.Api;

/// <summary>For tests of a running service; only there with the simulated clock in Development. No sign-in: such a database holds nobody real.</summary>
internal static class DevelopmentEndpoints
{
    internal sealed record MoveRequest(string? To);

    internal sealed record ClockAnswer(string Now);

    internal sealed record MailAnswer(string To, string Subject, string Text, string Html, string MessageId, string At);

    internal static void MapDevelopment(this WebApplication app)
    {
        app.MapPost("/dev/clock", Move).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/dev/clock", (Development development, ServiceClock clock) =>
            development.HasSimulatedClock ? Results.Ok(new ClockAnswer(When.Machine(clock.Now))) : Problems.Of(404)).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/dev/mail", Mail).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> Move(MoveRequest request, Development development, SimulatedClock clock, ServiceClock now, CancellationToken stop)
    {
        if (!development.HasSimulatedClock)
        {
            return Problems.Of(404);
        }

        if (request.To is not { Length: > 0 } text || ServiceSettings.Instant(text) is not { } target)
        {
            return Problems.Invalid([new("to", $"'{request.To}' is geen moment; verwacht wordt bijvoorbeeld 2026-05-31T09:00.")]);
        }

        await clock.MoveTo(target, stop);
        return Results.Ok(new ClockAnswer(When.Machine(now.Now)));
    }

    private static IResult Mail(Development development) => development.HasSimulatedClock
        ? Results.Ok(development.Mails(int.MaxValue).Where(m => m.State == "verzonden").Select(m => new MailAnswer(m.To, m.Subject, m.Text, m.Html, m.MessageId, When.Machine(m.At))))
        : Problems.Of(404);
}
