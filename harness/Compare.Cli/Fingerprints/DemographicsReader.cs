using Compare.Engines.Exact;
using Compare.Engines.Exact.Forms;
using Compare.Engines.Exact.Observations;
using Compare.Harness.Fingerprints;
using Compare.Harness.Matrix;

namespace Compare.Cli.Fingerprints;

/// <summary>Characterises workloads on the exact heap and puts what it finds into the tables of fingerprints.</summary>
internal static class DemographicsReader
{
    private const long SmallAge = 64 << 10;
    private const long NurseryAge = 4 << 20;
    private const long LargeBytes = 8 << 10;

    /// <summary>Runs a workload on the exact heap with plain forms of Python's objects.</summary>
    public static Demographics Read(WorkloadConfig workload, ulong seed) =>
        ExactRun.Characterise(workload.Workload, workload.Parameters, seed, ExactForms.Plain);

    /// <summary>The row of <c>fingerprints.csv</c>.</summary>
    public static Fingerprint Fingerprint(string workload, Demographics found) => new()
    {
        Workload = workload,
        AllocatedObjects = found.AllocatedObjects,
        AllocatedBytes = found.AllocatedBytes,
        MeanObjectBytes = PerObject(found, found.AllocatedBytes),
        LargeBytesShare = found.AllocatedBytes == 0
            ? 0
            : (double)found.Sizes.Where(size => size.LeastBytes >= LargeBytes).Sum(size => size.ObjectBytes + size.BufferBytes) / found.AllocatedBytes,
        PeakLiveObjects = found.PeakLiveObjects,
        PeakLiveBytes = found.PeakLiveBytes,
        Turnover = found.Turnover,
        SurvivalSmall = AliveAt(found, SmallAge),
        SurvivalNursery = AliveAt(found, NurseryAge),
        PointerDensity = found.Graph?.PointerDensity ?? 0,
        MeanOutDegree = found.Graph?.MeanDegree ?? 0,
        LargestInDegree = found.Graph?.MaximumInDegree ?? 0,
        SharedObjectsShare = found.Graph?.SharedObjectShare ?? 0,
        OldToYoungShare = found.Stores.OutOfNurseryToNurseryShare,
        CyclicGarbageShare = found.CyclicShare,
        StoresPerObject = found.StoresPerObject,
        OverwritesPerObject = found.MutationsPerObject,
        WeakReferencesPerObject = PerObject(found, found.WeakReferences),
        FinalizersPerObject = PerObject(found, found.FinalizersRun),
    };

    /// <summary>The rows of <c>fingerprints-sizes.csv</c>.</summary>
    public static IEnumerable<SizeClassRow> Sizes(string workload, Demographics found) => found.Sizes.Select(size => new SizeClassRow
    {
        Workload = workload,
        LeastBytes = size.LeastBytes,
        Allocations = size.Objects + size.Buffers,
        Bytes = size.ObjectBytes + size.BufferBytes,
    });

    /// <summary>The rows of <c>fingerprints-survival.csv</c>.</summary>
    public static IEnumerable<SurvivalRow> Survival(string workload, Demographics found) => found.Survival.Select(point => new SurvivalRow
    {
        Workload = workload,
        AgeBytes = point.AgeBytes,
        AliveShare = point.ShareOfBytes,
    });

    /// <summary>The rows of <c>fingerprints-degrees.csv</c>; none for a workload that never reported its peak.</summary>
    public static IEnumerable<DegreeClassRow> Degrees(string workload, Demographics found) =>
        (found.Graph?.Degrees ?? []).Select(degree => new DegreeClassRow
        {
            Workload = workload,
            LeastReferences = degree.Least,
            OutObjects = degree.OutObjects,
            InObjects = degree.InObjects,
        });

    private static double AliveAt(Demographics found, long age) =>
        found.Survival.FirstOrDefault(point => point.AgeBytes >= age)?.ShareOfBytes ?? 0;

    private static double PerObject(Demographics found, long amount) =>
        found.AllocatedObjects == 0 ? 0 : (double)amount / found.AllocatedObjects;
}
