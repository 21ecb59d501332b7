using Compare.Harness.Validation;

namespace Compare.Harness.Discovery;

/// <summary>Everything that matrices can name: what comes with this build, and what plug-ins add to it.</summary>
/// <param name="engines">Engines of this build.</param>
/// <param name="workloads">Workloads of this build.</param>
public sealed class Catalogs(EngineCatalog engines, WorkloadCatalog workloads)
{
    private readonly List<Plugin> _plugins = [];

    /// <summary>The engines.</summary>
    public EngineCatalog Engines { get; private set; } = engines;

    /// <summary>The workloads.</summary>
    public WorkloadCatalog Workloads { get; private set; } = workloads;

    /// <summary>The plug-ins, in the order in which they were named.</summary>
    public IReadOnlyList<Plugin> Plugins => _plugins;

    /// <summary>Adds a plug-in; one that is there already is not added again.</summary>
    /// <param name="path">Path of its assembly.</param>
    /// <param name="place">Where it is named, for messages.</param>
    /// <exception cref="InputException">It cannot be loaded, or a name in it is taken.</exception>
    public void Add(string path, string place)
    {
        try
        {
            Plugin plugin = Plugin.Load(path);
            if (plugin.IsEmpty)
            {
                throw new PluginException($"'{plugin.Path}' holds no engine, workload or report section; see docs/adding.md.");
            }

            if (_plugins.TrueForAll(other => other.Assembly != plugin.Assembly))
            {
                Engines = Engines.With(plugin);
                Workloads = Workloads.With(plugin);
                _plugins.Add(plugin);
            }
        }
        catch (PluginException exception)
        {
            throw new InputException(place, exception.Message);
        }
    }
}
