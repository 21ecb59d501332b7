using Compare.Engines.Abstractions.Maps;

namespace Compare.Engines.Clr;

/// <content>What the host tells of its generations.</content>
public sealed unsafe partial class ClrEngine
{
    private static readonly string[] s_generations =
        ["generation 0", "generation 1", "generation 2", "large objects", "pinned objects"];

    /// <inheritdoc/>
    /// <remarks>
    /// The host tells how large each generation was after its last collection and how much of it was free between objects, not
    /// where anything lies. What it holds now beyond that was allocated since.
    /// </remarks>
    public bool DescribeMap(IHeapMap map)
    {
        long now = GC.GetTotalMemory(forceFullCollection: false);
        GCMemoryInfo info = GC.GetGCMemoryInfo(GCKind.Any);
        long told = 0;
        for (int i = 0; i < s_generations.Length; i++)
        {
            // Before the first collection there is nothing to tell.
            GCGenerationInfo generation = info.Index > 0 && i < info.GenerationInfo.Length ? info.GenerationInfo[i] : default;
            long used = Math.Max(0, generation.SizeAfterBytes - generation.FragmentationAfterBytes);
            map.AddAmount(s_generations[i], used, Math.Max(used, generation.SizeAfterBytes));
            told += used;
        }

        long since = Math.Max(0, now - told);
        map.AddAmount("since the last collection", since, since);
        return true;
    }
}
