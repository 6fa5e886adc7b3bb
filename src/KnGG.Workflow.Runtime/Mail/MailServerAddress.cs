namespace KnGG.Workflow.Runtime.Mail;

/// <summary>The address of a mail server, as a setting: <c>smtp://</c>, or <c>smtp+starttls://</c> to insist on encryption.</summary>
public static class MailServerAddress
{
    internal const string Encrypted = "smtp+starttls";
    private const string Plain = "smtp";

    /// <summary>What such an address looks like.</summary>
    public const string Example = "smtp+starttls://naam:wachtwoord@mail.example:587";

    /// <summary>Reads an address, or says in Dutch why it is none.</summary>
    public static (Uri? Address, string? Problem) Read(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) switch
    {
        true when address.Scheme is "smtps" => (null, "versleuteling vanaf het begin (poort 465) kan de dienst niet; gebruik smtp+starttls:// met poort 587"),
        true when address.Scheme is Plain or Encrypted && address.Host.Length > 0 => (address, null),
        _ => (null, "dit is geen adres als " + Example),
    };
}
