using System.Text.Json;
using Compare.Engines.CPython.Obmalloc;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>A recorded sequence of allocations, run on the engine's allocator.</summary>
/// <remarks>
/// The recording starts in a fresh arena with one block of the class taken. An arena that the system got back may come
/// again at the same address and so under the same label: several of our arenas map to one recorded label, but never two
/// at a time.
/// </remarks>
/// <typeparam name="TGeometry">The sizes of pools and arenas.</typeparam>
internal sealed unsafe class ObmallocReplay<TGeometry> : IObmallocReplay
    where TGeometry : struct, IPoolGeometry
{
    private const int VerifyEvery = 500;

    private readonly JsonElement _trace;
    private readonly int _sizeClass;
    private readonly Dictionary<int, (nint Block, int Label)> _slots = [];
    private readonly Dictionary<long, int> _labels = [];
    private readonly Dictionary<int, int> _recordedBlocks = [];
    private SmallBlockAllocator<TGeometry> _allocator;

    public ObmallocReplay(JsonElement trace)
    {
        _trace = trace;
        _sizeClass = SizeClasses.Of(trace.GetProperty("block_size").GetInt32());
        _allocator.Arenas.RemainingArenas = int.MaxValue;
        _allocator.Arenas.Misalignment = PoolsPerArena() == TGeometry.ArenaBytes / TGeometry.PoolBytes
            ? 0
            : Environment.SystemPageSize;
    }

    /// <inheritdoc/>
    public int Compared { get; private set; }

    /// <inheritdoc/>
    public long MostArenas => _allocator.Arenas.Highest;

    /// <inheritdoc/>
    public int MostRecordedArenas { get; private set; }

    /// <inheritdoc/>
    public void Run()
    {
        Assert.Equal(1, _trace.GetProperty("prefill").GetInt32());
        Compare(_allocator.Allocate(_sizeClass), _trace.GetProperty("first_block"), "prefill");
        JsonElement.ArrayEnumerator placements = _trace.GetProperty("placement").EnumerateArray();
        int operations = 0;
        foreach (JsonElement operation in _trace.GetProperty("ops").EnumerateArray())
        {
            int slot = operation[1].GetInt32();
            if (operation[0].ValueEquals("a"))
            {
                Assert.True(placements.MoveNext());
                nint block = _allocator.Allocate(_sizeClass);
                int label = Compare(block, placements.Current, $"allocation {Compared}");
                _slots.Add(slot, (block, label));
                Compared++;
            }
            else
            {
                Assert.True(_slots.Remove(slot, out (nint Block, int Label) freed));
                _recordedBlocks[freed.Label]--;
                _allocator.Free(freed.Block);
            }

            if (++operations % VerifyEvery == 0)
            {
                PoolVerifier.Verify(ref _allocator.Arenas);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _allocator.Dispose();

    private int PoolsPerArena()
    {
        // A trace that did not fill an arena does not tell; then it makes no difference either.
        int all = TGeometry.ArenaBytes / TGeometry.PoolBytes;
        int seen = _trace.GetProperty("pools_seen_per_arena").EnumerateArray().Max(count => count.GetInt32());
        return seen >= all - 1 ? seen : all;
    }

    /// <summary>Compares where a block lies: label of its arena, pool in the arena, offset in the pool.</summary>
    private int Compare(nint block, JsonElement recorded, string what)
    {
        Assert.NotEqual(0, block);
        Pool* pool = SmallBlockAllocator<TGeometry>.PoolOf(block);
        Arena* arena = pool->Arena;
        int label = recorded[0].GetInt32();
        if (!_labels.TryGetValue(arena->Number, out int known))
        {
            AssertNoLiveArenaHas(label, what);
            _labels.Add(arena->Number, label);
            known = label;
        }

        (int Arena, long Pool, long Offset) real = (label, recorded[1].GetInt64(), recorded[2].GetInt64());
        (int Arena, long Pool, long Offset) ours =
            (known, ((nint)pool - arena->FirstPool) / TGeometry.PoolBytes, block - (nint)pool);
        Assert.True(real == ours, $"{what}: the real one at {real}, ours at {ours}");
        _recordedBlocks[label] = _recordedBlocks.GetValueOrDefault(label) + 1;
        MostRecordedArenas = Math.Max(MostRecordedArenas, _recordedBlocks.Values.Count(blocks => blocks > 0));
        return label;
    }

    private void AssertNoLiveArenaHas(int label, string what)
    {
        for (Arena* arena = _allocator.Arenas.First; arena != null; arena = arena->NextOfAll)
        {
            Assert.False(
                _labels.TryGetValue(arena->Number, out int taken) && taken == label,
                $"{what}: a second arena lies where the real allocator had one, label {label}");
        }
    }
}
