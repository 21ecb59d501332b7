using System.Reflection;

namespace Compare.Reports.Rendering;

/// <summary>Reads the files that are embedded in this assembly.</summary>
internal static class Resources
{
    private static readonly Assembly s_assembly = typeof(Resources).Assembly;

    public static string Text(string name)
    {
        using StreamReader reader = new(Open(name));
        return reader.ReadToEnd();
    }

    public static byte[] Bytes(string name)
    {
        using Stream stream = Open(name);
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Names of the resources under a folder, in ordinal order.</summary>
    public static IReadOnlyList<string> Under(string folder) =>
    [
        .. s_assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    private static Stream Open(string name) => s_assembly.GetManifestResourceStream(name)
        ?? throw new InvalidOperationException($"The resource '{name}' is not embedded in {s_assembly.GetName().Name}.");
}
