using System.Reflection;
using Compare.Harness.Results;

namespace Compare.Reports.Rendering;

/// <summary>Reads the files that are embedded in this assembly, and those of a section in its own.</summary>
internal static class Resources
{
    private static readonly Assembly s_assembly = typeof(Resources).Assembly;

    public static string Text(string name) => Text(s_assembly, name);

    public static string Text(Assembly assembly, string name)
    {
        using StreamReader reader = new(Open(assembly, name));
        return reader.ReadToEnd();
    }

    public static byte[] Bytes(string name)
    {
        using Stream stream = Open(s_assembly, name);
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    public static IReadOnlyList<T> Table<T>(string name)
    {
        using Stream stream = Open(s_assembly, name);
        return CsvTables.Read<T>(stream);
    }

    /// <summary>Names of the files under a folder, in ordinal order.</summary>
    public static IReadOnlyList<string> Under(string folder) => [.. Under(s_assembly, folder).Order(StringComparer.Ordinal)];

    /// <summary>Texts of the files under a folder, of this assembly and of others, in ordinal order of their names.</summary>
    public static IEnumerable<string> TextsUnder(string folder, IEnumerable<Assembly> others) => others.Prepend(s_assembly)
        .SelectMany(assembly => Under(assembly, folder).Select(name => (Assembly: assembly, Name: name)))
        .OrderBy(file => file.Name, StringComparer.Ordinal)
        .Select(file => Text(file.Assembly, file.Name));

    private static IEnumerable<string> Under(Assembly assembly, string folder) =>
        assembly.GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal));

    private static Stream Open(Assembly assembly, string name) => assembly.GetManifestResourceStream(name)
        ?? throw new InvalidOperationException($"The resource '{name}' is not embedded in {assembly.GetName().Name}.");
}
