using System.Globalization;
using Compare.Engines.Abstractions.Heaps;

namespace Compare.Harness.Memory;

/// <summary>
/// The identity that every sample of memory is held to, exactly and in bytes: committed = live + floating garbage + internal +
/// external + metadata (method, section "Where the memory is").
/// </summary>
public static class MemoryIdentity
{
    /// <summary>Holds a sample to the identity, as far as the engine knows its terms.</summary>
    /// <param name="memory">The sample.</param>
    /// <returns>What does not fit, with the numbers; null when all does.</returns>
    public static string? Fault(MemoryBreakdown memory)
    {
        (string Name, long? Bytes)[] terms =
        [
            ("live", memory.LiveBytes), ("floating", memory.FloatingBytes), ("internal", memory.InternalBytes),
            ("external", memory.ExternalBytes), ("metadata", memory.MetadataBytes),
        ];
        (string Name, long? Bytes)[] others =
        [
            ("committed", memory.CommittedBytes), ("block", memory.BlockBytes), ("unreturnable", memory.UnreturnableBytes),
            ("old live", memory.OldLiveBytes), ("old floating", memory.OldFloatingBytes),
        ];
        foreach ((string name, long? bytes) in terms.Concat(others))
        {
            if (bytes < 0)
            {
                return Text($"The {name} bytes are {bytes}: less than none.");
            }
        }

        if (memory.FreeRunBytes is { } runs && runs.Sum() != memory.ExternalBytes)
        {
            return Text($"The free runs have {runs.Sum()} bytes, but {memory.ExternalBytes} are external.");
        }

        long? sum = terms.Aggregate((long?)0, (all, term) => all + term.Bytes);
        if (sum is not null && sum != memory.CommittedBytes)
        {
            return Text($"The memory identity does not hold: {memory.CommittedBytes} bytes are committed, but ")
                + string.Join(" + ", terms.Select(term => Text($"{term.Bytes} {term.Name}")))
                + Text($" are {sum}: {sum - memory.CommittedBytes:+#;-#} bytes.");
        }

        return memory.OldLiveBytes > memory.LiveBytes || memory.OldFloatingBytes > memory.FloatingBytes
            ? Text($"Of {memory.LiveBytes} live bytes {memory.OldLiveBytes} are old, of {memory.FloatingBytes} floating ones ")
                + Text($"{memory.OldFloatingBytes}: more than there are.")
            : null;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
