using System.Globalization;
using Compare.Engines.Abstractions.Parameters;
using Compare.Harness.Results;

namespace Compare.Harness.HeapSizing;

/// <summary>
/// Tells thrashing from running out of memory: a run that finishes, or is stopped, after more than ten times what it takes in
/// a generous heap (methodology 3.6).
/// </summary>
/// <remarks>
/// Finished runs are judged by CPU time: what a collector does in too small a heap is work, while wall time also tells of the
/// machine's other programs, and one false verdict moves the answer.
/// </remarks>
/// <param name="GenerousCpuNs">Median CPU time (all threads) of an iteration in a generous heap, ns.</param>
/// <param name="GenerousProcess">Time of that whole process.</param>
/// <param name="GenerousBytes">The heap limit of that run, bytes; null for none.</param>
public sealed record ThrashRule(long GenerousCpuNs, TimeSpan GenerousProcess, long? GenerousBytes)
{
    /// <summary>More than this multiple of the time in a generous heap is thrashing.</summary>
    public const int Factor = 10;

    /// <summary>An iteration of less is not judged, ns: so much goes into compiling what ran only a few times.</summary>
    private const long LeastCpuNs = 20_000_000;

    private static readonly TimeSpan s_leastProcess = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Longest time that a process of the search may take: <see cref="Factor"/> times the generous one, 10 s at least.
    /// </summary>
    public TimeSpan ProcessLimit => TimeSpan.FromTicks(Math.Max((GenerousProcess * Factor).Ticks, s_leastProcess.Ticks));

    /// <summary>Judges a run.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="limit">Time limit that its process had.</param>
    public TrialOutcome Judge(InvocationRow row, TimeSpan limit)
    {
        if (row is { Status: CellStatus.Ok, CpuNs: { } cpu } && cpu > Math.Max(Factor * GenerousCpuNs, LeastCpuNs))
        {
            return new TrialOutcome(
                CellStatus.Thrash,
                $"Finished, but an iteration took {Milliseconds(cpu)} of CPU time, {Than(GenerousCpuNs)}.");
        }

        return row.Status == CellStatus.Timeout && limit >= ProcessLimit
            ? new TrialOutcome(
                CellStatus.Thrash,
                $"Stopped after {Milliseconds((long)limit.TotalNanoseconds)}, {Than((long)GenerousProcess.TotalNanoseconds)}.")
            : new TrialOutcome(row.Status, row.Error);
    }

    private string Than(long ns)
    {
        string heap = GenerousBytes is { } bytes ? "in a heap of " + ByteSize.Format(bytes) : "without a limit";
        return string.Create(CultureInfo.InvariantCulture, $"more than {Factor} × the {Milliseconds(ns)} {heap}");
    }

    private static string Milliseconds(long ns)
    {
        const double NsPerMs = 1e6;
        return string.Create(CultureInfo.InvariantCulture, $"{ns / NsPerMs:0.#} ms");
    }
}
