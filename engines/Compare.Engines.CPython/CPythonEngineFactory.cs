using System.Globalization;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.CPython.Objects;
using Compare.Engines.CPython.Obmalloc;
using Compare.Engines.CPython.Versions;
using Compare.Engines.Heap.Probes;

namespace Compare.Engines.CPython;

/// <summary>Makes <see cref="CPythonEngine{TProbe, TVersion}"/>.</summary>
[Engine("cpython")]
public sealed class CPythonEngineFactory : IEngineFactory
{
    private const int DefaultCascadeObjects = 1024;

    private static readonly EngineTraits s_traits = new()
    {
        Moving = false,
        Reclaims = true,
        ReclaimsCycles = true,
        Prompt = true,
        CountsReferences = true,
        ManagedHeap = false,
        Generations = 3,
        Barrier = BarrierKind.ReferenceCounting,
        Delivery = CallbackDelivery.AtDeath,
        FinalizerOrder = FinalizerOrder.ByCount,
        WeakClearedBeforeFinalizer = true,
        CollectResult = CollectResult.UnreachableObjects,
        CanDisable = true,
        HasCensus = true,
        HonoursHeapLimit = true,
        HeaderBytes = ObjectLayout.HeaderBytes + ObjectLayout.GcHeaderBytes,
        CanPin = true,
    };

    /// <inheritdoc/>
    public string Summary => "Reference counting, size-class pools and a collector of cycles: generations, or increments in 3.14.";

    /// <inheritdoc/>
    public string ModelledOn => "CPython 3.11.7, 3.12.1, 3.13.0, 3.14.2";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        new("profile", ParameterKind.Choice, "Version of CPython that is modelled.", "3.13")
        {
            Choices = [.. CPythonProfile.All.Select(profile => profile.Version)],
            Positional = true,
        },
        Threshold("gen0", "Net allocations of tracked objects that start a young collection; 0 for never."),
        Threshold("gen1", "Young collections before a middle one."),
        Threshold("gen2", "Middle collections before a full one."),
        new("cascade", ParameterKind.Integer, "Deaths in one chain from which it is logged as a pause, objects.", DefaultCascadeObjects.ToString(CultureInfo.InvariantCulture))
        {
            Minimum = 1,
            Maximum = int.MaxValue,
        },
    ];

    /// <inheritdoc/>
    public EngineTraits GetTraits(ParameterValues parameters) => s_traits;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetProcessEnvironment(EngineOptions options) =>
        new Dictionary<string, string>();

    /// <inheritdoc/>
    public IEngine Create(EngineOptions options)
    {
        if (options.HeapLimitBytes < LargePools.ArenaBytes)
        {
            throw new ParameterException(
                $"engine cpython: a heap of {ByteSize.Format(options.HeapLimitBytes.Value)} is below one arena; give {ByteSize.Format(LargePools.ArenaBytes)} or more.");
        }

        return options.Parameters.Text("profile") switch
        {
            "3.11" => Create<Version311>(options),
            "3.12" => Create<Version312>(options),
            "3.13" => Create<Version313>(options),
            _ => Create<Version314>(options),
        };
    }

    private static IEngine Create<TVersion>(EngineOptions options)
        where TVersion : struct, ICPythonVersion =>
        options.CountWork ? Create<WorkProbe, TVersion>(options) : Create<NoProbe, TVersion>(options);

    private static CPythonEngine<TProbe, TVersion> Create<TProbe, TVersion>(EngineOptions options)
        where TProbe : struct, IWorkProbe
        where TVersion : struct, ICPythonVersion
    {
        ParameterValues parameters = options.Parameters;
        CPythonEngine<TProbe, TVersion> engine = new(options, s_traits, (int)parameters.Integer("cascade"));
        ReadOnlySpan<string> names = ["gen0", "gen1", "gen2"];
        long[] thresholds = [.. engine.Thresholds];
        for (int i = 0; i < thresholds.Length; i++)
        {
            thresholds[i] = parameters.Has(names[i]) ? parameters.Integer(names[i]) : thresholds[i];
        }

        engine.SetThresholds(thresholds);
        return engine;
    }

    private static ParameterDescription Threshold(string name, string summary) =>
        new(name, ParameterKind.Integer, summary, null) { Minimum = 0, Maximum = int.MaxValue };
}
