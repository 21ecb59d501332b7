using System.Runtime.InteropServices;

namespace Compare.Engines.PyPy.Parameters;

/// <summary>The size of the processor's cache as PyPy finds it: what it takes for L2 is on many machines L3.</summary>
/// <remarks>rpython/memory/gc/env.py (PyPy main, 2026-08).</remarks>
internal static class CpuCache
{
    /// <summary>The result when the size is unknown.</summary>
    public const long Unknown = -1;

    private const string CpuInfo = "/proc/cpuinfo";
    private const string CpuFolder = "/sys/devices/system/cpu";
    private const string IntelLabel = "cache size";
    private const long Kilo = 1024;

    /// <summary>Finds the size on this machine.</summary>
    /// <returns>Bytes, or <see cref="Unknown"/>.</returns>
    public static long Read()
    {
        if (OperatingSystem.IsMacOS())
        {
            return KnownOrNot(SystemControl.Read("hw.l2cachesize") + SystemControl.Read("hw.l3cachesize"));
        }

        if (!OperatingSystem.IsLinux())
        {
            return Unknown;
        }

        return RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X86 or Architecture.X64 => SystemText.Read(CpuInfo) is { } text ? ParseCpuInfo(text) : Unknown,
            Architecture.Arm64 => ReadCpuFolder(CpuFolder),
            _ => Unknown,
        };
    }

    /// <summary>Finds the size in the text of /proc/cpuinfo on x86: the smallest of all processors.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Bytes, or <see cref="Unknown"/>.</returns>
    public static long ParseCpuInfo(string text)
    {
        // A label counts only behind the end of a line, and a line only when it ends.
        const string Label = "\n" + IntelLabel;
        long smallest = long.MaxValue;
        int start = text.IndexOf(Label, StringComparison.Ordinal);
        while (start >= 0)
        {
            int end = text.IndexOf('\n', start + 1);
            if (end < 0)
            {
                break;
            }

            smallest = Math.Min(smallest, ParseSize(text.AsSpan(start + Label.Length, end - start - Label.Length)));

            // PyPy goes on behind the end of the line, so the line that follows at once is not seen.
            start = text.IndexOf(Label, end + 1, StringComparison.Ordinal);
        }

        return smallest < long.MaxValue ? smallest : Unknown;
    }

    /// <summary>Finds the size in the files that describe caches: the smallest L2 plus the smallest L3.</summary>
    /// <param name="folder">The folder with a subfolder for each processor.</param>
    /// <returns>Bytes; <see cref="Unknown"/> without an L2 or without an L3, for then PyPy's addition overflows.</returns>
    public static long ReadCpuFolder(string folder)
    {
        long level2 = long.MaxValue;
        long level3 = long.MaxValue;
        for (int cpu = 0; ; cpu++)
        {
            int index = 0;
            for (; ; index++)
            {
                string cache = Path.Combine(folder, $"cpu{cpu}", "cache", $"index{index}");
                if (!long.TryParse(SystemText.Read(Path.Combine(cache, "level")), out long level))
                {
                    break;
                }

                if (level is not (2 or 3))
                {
                    continue;
                }

                if (SystemText.Read(Path.Combine(cache, "size")) is not { } size)
                {
                    break;
                }

                level2 = level == 2 ? Math.Min(level2, ParseKilobytes(size)) : level2;
                level3 = level == 3 ? Math.Min(level3, ParseKilobytes(size)) : level3;
            }

            if (index == 0)
            {
                return KnownOrNot(unchecked(level2 + level3));
            }
        }
    }

    private static long KnownOrNot(long bytes) => bytes > 0 ? bytes : Unknown;

    /// <summary>Reads <c> : 2048 KB</c>.</summary>
    private static long ParseSize(ReadOnlySpan<char> text)
    {
        TextScanner scanner = new(text, 0);
        scanner.SkipBlanks();
        return scanner.TrySkip(':', ':') ? ParseKilobytes(ref scanner) : long.MaxValue;
    }

    private static long ParseKilobytes(ReadOnlySpan<char> text)
    {
        TextScanner scanner = new(text, 0);
        return ParseKilobytes(ref scanner);
    }

    /// <summary>Reads a number of kilobytes; anything else is as large as can be.</summary>
    private static long ParseKilobytes(ref TextScanner scanner)
    {
        scanner.SkipBlanks();
        if (!scanner.TryReadNumber(out long number))
        {
            return long.MaxValue;
        }

        scanner.SkipBlanks();
        return scanner.TrySkip('K', 'k') ? number * Kilo : long.MaxValue;
    }
}
