using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KnGG.Workflow.Runtime.Backups;

/// <summary>One file of a backup.</summary>
/// <param name="Name">Its path in the folder, with forward slashes.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its hash, in lower-case hexadecimals.</param>
public sealed record BackupFile(string Name, long Bytes, string Sha256);

/// <summary>What a backup says of itself, in <c>backup.json</c> beside its files.</summary>
/// <param name="MadeAt">The moment that the backup holds, in real time.</param>
/// <param name="Program">Version of the program that made it.</param>
/// <param name="Store">What it was made of: sqlite or postgres. The database in it is SQLite always.</param>
/// <param name="Schema">The newest migration of the database in it.</param>
/// <param name="Files">Every file, so that a copy that broke off is not put back.</param>
public sealed record BackupManifest(DateTimeOffset MadeAt, string Program, string Store, string Schema, IReadOnlyList<BackupFile> Files)
{
    internal const string FileName = "backup.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads the manifest of a backup and compares every file with it.</summary>
    /// <exception cref="BackupRefusedException">It is no backup, or not whole.</exception>
    public static BackupManifest Read(string folder)
    {
        var file = Path.Combine(folder, FileName);
        if (!File.Exists(file))
        {
            throw new BackupRefusedException($"In de map {folder} staat geen back-up ({FileName} ontbreekt). Er is niets gewijzigd.");
        }

        try
        {
            var manifest = JsonSerializer.Deserialize<BackupManifest>(File.ReadAllText(file), Json);
            if (manifest is not { Files: { } files } || !files.Any(f => f.Name == RuntimeOptions.DatabaseName))
            {
                throw new BackupRefusedException($"Het bestand {file} noemt geen database. Er is niets gewijzigd.");
            }

            foreach (var expected in files)
            {
                Compare(folder, expected);
            }

            return manifest;
        }
        catch (JsonException broken)
        {
            throw new BackupRefusedException($"Het bestand {file} is niet te lezen. Er is niets gewijzigd.", broken);
        }
    }

    internal static BackupFile Of(string folder, string name)
    {
        using var stream = File.OpenRead(Path.Combine(folder, name));
        return new BackupFile(name, stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }

    internal void Write(string folder) => File.WriteAllText(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, Json) + "\n");

    // Names come from a file that anybody may have changed: none may lead out of the folder.
    private static void Compare(string folder, BackupFile expected)
    {
        var path = Path.GetFullPath(Path.Combine(folder, expected.Name));
        if (!path.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal) || !File.Exists(path))
        {
            throw new BackupRefusedException($"De back-up in {folder} is niet heel: {expected.Name} ontbreekt. Er is niets gewijzigd.");
        }

        if (Of(folder, expected.Name) != expected)
        {
            throw new BackupRefusedException($"De back-up in {folder} is niet heel: {expected.Name} is anders dan toen hij werd gemaakt. Er is niets gewijzigd.");
        }
    }
}
