using System.Runtime.CompilerServices;
using Compare.Engines.PyPy.Arenas;
using Compare.Engines.PyPy.Objects;

namespace Compare.Engines.PyPy.Collector;

/// <summary>Tells which small objects a sweep frees: those that marking did not visit. The others become white again.</summary>
internal struct SweepJudge : IBlockJudge
{
    /// <summary>Gets the objects found dead, storage not counted.</summary>
    public long FreedObjects { get; private set; }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Called for each block of the heap.
    public bool IsDead(nint block)
    {
        ref ulong header = ref ObjectHeader.Of(block);
        ulong old = header;
        if ((old & HeaderFlags.Visited) != 0)
        {
            header = old & ~HeaderFlags.Visited;
            return false;
        }

        FreedObjects += HeaderFlags.CountOf(old);
        return true;
    }
}
