using System.Diagnostics;
using System.Globalization;
using Compare.Harness.Results;

namespace Compare.Benchmarks;

/// <summary>
/// The command <c>journal FOLDER</c>: what one line of the journal costs, forced to the disk, which is the price of losing nothing to a
/// death. Goal: a median of 5 ms.
/// </summary>
internal static class JournalSpeed
{
    /// <summary>Name of the command.</summary>
    public const string Name = "journal";

    private const int Lines = 500;

    /// <summary>Appends lines in a folder and prints the median and the 99th percentile.</summary>
    /// <param name="folder">A folder on the disk to be measured.</param>
    public static void Run(string folder)
    {
        string path = Path.Combine(folder, "journal-benchmark.jsonl");
        double[] milliseconds = new double[Lines];
        try
        {
            using JournalWriter writer = JournalWriter.Append(path, 0);
            for (int i = 0; i < Lines; i++)
            {
                JournalEntry entry = Entry(i);
                long begin = Stopwatch.GetTimestamp();
                writer.Append(entry);
                milliseconds[i] = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
            }
        }
        finally
        {
            File.Delete(path);
        }

        Array.Sort(milliseconds);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"journal append, with fsync: median {milliseconds[Lines / 2]:0.000} ms, p99 {milliseconds[Lines * 99 / 100]:0.000} ms, of {Lines} lines"));
    }

    private static JournalEntry Entry(int invocation) => new()
    {
        Config = "cpython:3.14,gen0=2000",
        Workload = "binary-trees:depth=16",
        Invocation = invocation,
        ElapsedMs = 450,
        File = ResultFiles.CellOf(invocation),
        FileBytes = 40_000,
        Row = new InvocationRow
        {
            Engine = "cpython",
            Config = "cpython:3.14,gen0=2000",
            Workload = "binary-trees:depth=16",
            Size = "default",
            Seed = 42,
            Invocation = invocation,
            Order = invocation,
            Status = CellStatus.Ok,
            WallNs = 123_456_789,
            CpuNs = 123_456_789,
            Checksum = "00000000000000ff",
        },
    };
}
