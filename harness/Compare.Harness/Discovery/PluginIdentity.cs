namespace Compare.Harness.Discovery;

/// <summary>Which build of a plug-in took part in a run.</summary>
public sealed record PluginIdentity
{
    /// <summary>Simple name of the assembly.</summary>
    public required string Name { get; init; }

    /// <summary>Version that the assembly states.</summary>
    public required string Version { get; init; }

    /// <summary>Full path of the file.</summary>
    public required string Path { get; init; }

    /// <summary>SHA-256 of the file, hexadecimal: another build is another plug-in.</summary>
    public required string Sha256 { get; init; }
}
