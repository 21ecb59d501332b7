using System.Runtime.InteropServices;

namespace Compare.Harness.Machine.Counters;

/// <summary>What read(2) gives for a counter with PERF_FORMAT_TOTAL_TIME_ENABLED and _RUNNING.</summary>
/// <param name="Value">Events counted.</param>
/// <param name="EnabledNs">Time for which the counter was asked for while its threads ran, ns.</param>
/// <param name="RunningNs">Part of it for which the processor had a place for the counter, ns.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct CounterReading(long Value, long EnabledNs, long RunningNs)
{
    /// <summary>What was counted since an earlier moment.</summary>
    /// <param name="before">The counter then.</param>
    public CounterReading Since(CounterReading before) =>
        new(Value - before.Value, EnabledNs - before.EnabledNs, RunningNs - before.RunningNs);
}
