using System.Globalization;

namespace Compare.Harness.Execution;

/// <summary>Counts processes that the Linux kernel killed for memory, in this container and on this machine.</summary>
internal static class KernelMemoryKills
{
    private static readonly string[] s_files = ["/sys/fs/cgroup/memory.events", "/proc/vmstat"];

    /// <summary>The count so far; 0 where the system does not say.</summary>
    public static long Count()
    {
        long count = 0;
        foreach (string file in s_files)
        {
            count += Read(file);
        }

        return count;
    }

    private static long Read(string file)
    {
        try
        {
            foreach (string line in File.ReadLines(file))
            {
                if (line.StartsWith("oom_kill ", StringComparison.Ordinal)
                    && long.TryParse(line.AsSpan("oom_kill ".Length), NumberStyles.None, CultureInfo.InvariantCulture, out long value))
                {
                    return value;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Not Linux, or a container that hides the file: a kill is then reported by its signal alone.
            return 0;
        }

        return 0;
    }
}
