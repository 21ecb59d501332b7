using System.Globalization;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Workloads;

namespace Compare.Worker;

/// <summary>Holds a run against what its workload promises: objects and bytes allocated, objects live at the peak.</summary>
/// <remarks>The promise is computed when it is first needed, after a run: some workloads simulate for it.</remarks>
internal sealed class Verification(IEngine engine, Func<WorkloadExpectation?> expect)
{
    private readonly Lazy<WorkloadExpectation?> _expected = new(expect);
    private long? _liveObjects;
    private long _bytesBefore;

    /// <summary>True when the engine can say exactly what is live after a full collection.</summary>
    public bool CanCountLive => engine.Traits is { HasCensus: true, Reclaims: true, ReclaimsCycles: true };

    /// <summary>True when what is left by a full collection can be weighed, exactly or by what the host has in use.</summary>
    public bool CanWeighLive => CanCountLive || engine.Traits is { ManagedHeap: true, Reclaims: true, ReclaimsCycles: true };

    /// <summary>
    /// Bytes of the objects that were live at the peak, in the engine's own layout; on the host's heap what is in use then beyond what
    /// was before the run.
    /// </summary>
    public long? LiveBytes { get; private set; }

    /// <summary>Prepares for weighing: what is in use on the host's heap already belongs to the laboratory.</summary>
    public void Prepare()
    {
        if (!CanCountLive && CanWeighLive)
        {
            engine.Control.Collect(engine.Control.GenerationCount - 1);
            _bytesBefore = engine.Control.Statistics.UsedBytes ?? 0;
        }
    }

    /// <summary>Collects the whole heap and counts what is left.</summary>
    public void CountLive()
    {
        engine.Control.Collect(engine.Control.GenerationCount - 1);
        if (engine.Control.TakeCensus() is { } census)
        {
            (_liveObjects, LiveBytes) = (census.Objects, census.Bytes);
        }
        else
        {
            LiveBytes = engine.Control.Statistics.UsedBytes - _bytesBefore;
        }
    }

    /// <summary>What of the live objects does not fit, or null.</summary>
    public string? CheckLive()
    {
        if (!CanCountLive)
        {
            return null;
        }

        return _liveObjects is not { } live ? "The workload did not report its peak."
            : _expected.Value is not { } expected ? null
            : Check("objects live at the peak", live, expected.PeakLiveObjects, expected.LiveTolerance);
    }

    /// <summary>What of the allocation of one iteration does not fit, or null.</summary>
    /// <param name="objects">Objects allocated.</param>
    /// <param name="bytes">Bytes on the allocation clock.</param>
    public string? CheckAllocation(long objects, long bytes) => _expected.Value is not { } expected
        ? null
        : Check("objects allocated", objects, expected.AllocatedObjects, expected.AllocationTolerance)
            ?? Check("bytes allocated", bytes, expected.AllocatedBytes, expected.AllocationTolerance);

    private static string? Check(string what, long found, long expected, double tolerance) =>
        Math.Abs(found - (double)expected) <= tolerance * expected
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"The run does not do what its parameters promise: {found} {what} where {expected} are expected (tolerance {tolerance:P1}).");
}
