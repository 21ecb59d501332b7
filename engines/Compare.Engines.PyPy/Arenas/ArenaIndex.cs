using Compare.Engines.Heap.Memory;

namespace Compare.Engines.PyPy.Arenas;

/// <summary>All mapped arenas in address order: which one an address lies in.</summary>
/// <remarks>PyPy needs no such index; here census, verifier and tests ask.</remarks>
internal sealed unsafe class ArenaIndex : IDisposable
{
    private readonly UnmanagedList<nint> _arenas = new();

    /// <summary>Gets the number of arenas.</summary>
    public int Count => (int)_arenas.Count;

    /// <summary>Gets an arena by its place in address order.</summary>
    /// <param name="index">0 to <see cref="Count"/> − 1.</param>
    public Arena* this[int index] => (Arena*)_arenas[index];

    /// <summary>Adds an arena.</summary>
    /// <param name="arena">The arena; its address overlaps no other.</param>
    public void Add(Arena* arena)
    {
        nint place = FirstAbove(arena->Address);
        _arenas.Push(0);
        for (nint i = _arenas.Count - 1; i > place; i--)
        {
            _arenas[i] = _arenas[i - 1];
        }

        _arenas[place] = (nint)arena;
    }

    /// <summary>Removes an arena.</summary>
    /// <param name="arena">An arena of the index.</param>
    public void Remove(Arena* arena)
    {
        for (nint i = FirstAbove(arena->Address); i < _arenas.Count; i++)
        {
            _arenas[i - 1] = _arenas[i];
        }

        _arenas.Pop();
    }

    /// <summary>Finds the arena that an address lies in.</summary>
    /// <param name="address">Any address.</param>
    /// <param name="arenaBytes">Bytes of an arena.</param>
    /// <returns>The arena; null when there is none.</returns>
    public Arena* Find(nint address, nint arenaBytes)
    {
        nint above = FirstAbove(address);
        Arena* arena = above == 0 ? null : (Arena*)_arenas[above - 1];
        return arena != null && address - arena->Address < arenaBytes ? arena : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _arenas.Dispose();

    private nint FirstAbove(nint address)
    {
        nint low = 0;
        nint high = _arenas.Count;
        while (low < high)
        {
            nint middle = low + ((high - low) >> 1);
            if (((Arena*)_arenas[middle])->Address > address)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }
}
