using System.Net;
using System.Net.Sockets;
using System.Text;

namespace KnGG.Workflow.Runtime.Tests.Mail;

/// <summary>A mail server of one page: answers the recipients of each mail as a test scripted, and keeps what it took.</summary>
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

    public Uri Address => new($"smtp://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

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
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.UTF8);
            await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 proef");
            while (await reader.ReadLineAsync(_stop.Token) is { } line)
            {
                var verb = line.Split(' ', ':')[0].ToUpperInvariant();
                switch (verb)
                {
                    case "RCPT" when Answers.TryDequeue(out var answer):
                        if (answer == "drop")
                        {
                            return;
                        }

                        await writer.WriteLineAsync(answer);
                        break;
                    case "DATA":
                        await writer.WriteLineAsync("354 ga door");
                        Taken.Add(await ReadMail(reader));
                        await writer.WriteLineAsync("250 aangenomen");
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
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The client went away.
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
