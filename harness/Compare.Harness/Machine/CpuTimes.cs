using System.Globalization;

namespace Compare.Harness.Machine;

/// <summary>
/// The times of all processors together since the system started, from the first line of <c>/proc/stat</c> (proc_stat(5)).
/// </summary>
/// <param name="BusyNs">User, nice, system and interrupts, ns; user already holds the time of guests.</param>
/// <param name="StealNs">Time in which a processor had work and the hypervisor ran something else, ns; null where the kernel is
/// older than 2.6.11.</param>
internal sealed record CpuTimes(long BusyNs, long? StealNs)
{
    // USER_HZ, in which the kernel reports whatever its own tick is, is 100 on all platforms of .NET.
    private const long NanosecondsPerTick = 10_000_000;
    private const int StealColumn = 7;

    // user, nice, system, irq, softirq; 3 and 4 are idle and waiting for a disk.
    private static readonly int[] s_busyColumns = [0, 1, 2, 5, 6];

    /// <summary>Parses the file.</summary>
    /// <param name="text">Its content, or null.</param>
    /// <returns>The times; null when the file does not say them.</returns>
    public static CpuTimes? Parse(string? text)
    {
        string[] words = text?.Split('\n')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (words is not ["cpu", ..])
        {
            return null;
        }

        long[] ticks = new long[words.Length - 1];
        for (int i = 0; i < ticks.Length; i++)
        {
            if (!long.TryParse(words[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out ticks[i]))
            {
                return null;
            }
        }

        return ticks.Length <= s_busyColumns[^1]
            ? null
            : new CpuTimes(
                s_busyColumns.Sum(column => ticks[column]) * NanosecondsPerTick,
                ticks.Length > StealColumn ? ticks[StealColumn] * NanosecondsPerTick : null);
    }
}
