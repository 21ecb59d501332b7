using System.Reflection;

namespace Compare.Harness.Matrix;

/// <summary>The matrices that come with the tool, and the parts that matrices may include.</summary>
public static class MatrixPresets
{
    private const string Prefix = "presets/";
    private const string MatrixSuffix = ".yaml";
    private const string PartSuffix = ".yml";

    /// <summary>Name of the preset that runs when none is named.</summary>
    public const string Default = "default";

    /// <summary>Name of the part with the modifiers and sets of engines, which every matrix knows without including it.</summary>
    public const string Engines = Prefix + "engines" + PartSuffix;

    /// <summary>Names of the presets in ordinal order.</summary>
    public static IReadOnlyCollection<string> Names { get; } =
        [.. Resources(MatrixSuffix).Select(name => name[Prefix.Length..^MatrixSuffix.Length])];

    /// <summary>Names of the parts, which are no matrices of their own.</summary>
    public static IReadOnlyCollection<string> Parts { get; } = [.. Resources(PartSuffix)];

    /// <summary>Names under which matrices may include what comes with the tool: parts such as <c>presets/engines.yml</c>, and presets.</summary>
    public static IReadOnlyCollection<string> Includable { get; } = [.. Parts, .. Resources(MatrixSuffix)];

    /// <summary>The text of a preset, or null when there is none of that name.</summary>
    /// <param name="name">Name of the preset.</param>
    public static string? Find(string name) => Names.Contains(name) ? Read(Prefix + name + MatrixSuffix) : null;

    /// <summary>What a preset is for: the first line of its text that is not for editors.</summary>
    /// <param name="name">Name of the preset.</param>
    public static string? SummaryOf(string name) => Find(name)?.Split('\n')
        .Select(line => line.TrimStart('#', ' '))
        .First(line => !line.StartsWith(MatrixSchema.Server, StringComparison.Ordinal));

    /// <summary>The text of what a matrix may include, or null when there is none of that name.</summary>
    /// <param name="name">One of <see cref="Includable"/>.</param>
    public static string? FindIncludable(string name) => Includable.Contains(name) ? Read(name) : null;

    private static IEnumerable<string> Resources(string suffix) => typeof(MatrixPresets).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(suffix, StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    private static string Read(string resource)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
