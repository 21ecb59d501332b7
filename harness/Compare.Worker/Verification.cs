using System.Globalization;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Workloads;

namespace Compare.Worker;

/// <summary>Holds a run against what its workload promises: objects and bytes allocated, objects live at the peak.</summary>
internal sealed class Verification(IEngine engine, WorkloadExpectation expected)
{
    private long? _liveObjects;

    /// <summary>True when the engine can say exactly what is live after a full collection.</summary>
    public bool CanCountLive => engine.Traits is { HasCensus: true, Reclaims: true, ReclaimsCycles: true };

    /// <summary>Collects the whole heap and counts what is left.</summary>
    public void CountLive()
    {
        engine.Control.Collect(engine.Control.GenerationCount - 1);
        _liveObjects = engine.Control.TakeCensus()?.Objects;
    }

    /// <summary>What of the live objects does not fit, or null.</summary>
    public string? CheckLive()
    {
        if (!CanCountLive)
        {
            return null;
        }

        return _liveObjects is { } live
            ? Check("objects live at the peak", live, expected.PeakLiveObjects, expected.LiveTolerance)
            : "The workload did not report its peak.";
    }

    /// <summary>What of the allocation of one iteration does not fit, or null.</summary>
    /// <param name="objects">Objects allocated.</param>
    /// <param name="bytes">Bytes on the allocation clock.</param>
    public string? CheckAllocation(long objects, long bytes) =>
        Check("objects allocated", objects, expected.AllocatedObjects, expected.AllocationTolerance)
        ?? Check("bytes allocated", bytes, expected.AllocatedBytes, expected.AllocationTolerance);

    private static string? Check(string what, long found, long expected, double tolerance) =>
        Math.Abs(found - (double)expected) <= tolerance * expected
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"The run does not do what its parameters promise: {found} {what} where {expected} are expected (tolerance {tolerance:P1}).");
}
