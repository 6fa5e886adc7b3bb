using System.Net;
using System.Net.Mail;
using System.Security.Authentication;

namespace KnGG.Workflow.Runtime.Mail;

/// <summary>
/// Sends through a mail server with the framework's own client. One recipient per message: with more, one refusal would make a retry send
/// to the others again. Its limits are in docs/LIMITS.md: no implicit TLS, no OAuth, AUTH LOGIN only.
/// </summary>
internal sealed class SmtpSender : IMailSender
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly Uri _server;
    private readonly TimeSpan _patience;

    public SmtpSender(Uri server, TimeSpan? patience = null) => (_server, _patience) = (server, patience ?? Timeout);

    public async Task<SmtpReply> Send(OutgoingMail mail, CancellationToken stop)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limited.CancelAfter(_patience);
        using var client = new SmtpClient(_server.Host, _server.Port > 0 ? _server.Port : 25)
        {
            EnableSsl = IsEncrypted,
            Credentials = Credentials(),
            Timeout = (int)_patience.TotalMilliseconds,
        };
        using var message = MailMessages.Make(mail);
        try
        {
            await client.SendMailAsync(message, limited.Token);
            return new SmtpReply(250, "OK");
        }
        catch (SmtpException exception)
        {
            // -1 is the client's own "no answer".
            return new SmtpReply(Math.Max(0, (int)exception.StatusCode), Short(exception), FaultOf(exception));
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new SmtpReply(0, "geen antwoord binnen " + _patience.TotalSeconds + " s");
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException or AuthenticationException)
        {
            return new SmtpReply(0, exception.GetType().Name, FaultOf(exception));
        }
        catch (FormatException)
        {
            return new SmtpReply(553, "het adres is geen geldig e-mailadres");
        }
    }

    private bool IsEncrypted => _server.Scheme == MailServerAddress.Encrypted;

    // The library has no code for these. A certificate that it does not trust comes without a cause; a handshake that failed comes with one; and a
    // server that offers no STARTTLS, or refuses it as a thing that it does not know, is the only refusal of its own that has neither code nor cause.
    private MailServerFault FaultOf(Exception exception) => (exception as AuthenticationException ?? exception.InnerException) switch
    {
        AuthenticationException { InnerException: null } => MailServerFault.NotTrusted,
        AuthenticationException => MailServerFault.NotEncrypted,
        null when IsEncrypted && exception is SmtpException { StatusCode: SmtpStatusCode.GeneralFailure or SmtpStatusCode.CommandNotImplemented or SmtpStatusCode.CommandUnrecognized } =>
            MailServerFault.NotEncrypted,
        _ => MailServerFault.None,
    };

    private NetworkCredential? Credentials()
    {
        if (_server.UserInfo.Length == 0)
        {
            return null;
        }

        var parts = _server.UserInfo.Split(':', 2);
        return new NetworkCredential(Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");
    }

    private static string Short(SmtpException exception)
    {
        var text = exception.InnerException is { } inner and not SmtpException ? exception.Message + " (" + inner.GetType().Name + ")" : exception.Message;
        return text.Length <= 300 ? text : text[..300];
    }
}
