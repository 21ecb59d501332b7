using Compare.Harness.Fingerprints;
using Compare.Reports.Rendering;

namespace Compare.Reports.Model;

/// <summary>What the exact heap found of the workloads of the suite, as it comes with the program.</summary>
public static class SuiteFingerprints
{
    private const int Scores = 10;

    private static readonly Lazy<IReadOnlyDictionary<string, Fingerprint>> s_prints = new(() =>
        Resources.Table<Fingerprint>("fingerprints/fingerprints.csv")
            .ToDictionary(print => print.Workload, StringComparer.Ordinal));

    private static readonly Lazy<ILookup<string, SizeClassRow>> s_sizes = new(() =>
        Resources.Table<SizeClassRow>("fingerprints/fingerprints-sizes.csv")
            .ToLookup(row => row.Workload, StringComparer.Ordinal));

    private static readonly Lazy<ILookup<string, SurvivalRow>> s_survival = new(() =>
        Resources.Table<SurvivalRow>("fingerprints/fingerprints-survival.csv")
            .ToLookup(row => row.Workload, StringComparer.Ordinal));

    private static readonly Lazy<ILookup<string, DegreeClassRow>> s_degrees = new(() =>
        Resources.Table<DegreeClassRow>("fingerprints/fingerprints-degrees.csv")
            .ToLookup(row => row.Workload, StringComparer.Ordinal));

    /// <summary>Every fingerprint of the suite.</summary>
    public static IReadOnlyList<Fingerprint> All => [.. s_prints.Value.Values];

    /// <summary>The fingerprint of a workload with its parameters, otherwise that of its default size; null for another workload.</summary>
    /// <param name="workload">The workload as the results write it, e.g. rings:count=50000.</param>
    public static Fingerprint? Find(string workload) =>
        s_prints.Value.GetValueOrDefault(workload) ?? s_prints.Value.GetValueOrDefault(workload.Split(':')[0]);

    /// <summary>Classes of sizes of a fingerprint, smallest first.</summary>
    public static IEnumerable<SizeClassRow> SizesOf(Fingerprint print) => s_sizes.Value[print.Workload].OrderBy(row => row.LeastBytes);

    /// <summary>Survival curve of a fingerprint, youngest first.</summary>
    public static IEnumerable<SurvivalRow> SurvivalOf(Fingerprint print) =>
        s_survival.Value[print.Workload].OrderBy(row => row.AgeBytes);

    /// <summary>
    /// Classes of degrees of a fingerprint, fewest references first; none for a workload that never reported its peak.
    /// </summary>
    public static IEnumerable<DegreeClassRow> DegreesOf(Fingerprint print) =>
        s_degrees.Value[print.Workload].OrderBy(row => row.LeastReferences);

    /// <summary>From 1, in the tenth of the suite with the least, to 10, in the one with the most; equal values have the lower one.</summary>
    public static int ScoreOf(double value, Func<Fingerprint, double> read) =>
        1 + (s_prints.Value.Values.Count(print => read(print) < value) * Scores / s_prints.Value.Count);
}
