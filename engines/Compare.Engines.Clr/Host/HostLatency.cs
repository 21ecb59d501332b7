using System.Runtime;
using Compare.Engines.Abstractions.Engines;

namespace Compare.Engines.Clr.Host;

/// <summary>The host's latency mode, set while an engine lives and given back after it.</summary>
internal sealed class HostLatency : IDisposable
{
    private static readonly (string Word, GCLatencyMode Mode)[] s_modes =
    [
        ("interactive", GCLatencyMode.Interactive),
        ("batch", GCLatencyMode.Batch),
        ("low", GCLatencyMode.LowLatency),
        ("sustained", GCLatencyMode.SustainedLowLatency),
    ];

    private readonly GCLatencyMode? _before;

    /// <summary>Initializes a new instance of the <see cref="HostLatency"/> class and sets the mode that an engine is to have.</summary>
    /// <param name="options">How the engine is made.</param>
    /// <remarks>
    /// A heap limit needs the host's concurrent collector (see <see cref="ClrParameters.Environment"/>); where nobody asked
    /// for background collections, the mode "batch" keeps them away.
    /// </remarks>
    public HostLatency(EngineOptions options)
    {
        GCLatencyMode? mode = options.Parameters.Has(ClrParameters.Latency) ? Parse(options.Parameters.Text(ClrParameters.Latency))
            : options.HeapLimitBytes is not null && !AsksForBackground(options) ? GCLatencyMode.Batch
            : null;
        if (mode is { } wanted && wanted != GCSettings.LatencyMode)
        {
            _before = GCSettings.LatencyMode;
            GCSettings.LatencyMode = wanted; // The host keeps its own where it cannot: that shows in the effective value.
        }
    }

    /// <summary>Gets the words for modes.</summary>
    public static IEnumerable<string> Words => s_modes.Select(mode => mode.Word);

    /// <summary>Gets the word for the mode that is in effect.</summary>
    public static string Current => Array.Find(s_modes, mode => mode.Mode == GCSettings.LatencyMode).Word
        ?? GCSettings.LatencyMode.ToString();

    /// <summary>Gets a value indicating whether the mode in effect lets full collections run in the background.</summary>
    public static bool AllowsBackground =>
        GCSettings.LatencyMode is GCLatencyMode.Interactive or GCLatencyMode.SustainedLowLatency;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_before is { } mode)
        {
            GCSettings.LatencyMode = mode;
        }
    }

    private static bool AsksForBackground(EngineOptions options) =>
        options.Parameters.Has(ClrParameters.Concurrent) && options.Parameters.Boolean(ClrParameters.Concurrent);

    private static GCLatencyMode Parse(string word) => Array.Find(s_modes, mode => mode.Word == word).Mode;
}
