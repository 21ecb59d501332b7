using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.CPython.Obmalloc;

/// <summary>
/// All arenas, and the list of those with free pools, ordered by their number of free pools: the fullest is used first.
/// </summary>
/// <typeparam name="TGeometry">The sizes of pools and arenas.</typeparam>
internal unsafe struct ArenaList<TGeometry>
    where TGeometry : struct, IPoolGeometry
{
    /// <summary>Pools of an arena that is aligned to a pool.</summary>
    private const int MaxPools = 64;

    private Arena* _all;
    private Arena* _usable;
    private LastWithFreePools _lastWith;
    private ArenaMap? _map;

    /// <summary>Gets or sets the arenas that may still be mapped; the heap limit sets it.</summary>
    public long RemainingArenas { get; set; }

    /// <summary>
    /// Gets or sets the distance of new arenas from a multiple of the pool's size, bytes; null takes what the system
    /// gives. Tests that replay a recorded sequence set it.
    /// </summary>
    public int? Misalignment { get; set; }

    /// <summary>Gets the arenas mapped now.</summary>
    public long Mapped { get; private set; }

    /// <summary>Gets the arenas mapped so far.</summary>
    public long MappedInAll { get; private set; }

    /// <summary>Gets the most arenas that were mapped at one time.</summary>
    public long Highest { get; private set; }

    /// <summary>Gets the nodes of the map of arenas; null when there was no arena yet or the version has no map.</summary>
    public readonly ArenaMap? Map => _map;

    /// <summary>Gets the first of all arenas.</summary>
    public readonly Arena* First => _all;

    /// <summary>Gets the first arena with free pools.</summary>
    public readonly Arena* FirstUsable => _usable;

    /// <summary>Takes a free pool: the newest freed of the fullest usable arena, or a fresh one.</summary>
    /// <returns>The pool; null when there is none within the limit.</returns>
    public Pool* TakePool()
    {
        if (_usable == null && !MapArena())
        {
            return null;
        }

        Arena* arena = _usable;
        if (_lastWith[arena->FreePools] == (nint)arena)
        {
            _lastWith[arena->FreePools] = 0;
        }

        if (arena->FreePools > 1)
        {
            // It stays first with one free pool less: no other usable arena has as few.
            _lastWith[arena->FreePools - 1] = (nint)arena;
        }

        Pool* pool = arena->FreedPools;
        if (pool != null)
        {
            arena->FreedPools = pool->Next;
        }
        else
        {
            pool = (Pool*)arena->PoolAddress;
            arena->PoolAddress += TGeometry.PoolBytes;
            pool->SizeClass = Pool.NeverUsed;
            pool->Arena = arena;
        }

        if (--arena->FreePools == 0)
        {
            UnlinkUsable(arena);
        }

        return pool;
    }

    /// <summary>Takes back a pool without taken blocks.</summary>
    /// <param name="pool">The pool, in no list.</param>
    public void FreePool(Pool* pool)
    {
        Arena* arena = pool->Arena;
        pool->Next = arena->FreedPools;
        arena->FreedPools = pool;
        int before = arena->FreePools;
        int now = ++arena->FreePools;

        // `last` is the last arena with as many free pools as this one had; the list stays ordered when this one moves
        // just behind it.
        Arena* last = (Arena*)_lastWith[before];
        if (last == arena)
        {
            Arena* previous = arena->PreviousUsable;
            _lastWith[before] = previous != null && previous->FreePools == before ? (nint)previous : 0;
        }

        if (now == arena->TotalPools && arena->NextUsable != null)
        {
            UnlinkUsable(arena);
            Unmap(arena);
            return;
        }

        if (now == 1)
        {
            LinkFirstUsable(arena);
            if (_lastWith[1] == 0)
            {
                _lastWith[1] = (nint)arena;
            }

            return;
        }

        if (_lastWith[now] == 0)
        {
            _lastWith[now] = (nint)arena;
        }

        if (last != arena)
        {
            UnlinkUsable(arena);
            LinkUsableAfter(arena, last);
        }
    }

    /// <summary>Gives all arenas back.</summary>
    public void Dispose()
    {
        while (_all != null)
        {
            Unmap(_all);
        }

        _usable = null;
    }

    private static nint AlignToPool(nint address) => (address + TGeometry.PoolBytes - 1) & -(nint)TGeometry.PoolBytes;

    private bool MapArena()
    {
        nint bytes = TGeometry.ArenaBytes + (Misalignment is null ? 0 : 2 * TGeometry.PoolBytes);
        nint mapping = RemainingArenas > 0 ? SystemMemory.Map(bytes) : 0;
        if (mapping == 0)
        {
            return false;
        }

        Arena* arena = (Arena*)NativeMemory.AllocZeroed((nuint)sizeof(Arena));
        arena->Mapping = mapping;
        arena->MappingBytes = bytes;
        arena->Address = Misalignment is { } distance ? AlignToPool(mapping) + distance : mapping;
        arena->FirstPool = AlignToPool(arena->Address);
        arena->PoolAddress = arena->FirstPool;
        arena->TotalPools = MaxPools - (arena->FirstPool == arena->Address ? 0 : 1);
        arena->FreePools = arena->TotalPools;
        arena->Number = MappedInAll;
        arena->NextOfAll = _all;
        if (_all != null)
        {
            _all->PreviousOfAll = arena;
        }

        _all = arena;
        _usable = arena;
        _lastWith[arena->FreePools] = (nint)arena;
        AddToMap(arena);
        RemainingArenas--;
        Mapped++;
        MappedInAll++;
        Highest = Math.Max(Highest, Mapped);
        return true;
    }

    private void AddToMap(Arena* arena)
    {
        if (TGeometry.HasArenaMap)
        {
            _map ??= new();
            _map.Add(arena->Address, TGeometry.ArenaBytes);
        }
    }

    private void Unmap(Arena* arena)
    {
        if (arena->PreviousOfAll == null)
        {
            _all = arena->NextOfAll;
        }
        else
        {
            arena->PreviousOfAll->NextOfAll = arena->NextOfAll;
        }

        if (arena->NextOfAll != null)
        {
            arena->NextOfAll->PreviousOfAll = arena->PreviousOfAll;
        }

        SystemMemory.Unmap(arena->Mapping, arena->MappingBytes);
        NativeMemory.Free(arena);
        RemainingArenas++;
        Mapped--;
    }

    private void LinkFirstUsable(Arena* arena)
    {
        arena->PreviousUsable = null;
        arena->NextUsable = _usable;
        if (_usable != null)
        {
            _usable->PreviousUsable = arena;
        }

        _usable = arena;
    }

    private static void LinkUsableAfter(Arena* arena, Arena* previous)
    {
        arena->PreviousUsable = previous;
        arena->NextUsable = previous->NextUsable;
        if (previous->NextUsable != null)
        {
            previous->NextUsable->PreviousUsable = arena;
        }

        previous->NextUsable = arena;
    }

    private void UnlinkUsable(Arena* arena)
    {
        if (arena->PreviousUsable == null)
        {
            _usable = arena->NextUsable;
        }
        else
        {
            arena->PreviousUsable->NextUsable = arena->NextUsable;
        }

        if (arena->NextUsable != null)
        {
            arena->NextUsable->PreviousUsable = arena->PreviousUsable;
        }

        arena->NextUsable = null;
        arena->PreviousUsable = null;
    }

    [InlineArray(MaxPools + 1)]
    private struct LastWithFreePools
    {
        private nint _first;
    }
}
