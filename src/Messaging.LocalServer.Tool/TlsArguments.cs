using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Messaging.LocalServer.Tool;

/// <summary>What the command line says about TLS.</summary>
internal sealed class TlsArguments
{
    private readonly Option<bool> _tls = new("--tls")
    {
        Description = "Speak TLS (wss://) with a certificate made for localhost at each start. Clients have to be told to trust it.",
    };

    private readonly Option<FileInfo?> _certificate = new("--certificate")
    {
        Description = "Speak TLS with the certificate of a file: PEM, or PKCS #12 if its name ends with .pfx or .p12.",
    };

    private readonly Option<FileInfo?> _key = new("--certificate-key")
    {
        Description = "The PEM file with the certificate's private key. Without it, the key is in the certificate's file.",
    };

    private readonly Option<string?> _password = new("--certificate-password") { Description = "The password of the private key, if it has one." };

    public void AddTo(Command command)
    {
        command.Add(_tls);
        command.Add(_certificate);
        command.Add(_key);
        command.Add(_password);
    }

    /// <summary>Sets the options of the server.</summary>
    /// <exception cref="ArgumentException">The certificate cannot be read.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public void Apply(ParseResult result, LocalServerOptions options)
    {
        options.UseSelfSignedCertificate = result.GetValue(_tls);
        if (result.GetValue(_certificate) is { } file)
        {
            options.Certificate = Load(file, result.GetValue(_key), result.GetValue(_password));
        }
    }

    private static X509Certificate2 Load(FileInfo file, FileInfo? key, string? password)
    {
        try
        {
            if (file.Extension.ToUpperInvariant() is ".PFX" or ".P12")
            {
                return X509CertificateLoader.LoadPkcs12FromFile(file.FullName, password);
            }

            using X509Certificate2 certificate = password is null
                ? X509Certificate2.CreateFromPemFile(file.FullName, key?.FullName)
                : X509Certificate2.CreateFromEncryptedPemFile(file.FullName, password, key?.FullName);

            // TLS on Windows takes no key that lives in memory only, unless it has been through PKCS #12.
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
        }
        catch (CryptographicException e)
        {
            throw new ArgumentException($"The certificate {file.Name} cannot be read: {e.Message}", nameof(file), e);
        }
    }
}
