using System.Xml.Linq;

namespace Compare.Package.Tests;

/// <summary>
/// A folder with all packages of this build, made once in a test run, and a NuGet configuration that knows no other source. What is
/// installed from it stays in the folder, too: nothing of the user's is read or changed.
/// </summary>
public sealed class PackedFeed : IAsyncLifetime
{
    /// <summary>The package of the tool.</summary>
    public const string ToolPackage = "GcCompare.Tool";

    /// <summary>The command that the tool installs.</summary>
    public const string ToolCommand = "gc-compare";

    private readonly string _root = Directory.CreateTempSubdirectory("gc-compare-feed-").FullName;
    private Task? _templates;

    /// <summary>Folder with the packages.</summary>
    public string Packages => Path.Combine(_root, "packages");

    /// <summary>The NuGet configuration.</summary>
    public string Configuration => Path.Combine(_root, "nuget.config");

    /// <summary>Version of every package.</summary>
    public string Version { get; private set; } = string.Empty;

    private static string UserPackages => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>Folder with the sources.</summary>
    public static string Sources { get; } = FindSources();

    /// <summary>Configuration in which these tests were built, and with them what is packed.</summary>
    public static string BuildConfiguration =>
        new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Name;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(Packages);
        new XDocument(
            new XElement(
                "configuration",
                new XElement(
                    "packageSources",
                    new XElement("clear"),
                    new XElement("add", new XAttribute("key", "feed"), new XAttribute("value", Packages))))).Save(Configuration);
        (await DotnetAsync(Sources, "pack", "Compare.sln", "-c", BuildConfiguration, "--no-build", "--nologo", "-o", Packages))
            .ThrowIfFailed();
        string tool = Directory.GetFiles(Packages, ToolPackage + ".*.nupkg").Single();
        Version = Path.GetFileNameWithoutExtension(tool)[(ToolPackage.Length + 1)..];
    }

    /// <inheritdoc/>
    public Task DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>A new folder that is removed with the feed.</summary>
    /// <param name="name">Its name.</param>
    public string Folder(string name) => Directory.CreateDirectory(Path.Combine(_root, name)).FullName;

    /// <summary>Path of a package.</summary>
    /// <param name="id">Its id.</param>
    public string PathOf(string id) => Path.Combine(Packages, $"{id}.{Version}.nupkg");

    /// <summary>Runs the <c>dotnet</c> command with caches of its own.</summary>
    /// <param name="folder">Working directory.</param>
    /// <param name="arguments">Its arguments.</param>
    public Task<ProcessResult> DotnetAsync(string folder, params string[] arguments) => ProcessResult.RunAsync(
        ProcessResult.Dotnet,
        folder,
        arguments,
        new Dictionary<string, string?>
        {
            ["NUGET_PACKAGES"] = Path.Combine(_root, "cache"),

            // What these tests were built with, for projects that refer to it too: no registry is asked.
            ["NUGET_FALLBACK_PACKAGES"] = UserPackages,
            ["DOTNET_CLI_HOME"] = Path.Combine(_root, "home"),
            ["DOTNET_NOLOGO"] = "1",
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",

            // The test runner's own build must not rule the one that is started.
            ["MSBUILDDISABLENODEREUSE"] = "1",
            ["MSBuildSDKsPath"] = null,
            ["MSBuildExtensionsPath"] = null,
            ["MSBUILD_EXE_PATH"] = null,
        });

    /// <summary>Installs the templates, once for all tests: a second time is an error of the template engine.</summary>
    public Task InstallTemplatesAsync() => _templates ??= InstallAsync();

    /// <summary>Installs the tool into a new folder.</summary>
    /// <param name="name">Name of the folder.</param>
    /// <returns>Path of the command.</returns>
    public async Task<string> InstallToolAsync(string name)
    {
        string folder = Folder(name);
        (await DotnetAsync(_root, "tool", "install", "--tool-path", folder, "--configfile", Configuration, ToolPackage)).ThrowIfFailed();
        return Path.Combine(folder, OperatingSystem.IsWindows() ? ToolCommand + ".exe" : ToolCommand);
    }

    private async Task InstallAsync() =>
        (await DotnetAsync(_root, "new", "install", PathOf("GcCompare.Templates"))).ThrowIfFailed();

    private static string FindSources()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Compare.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("There is no Compare.sln above the tests.");
    }
}
