using System.Diagnostics;
using Compare.Harness.Latency;
using Compare.Harness.Results;
using Compare.Harness.Steadiness;

namespace Compare.Benchmarks;

/// <summary>
/// The command <c>analysis INVOCATIONS EVENTS</c>: how long utilisation, latency and steadiness of so many rows take.
/// </summary>
internal static class AnalysisSpeed
{
    /// <summary>Name of the command.</summary>
    public const string Name = "analysis";

    private const int Cells = 100;
    private const int Iterations = 25;
    private const long RunNanoseconds = 1_000_000_000;

    /// <summary>Prints the seconds of each part and the peak of the working set.</summary>
    /// <param name="invocations">Invocations, a multiple of 100.</param>
    /// <param name="events">Pauses in all of them, and as many requests.</param>
    public static void Run(int invocations, int events)
    {
        Random random = new(1);
        int perInvocation = events / invocations;
        CellRuns[] cells = [.. Enumerable.Range(0, Cells).Select(cell => new CellRuns(
            Row(cell),
            [
                .. Enumerable.Range(0, invocations / Cells)
                    .Select(number => new InvocationRuns(number, [Pauses(random, perInvocation)])),
            ]))];
        Time("utilisation", () => UtilizationTable.Of(cells).Count);
        Time("metered latency, four windows", () =>
            Enumerable.Range(0, invocations).Sum(number => Metered(random, perInvocation)));
        Time("changepoints", () => Enumerable.Range(0, invocations)
            .Sum(_ => SteadyState.Of([.. Enumerable.Range(0, Iterations).Select(i => 100 + random.NextDouble())]).Changes));
        Console.WriteLine(
            FormattableString.Invariant($"peak working set {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB"));
    }

    private static void Time(string part, Func<long> work)
    {
        long start = Stopwatch.GetTimestamp();
        long result = work();
        Console.WriteLine(FormattableString.Invariant($"{part}: {Stopwatch.GetElapsedTime(start).TotalSeconds:F2} s ({result})"));
    }

    private static PauseTimeline Pauses(Random random, int count)
    {
        long[] starts = [.. Enumerable.Range(0, count).Select(i => (i * (RunNanoseconds / count)) + random.Next(1_000))];
        long[] pauses = [.. Enumerable.Range(0, count).Select(_ => (long)random.Next(1_000, 500_000))];
        return PauseTimeline.Of(RunNanoseconds, starts, pauses);
    }

    private static long Metered(Random random, int count)
    {
        long[] begins = [.. Enumerable.Range(0, count).Select(i => i * 1_000_000L)];
        long[] ends = [.. begins.Select(begin => begin + random.Next(100_000, 999_999))];
        return ((long?[])[1_000_000, 10_000_000, 100_000_000, null])
            .Sum(window => RequestLatency.Metered(begins, ends, window)[^1]);
    }

    private static InvocationRow Row(int cell) => new()
    {
        Engine = "made",
        Config = FormattableString.Invariant($"made:{cell}"),
        Workload = "made",
        Size = "default",
        Seed = 1,
        Invocation = 0,
        Order = 0,
        Status = CellStatus.Ok,
    };
}
