using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace KnGG.Workflow.Runtime.Tests.Mail;

/// <summary>A mail server of one page: answers each mail as a test scripted, and keeps what it took.</summary>
internal sealed class ScriptedSmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public ScriptedSmtpServer()
    {
        _listener.Start();
        _serving = Serve();
    }

    /// <summary>How long senders of tests wait for it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    public Uri Address => new($"smtp://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>The address with a name and a password to sign in with.</summary>
    public Uri AddressWith(string password) => new($"smtp://zorg:{password}@127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>The same for a sender that insists on encryption.</summary>
    public Uri EncryptedAddressWith(string password) => new($"smtp+starttls://zorg:{password}@127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Asks senders to sign in with this password; null for no sign-in.</summary>
    public string? Password { get; init; }

    /// <summary>Offers STARTTLS with this certificate, and a sign-in only after it; null for no encryption.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Answers to STARTTLS in order instead of doing it.</summary>
    public Queue<string> StartTlsAnswers { get; } = new();

    /// <summary>What was said without encryption.</summary>
    public List<string> InTheClear { get; } = [];

    /// <summary>Answers to the end of DATA in order; 250 when none is left. See the constants.</summary>
    public Queue<string> DataAnswers { get; } = new();

    /// <summary>Closes the connection when DATA is asked for, before it took anything.</summary>
    public const string DropBeforeData = "drop-before";

    /// <summary>Takes the mail and closes the connection without a word.</summary>
    public const string DropAfterData = "drop-after";

    /// <summary>Takes the mail, says so, and closes the connection without waiting for QUIT.</summary>
    public const string AcceptAndDrop = "accept-and-drop";

    /// <summary>Takes the mail and never answers.</summary>
    public const string Silent = "silent";

    /// <summary>Takes the mail and answers when <see cref="GoOn"/> is released.</summary>
    public const string Slow = "slow";

    /// <summary>Released by the server when it took a mail that it will answer slowly.</summary>
    public SemaphoreSlim Took { get; } = new(0);

    /// <summary>Released by the test when the slow server may answer.</summary>
    public SemaphoreSlim GoOn { get; } = new(0);

    /// <summary>Answers to RCPT in order; 250 when none is left. "drop" closes the connection.</summary>
    public Queue<string> Answers { get; } = new();

    /// <summary>The mails that were taken, headers and body.</summary>
    public List<string> Taken { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
        Took.Dispose();
        GoOn.Dispose();
    }

    private async Task Serve()
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await Talk(client);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Talk(TcpClient client)
    {
        try
        {
            await using var plain = client.GetStream();
            await using var secure = new SslStream(plain, leaveInnerStreamOpen: true);
            var (reader, writer) = Over(plain);
            await writer.WriteLineAsync("220 proef");
            var isKnown = Password is null;
            while (await reader.ReadLineAsync(_stop.Token) is { } line)
            {
                if (!secure.IsAuthenticated)
                {
                    InTheClear.Add(line);
                }

                var verb = line.Split(' ', ':')[0].ToUpperInvariant();
                switch (verb)
                {
                    case "EHLO" when Certificate is not null && !secure.IsAuthenticated:
                        await writer.WriteLineAsync("250-proef\r\n250 STARTTLS");
                        break;
                    case "STARTTLS" when StartTlsAnswers.TryDequeue(out var answer):
                        await writer.WriteLineAsync(answer);
                        break;
                    case "STARTTLS" when Certificate is { } certificate:
                        await writer.WriteLineAsync("220 ga door");
                        await secure.AuthenticateAsServerAsync(certificate);
                        (reader, writer) = Over(secure);
                        break;
                    case "EHLO" when Password is not null:
                        await writer.WriteLineAsync("250-proef\r\n250 AUTH LOGIN");
                        break;
                    case "AUTH":
                        isKnown = await SignIn(line, reader, writer);
                        await writer.WriteLineAsync(isKnown ? "235 welkom" : "535 onjuist");
                        break;
                    case "MAIL" when !isKnown:
                        await writer.WriteLineAsync("530 eerst aanmelden");
                        break;
                    case "RCPT" when Answers.TryDequeue(out var answer):
                        if (answer == "drop")
                        {
                            return;
                        }

                        await writer.WriteLineAsync(answer);
                        break;
                    case "DATA":
                        if (!await Take(reader, writer))
                        {
                            return;
                        }

                        break;
                    case "QUIT":
                        await writer.WriteLineAsync("221 dag");
                        return;
                    default:
                        await writer.WriteLineAsync("250 ok");
                        break;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or AuthenticationException)
        {
            // The client went away, or did not trust us.
        }
    }

    private static (StreamReader Reader, StreamWriter Writer) Over(Stream stream) =>
        (new StreamReader(stream, Encoding.UTF8), new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true });

    // AUTH LOGIN, with or without the name in the first line.
    private async Task<bool> SignIn(string line, StreamReader reader, StreamWriter writer)
    {
        if (line.Split(' ').Length < 3)
        {
            await writer.WriteLineAsync("334 VXNlcm5hbWU6");
            await reader.ReadLineAsync(_stop.Token);
        }

        await writer.WriteLineAsync("334 UGFzc3dvcmQ6");
        return await reader.ReadLineAsync(_stop.Token) is { } given && Encoding.UTF8.GetString(Convert.FromBase64String(given)) == Password;
    }

    // Returns whether the conversation goes on.
    private async Task<bool> Take(StreamReader reader, StreamWriter writer)
    {
        var answer = DataAnswers.TryDequeue(out var scripted) ? scripted : "250 aangenomen";
        if (answer == DropBeforeData)
        {
            return false;
        }

        await writer.WriteLineAsync("354 ga door");
        var mail = await ReadMail(reader);
        if (!answer.StartsWith('5') && !answer.StartsWith('4'))
        {
            Taken.Add(mail);
        }

        switch (answer)
        {
            case DropAfterData:
                return false;
            case AcceptAndDrop:
                await writer.WriteLineAsync("250 aangenomen");
                return false;
            case Silent:
                await reader.ReadLineAsync(_stop.Token);
                return false;
            case Slow:
                Took.Release();
                await GoOn.WaitAsync(_stop.Token);
                await writer.WriteLineAsync("250 aangenomen");
                return true;
            default:
                await writer.WriteLineAsync(answer);
                return true;
        }
    }

    private async Task<string> ReadMail(StreamReader reader)
    {
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".")
        {
            mail.AppendLine(line);
        }

        return mail.ToString();
    }
}
