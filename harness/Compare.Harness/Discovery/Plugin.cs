using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
using System.Security.Cryptography;
using Compare.Engines.Abstractions.Workloads;

namespace Compare.Harness.Discovery;

/// <summary>
/// An assembly from outside this build, with engines, workloads or report sections of its own. It is loaded beside the tool's
/// assemblies, which it shares; what else it needs is looked for beside it.
/// </summary>
public sealed class Plugin
{
    // By name: the harness does not know the reports.
    private const string Section = "IReportSection";

    private readonly Type[] _types;

    private Plugin(string path, Assembly assembly, Type[] types)
    {
        Path = path;
        Assembly = assembly;
        _types = types;
    }

    /// <summary>Full path of the assembly.</summary>
    public string Path { get; }

    /// <summary>The assembly.</summary>
    public Assembly Assembly { get; }

    /// <summary>Its engines, made when they are first asked for: a worker makes only the one that it runs.</summary>
    public IReadOnlyList<EngineInfo> Engines => field ??= [.. EngineCatalog.EnginesAmong(_types)];

    /// <summary>Its workloads.</summary>
    public IReadOnlyList<IWorkload> Workloads => field ??= [.. WorkloadCatalog.WorkloadsAmong(_types)];

    /// <summary>True for an assembly that adds nothing.</summary>
    public bool IsEmpty => Engines.Count == 0 && Workloads.Count == 0
        && !_types.Any(type => type is { IsClass: true, IsAbstract: false } && type.GetInterface(Section) is not null);

    /// <summary>What results say of it.</summary>
    public PluginIdentity Identity => new()
    {
        Name = Assembly.GetName().Name!,
        Version = Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? Assembly.GetName().Version?.ToString() ?? string.Empty,
        Path = Path,
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path))),
    };

    /// <summary>True for a build that is not optimised: its times say nothing.</summary>
    public bool IsUnoptimised => Assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true };

    /// <summary>Loads an assembly; a second time, it is the same one.</summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="PluginException">It cannot be loaded, or was built against another version of the tool.</exception>
    public static Plugin Load(string path)
    {
        string full = path.Length == 0 || path.Contains('\0', StringComparison.Ordinal) ? path : System.IO.Path.GetFullPath(path);
        if (!File.Exists(full))
        {
            throw new PluginException(Directory.Exists(full)
                ? $"'{full}' is a folder; name the assembly in it, a file that ends in .dll."
                : $"There is no file '{full}'; build the plug-in and name its assembly, a file that ends in .dll.");
        }

        try
        {
            AssemblyDependencyResolver resolver = new(full);
            AssemblyLoadContext.Default.Resolving += (context, name) =>
                resolver.ResolveAssemblyToPath(name) is { } found ? context.LoadFromAssemblyPath(found) : null;
            Assembly assembly = AssemblyLoadContext.Default.LoadFromAssemblyPath(full);
            return new(full, assembly, assembly.GetTypes());
        }
        catch (ReflectionTypeLoadException exception)
        {
            throw new PluginException(
                $"'{full}' was built against another version of the tool ({exception.LoaderExceptions[0]?.Message.TrimEnd('.')}); build it against this one.",
                exception);
        }
        catch (Exception exception) when (exception is BadImageFormatException or IOException or UnauthorizedAccessException
            or InvalidOperationException)
        {
            throw new PluginException($"'{full}' cannot be loaded ({exception.Message.TrimEnd('.')}).", exception);
        }
    }

    /// <summary>Paths of the plug-ins that types come from, for a process that needs these types and no others.</summary>
    /// <param name="types">The types.</param>
    public static IReadOnlyList<string> PathsOf(params Type[] types) =>
    [
        .. types.Select(type => type.Assembly.Location)
            .Where(location => System.IO.Path.GetDirectoryName(location) != System.IO.Path.GetDirectoryName(typeof(Plugin).Assembly.Location))
            .Distinct(StringComparer.Ordinal),
    ];
}
