using System.Net.Mail;

namespace KnGG.Workflow.Runtime.Mail;

/// <summary>Without a mail server: puts each mail as an .eml file in a folder, named by its Message-Id, so that sending twice gives one file.</summary>
internal sealed class FolderSender : IMailSender
{
    private readonly string _folder;

    public FolderSender(string folder) => _folder = folder;

    public async Task<SmtpReply> Send(OutgoingMail mail, CancellationToken stop)
    {
        // The client chooses the file's name, so it writes into a folder of its own first.
        var own = Path.Combine(Path.GetFullPath(_folder), ".new-" + mail.MessageId.Split('@')[0]);
        try
        {
            Directory.CreateDirectory(own);
            using var client = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = own };
            using var message = MailMessages.Make(mail);
            await client.SendMailAsync(message, stop);
            File.Move(Directory.GetFiles(own)[0], Path.Combine(_folder, mail.MessageId.Split('@')[0] + ".eml"), overwrite: true);
            Directory.Delete(own, recursive: true);
            return new SmtpReply(250, "in map gelegd");
        }
        catch (FormatException)
        {
            return new SmtpReply(553, "het adres is geen geldig e-mailadres");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SmtpException)
        {
            return new SmtpReply(0, exception.GetType().Name);
        }
    }
}
