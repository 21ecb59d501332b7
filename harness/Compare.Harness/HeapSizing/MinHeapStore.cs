using System.Text.Json;
using Compare.Harness.Validation;

namespace Compare.Harness.HeapSizing;

/// <summary>The certificates of earlier searches, in one file; each is written as soon as it is known.</summary>
public sealed class MinHeapStore
{
    /// <summary>Where certificates are kept when nothing else is said.</summary>
    public static string DefaultPath { get; } = Path.Combine("results", "minheap.json");

    private readonly string _path;
    private readonly Dictionary<MinHeapKey, MinHeapCertificate> _certificates;

    private MinHeapStore(string path, Dictionary<MinHeapKey, MinHeapCertificate> certificates)
    {
        _path = path;
        _certificates = certificates;
    }

    /// <summary>Full path of the file.</summary>
    public string FullPath => Path.GetFullPath(_path);

    /// <summary>Opens a store; a file that is not there is an empty one.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">The file is there and is no such file.</exception>
    public static MinHeapStore Open(string path)
    {
        if (!File.Exists(path))
        {
            return new MinHeapStore(path, []);
        }

        try
        {
            MinHeapFile? file = JsonSerializer.Deserialize(File.ReadAllBytes(path), MinHeapJson.Default.MinHeapFile);
            if (file is not { Schema: MinHeapFile.CurrentSchema } || file.Certificates.Any(one => one is not { Key: not null }))
            {
                throw new InputException(
                    path, $"This file has not schema {MinHeapFile.CurrentSchema}; delete it, or name another one with --cache.");
            }

            return new MinHeapStore(path, file.Certificates.DistinctBy(one => one.Key).ToDictionary(one => one.Key));
        }
        catch (JsonException)
        {
            throw new InputException(path, "This file holds no smallest heaps; delete it, or name another one with --cache.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                path, $"The file cannot be read ({exception.Message.TrimEnd('.')}); name another one with --cache.");
        }
    }

    /// <summary>Every certificate, by workload and config.</summary>
    public IReadOnlyList<MinHeapCertificate> Certificates =>
    [
        .. _certificates.Values
            .OrderBy(one => one.Key.Workload, StringComparer.Ordinal)
            .ThenBy(one => one.Key.Config, StringComparer.Ordinal)
            .ThenBy(one => one.Key.ToString(), StringComparer.Ordinal),
    ];

    /// <summary>The certificate of a key, or null.</summary>
    /// <param name="key">The key.</param>
    public MinHeapCertificate? Find(MinHeapKey key) => _certificates.GetValueOrDefault(key);

    /// <summary>Adds a certificate and writes the file, under a temporary name first.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public void Add(MinHeapCertificate certificate)
    {
        _certificates[certificate.Key] = certificate;
        MinHeapFile file = new()
        {
            Schema = MinHeapFile.CurrentSchema,
            Certificates = Certificates,
        };
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(FullPath)!);
            string temporary = FullPath + ".tmp";
            File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(file, MinHeapJson.Default.MinHeapFile));
            File.Move(temporary, FullPath, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                _path, $"The file cannot be written ({exception.Message.TrimEnd('.')}); name another one with --cache.");
        }
    }
}
