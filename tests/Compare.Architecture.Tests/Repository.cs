using System.Reflection;

namespace Compare.Architecture.Tests;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repository
{
    private static readonly string[] s_outputFolders = [".git", "artifacts", "bin", "obj", "node_modules", "results"];

    /// <summary>Gets the folder of the solution.</summary>
    public static DirectoryInfo Root { get; } = FindRoot();

    /// <summary>Gets every file that belongs to the sources, as a path relative to the root with slashes.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. FilesBelow(Root).Order(StringComparer.Ordinal)];

    /// <summary>Gets every project, as a path relative to the root with slashes.</summary>
    public static IEnumerable<string> Projects => Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal));

    /// <summary>Gets the names of the engine projects.</summary>
    public static IEnumerable<string> EngineNames =>
        ProjectNames("engines/").Where(name => name is not ("Compare.Engines.Abstractions" or "Compare.Engines.Heap"));

    /// <summary>Gets the names of the projects below a folder.</summary>
    public static IEnumerable<string> ProjectNames(string folder) =>
        Projects.Where(project => project.StartsWith(folder, StringComparison.Ordinal))
            .Select(project => Path.GetFileNameWithoutExtension(project));

    /// <summary>Loads the assembly of a project.</summary>
    public static Assembly Load(string project) =>
        Assembly.Load(project == "Compare.Cli" ? "gc-compare" : project);

    /// <summary>Reads a file.</summary>
    public static string Read(string file) => File.ReadAllText(Path.Combine(Root.FullName, file));

    private static DirectoryInfo FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Compare.sln")))
        {
            folder = folder.Parent;
        }

        return folder ?? throw new InvalidOperationException("The tests do not run below the folder of Compare.sln.");
    }

    private static IEnumerable<string> FilesBelow(DirectoryInfo folder)
    {
        foreach (FileInfo file in folder.EnumerateFiles())
        {
            yield return Path.GetRelativePath(Root.FullName, file.FullName).Replace('\\', '/');
        }

        foreach (DirectoryInfo inner in folder.EnumerateDirectories())
        {
            if (!s_outputFolders.Contains(inner.Name, StringComparer.Ordinal))
            {
                foreach (string file in FilesBelow(inner))
                {
                    yield return file;
                }
            }
        }
    }
}
