using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace KnGG.Workflow.Runtime.Tests.Mail;

/// <summary>Certificates that sign themselves, made for one test. The machine trusts none of them, this process those that it is told to.</summary>
internal static class TestCertificate
{
    private static readonly HashSet<string> Trusted = new(StringComparer.Ordinal);

#pragma warning disable SYSLIB0014 // The mail client of the framework has no other way to be told about a certificate.
    static TestCertificate() => ServicePointManager.ServerCertificateValidationCallback = (_, certificate, _, errors) =>
    {
        lock (Trusted)
        {
            // Of a certificate that is trusted only the chain is forgiven, never the name.
            return (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) == SslPolicyErrors.None
                && (errors == SslPolicyErrors.None || (certificate is not null && Trusted.Contains(certificate.GetCertHashString())));
        }
    };
#pragma warning restore SYSLIB0014

    /// <summary>A certificate for a name or address.</summary>
    public static X509Certificate2 Make(string host, bool trusted)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=proef", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(host, out var address))
        {
            names.AddIpAddress(address);
        }
        else
        {
            names.AddDnsName(host);
        }

        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        if (trusted)
        {
            lock (Trusted)
            {
                Trusted.Add(certificate.GetCertHashString());
            }
        }

        return certificate;
    }
}
