namespace Compare.Harness.Matrix;

/// <summary>A file of a matrix: the one that was named, or one that is included.</summary>
/// <param name="Id">What makes it the same file again: its full path, or its name among the presets.</param>
/// <param name="Name">Its name for places.</param>
/// <param name="Text">Its content.</param>
/// <param name="IsPreset">True when it comes with the tool: then it includes only what does so too.</param>
internal sealed record IncludedFile(string Id, string Name, string Text, bool IsPreset)
{
    /// <summary>Finds a file that another one includes: beside it, or among the presets.</summary>
    /// <param name="name">The name as written.</param>
    /// <param name="from">The including file.</param>
    /// <returns>The file, or null when there is none.</returns>
    /// <exception cref="IOException">It is there and cannot be read.</exception>
    public static IncludedFile? Find(string name, IncludedFile from)
    {
        string path = Path.Combine(Path.GetDirectoryName(from.Name) ?? string.Empty, name);
        if (!from.IsPreset && File.Exists(path))
        {
            return new IncludedFile(Path.GetFullPath(path), path, File.ReadAllText(path), IsPreset: false);
        }

        return MatrixPresets.FindIncludable(name) is { } text ? new IncludedFile(name, name, text, IsPreset: true) : null;
    }
}
