using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Embedded.ResourceManager.Http;

/// <summary>The certificate of the local server: self-signed, made at the first start, and kept for clients to trust.</summary>
internal static class ServerCertificate
{
    private const string CertificateFile = "resource-manager.pem";
    private const string KeyFile = "resource-manager.key";

    /// <summary>The one kept in the folder while it is valid, else a new one; without a folder, one for this process alone.</summary>
    public static X509Certificate2 LoadOrCreate(string? folder, DateTimeOffset now)
    {
        if (folder is null)
            return Create(now);
        string certificatePath = Path.Combine(folder, CertificateFile);
        string keyPath = Path.Combine(folder, KeyFile);
        if (File.Exists(certificatePath) && File.Exists(keyPath) && TryLoad(certificatePath, keyPath, now) is { } kept)
            return kept;
        Directory.CreateDirectory(folder);
        X509Certificate2 made = Create(now);
        using RSA key = made.GetRSAPrivateKey()!;
        Replace(keyPath, key.ExportPkcs8PrivateKeyPem());
        Replace(certificatePath, made.ExportCertificatePem());
        return made;
    }

    /// <summary>Nothing when it is about to end, or when a crash left a key and a certificate that do not belong together.</summary>
    private static X509Certificate2? TryLoad(string certificatePath, string keyPath, DateTimeOffset now)
    {
        X509Certificate2 kept;
        try
        {
            kept = X509Certificate2.CreateFromPemFile(certificatePath, keyPath);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return null;
        }

        if (kept.NotAfter.ToUniversalTime() > now.UtcDateTime.AddDays(7))
            return kept;
        kept.Dispose();
        return null;
    }

    private static void Replace(string path, string text)
    {
        string beside = path + ".new";
        FileStreamOptions owner = new() { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            owner.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (StreamWriter writer = new(beside, owner))
            writer.Write(text);
        File.Move(beside, path, overwrite: true);
    }

    private static X509Certificate2 Create(DateTimeOffset now)
    {
        using RSA key = RSA.Create(2_048);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, 0, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        return request.CreateSelfSigned(now.AddDays(-1), now.AddYears(5));
    }
}
