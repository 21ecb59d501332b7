namespace Compare.Engines.PyPy.Parameters;

/// <summary>The machine's memory, by which PyPy limits how far the heap may grow between major collections.</summary>
/// <remarks>rpython/memory/gc/env.py (PyPy main, 2026-08).</remarks>
internal static class TotalMemory
{
    /// <summary>What is assumed where the size is unknown: all that 64-bit addresses reach, as PyPy has it (2^63).</summary>
    public const double AddressableBytes = 9223372036854775808.0;

    private const string MemInfo = "/proc/meminfo";
    private const string Label = "MemTotal:";
    private const double Kilo = 1024;

    /// <summary>Gets the machine's memory.</summary>
    /// <returns>Bytes; <see cref="AddressableBytes"/> when unknown.</returns>
    public static double Read()
    {
        double bytes = -1;
        if (OperatingSystem.IsLinux())
        {
            bytes = SystemText.Read(MemInfo) is { } text ? ParseMemInfo(text) : -1;
        }
        else if (OperatingSystem.IsMacOS())
        {
            bytes = SystemControl.Read("hw.memsize");
        }
        else if (OperatingSystem.IsFreeBSD())
        {
            bytes = SystemControl.Read("hw.usermem");
        }

        return Limit(bytes);
    }

    /// <summary>Finds the memory in the text of /proc/meminfo.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Bytes; negative when the first line does not tell.</returns>
    public static double ParseMemInfo(string text)
    {
        if (!text.StartsWith(Label, StringComparison.Ordinal))
        {
            return -1;
        }

        TextScanner scanner = new(text, Label.Length);
        scanner.SkipBlanks();
        return scanner.TryReadNumber(out long number) ? number * Kilo : -1;
    }

    /// <summary>Limits a size to what can be addressed.</summary>
    /// <param name="bytes">The size; not positive when unknown.</param>
    /// <param name="addressable">What can be addressed, bytes; 32-bit systems have less.</param>
    /// <returns>The size, or what can be addressed.</returns>
    public static double Limit(double bytes, double addressable = AddressableBytes) =>
        bytes <= 0 ? addressable : Math.Min(bytes, addressable);
}
