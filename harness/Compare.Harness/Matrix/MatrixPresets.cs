using System.Reflection;

namespace Compare.Harness.Matrix;

/// <summary>The matrices that come with the tool.</summary>
public static class MatrixPresets
{
    private const string Prefix = "presets/";
    private const string Suffix = ".yaml";

    /// <summary>Name of the preset that runs when none is named.</summary>
    public const string Default = "default";

    /// <summary>Names of the presets in ordinal order.</summary>
    public static IReadOnlyCollection<string> Names { get; } =
    [
        .. typeof(MatrixPresets).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Suffix.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The text of a preset, or null when there is none of that name.</summary>
    /// <param name="name">Name of the preset.</param>
    public static string? Find(string name)
    {
        if (!Names.Contains(name))
        {
            return null;
        }

        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + name + Suffix)!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
