using System.Collections.Concurrent;

namespace Compare.Engines.Heap.Checking;

/// <summary>What messages call an object: its type and the allocation that made it.</summary>
/// <param name="Type">Number of the type's name among those of the process; 0 for unknown.</param>
/// <param name="Allocation">Number of the allocation among those of the run, from 1.</param>
internal readonly record struct ObjectName(int Type, long Allocation)
{
    // By name and number, so that a reference of another heap can still be named when that heap is gone.
    private static readonly ConcurrentDictionary<string, int> s_numbers = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<int, string> s_names = new();
    private static int s_last;

    /// <summary>Names an object.</summary>
    /// <param name="type">Name of its type.</param>
    /// <param name="allocation">Number of its allocation.</param>
    /// <returns>The name.</returns>
    public static ObjectName Of(string type, long allocation)
    {
        int number = s_numbers.GetOrAdd(type, _ => Interlocked.Increment(ref s_last));
        s_names.TryAdd(number, type);
        return new(number, allocation);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        s_names.TryGetValue(Type, out string? type) ? $"a {type}, allocation {Allocation}" : "an object allocated long ago";
}
