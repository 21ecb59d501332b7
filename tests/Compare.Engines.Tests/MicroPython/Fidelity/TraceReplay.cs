using System.Text.Json;

using Compare.Engines.Abstractions.Events;
using Compare.Engines.MicroPython.Blocks;

namespace Compare.Engines.Tests.MicroPython.Fidelity;

/// <summary>Replays a golden trace operation by operation and compares every recorded field after each.</summary>
/// <typeparam name="TGeometry">Sizes of words and blocks.</typeparam>
internal sealed unsafe class TraceReplay<TGeometry> : IDisposable
    where TGeometry : struct, IGeometry
{
    private const int ReallocationRoot = 63;
    private const string States = ".h=m";

    private readonly TraceHeap<TGeometry> _heap;
    private readonly Dictionary<int, nint> _addresses = [];
    private readonly SortedSet<int> _live = [];
    private readonly List<int> _freed = [];

    /// <summary>Initializes a new instance of the <see cref="TraceReplay{TGeometry}"/> class.</summary>
    /// <param name="header">The head of the file.</param>
    public TraceReplay(JsonElement header)
    {
        bool split = header.GetProperty("split").GetInt32() != 0;
        nint bytes = (nint)header.GetProperty("heap_bytes")[0].GetInt64();
        BlockHeapOptions options = new()
        {
            HasFinalizerTable = header.GetProperty("finaliser").GetInt32() != 0,
            MarkStackEntries = header.GetProperty("gc_stack").GetInt32(),
            IsSplit = split,
        };
        ReadOnlySpan<nint> areas = split ? [bytes, bytes / 2, bytes] : [bytes];
        _heap = new(options, areas);
        _heap.Collected = NoteFreed;
        long threshold = header.GetProperty("threshold_bytes").GetInt64();
        _heap.Blocks.Threshold = threshold < 0
            ? BlockHeap<TGeometry>.NoThreshold
            : threshold / BlockHeap<TGeometry>.BlockBytes;
        Assert.Equal(
            header.GetProperty("pool_blocks").EnumerateArray().Select(count => (nint)count.GetInt64()),
            Areas().Select(area => area.Blocks));
    }

    /// <summary>Performs an operation and compares.</summary>
    /// <param name="entry">An entry of the trace.</param>
    /// <returns>Number of fields compared.</returns>
    public int Step(JsonElement entry)
    {
        _heap.Finalized.Clear();
        _freed.Clear();
        Dictionary<nint, int> names = _live.ToDictionary(id => _addresses[id]);
        nint at = Perform(entry.GetProperty("op"));
        int fields = 0;
        foreach (JsonProperty field in entry.EnumerateObject().Where(property => property.Name != "op"))
        {
            Compare(field, at);
            fields++;
        }

        Assert.Equal(Numbers(entry, "freed"), _freed);
        Assert.Equal(Numbers(entry, "fin"), _heap.Finalized.Select(address => names[address]));
        return fields;
    }

    /// <inheritdoc/>
    public void Dispose() => _heap.Dispose();

    private static int[] Numbers(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out JsonElement list) ? [.. list.EnumerateArray().Select(id => id.GetInt32())] : [];

    private void NoteFreed()
    {
        _freed.AddRange(_live.Where(id => _heap.Blocks.BytesOf(_addresses[id]) == 0));
        _live.ExceptWith(_freed);
    }

    private nint Perform(JsonElement operation)
    {
        int Number(int index) => operation[index].GetInt32();
        ref BlockHeap<TGeometry> blocks = ref _heap.Blocks;
        switch (operation[0].GetString())
        {
            case "alloc":
                return Allocate(Number(1), Number(2), Number(3) != 0, Number(4));
            case "free":
                blocks.Free(_addresses[Number(1)]);
                if (!blocks.IsLocked)
                {
                    _live.Remove(Number(1));
                }

                return 0;
            case "realloc":
                return Reallocate(Number(1), Number(2), Number(3) != 0);
            case "store":
                ((nint*)_addresses[Number(1)])[Number(2)] = Number(3) < 0 ? 0 : _addresses[Number(3)] + Number(4);
                return 0;
            case "root":
                _heap.Roots[Number(1)] = Number(2) < 0 ? 0 : _addresses[Number(2)];
                return 0;
            case "collect":
                _heap.CollectFor(CollectionCause.Explicit);
                return 0;
            case "lock":
                blocks.Lock();
                return 0;
            case "unlock":
                blocks.Unlock();
                return 0;
            default:
                throw new InvalidOperationException(operation.GetRawText());
        }
    }

    private nint Allocate(int id, int bytes, bool hasFinalizer, int root)
    {
        // As an engine does: one block comes from the supply while there is one.
        bool isPlain = bytes > 0 && bytes <= BlockHeap<TGeometry>.BlockBytes && !hasFinalizer;
        nint address = isPlain ? _heap.Blocks.TryAllocateBlock() : 0;
        address = address == 0 ? _heap.Blocks.Allocate(bytes, hasFinalizer) : address;
        if (address != 0)
        {
            _addresses[id] = address;
            _live.Add(id);
            if (hasFinalizer)
            {
                *(nint*)address = 1; // Any word that is not zero; the driver's was no block either.
            }

            if (root >= 0)
            {
                _heap.Roots[root] = address;
            }
        }

        return address;
    }

    private nint Reallocate(int id, int bytes, bool mayMove)
    {
        _heap.Roots[ReallocationRoot] = _addresses[id];
        nint address = _heap.Blocks.Reallocate(_addresses[id], bytes, mayMove);
        _heap.Roots[ReallocationRoot] = 0;
        if (address != 0)
        {
            _addresses[id] = address;
        }

        return address;
    }

    private void Compare(JsonProperty field, nint at)
    {
        HeapInformation found = _heap.Blocks.Inspect();
        long Bytes(nint count) => count << TGeometry.BlockShift;
        switch (field.Name)
        {
            case "at":
                Assert.Equal(field.Value.ToString(), at == 0 ? string.Empty : Place(at));
                break;
            case "used":
                Assert.Equal(field.Value.GetInt64(), Bytes(found.UsedBlocks));
                Assert.Equal(found.UsedBlocks, _heap.Blocks.UsedBlocks());
                break;
            case "free":
                Assert.Equal(field.Value.GetInt64(), Bytes(found.FreeBlocks));
                break;
            case "maxfree":
                Assert.Equal(field.Value.GetInt64(), found.LargestFreeRun);
                break;
            case "n1":
                Assert.Equal(field.Value.GetInt64(), found.OneBlockObjects);
                break;
            case "n2":
                Assert.Equal(field.Value.GetInt64(), found.TwoBlockObjects);
                break;
            case "maxblk":
                Assert.Equal(field.Value.GetInt64(), found.LargestObject);
                break;
            case "collects":
                Assert.Equal(field.Value.GetInt32(), _heap.Collections);
                break;
            case "areas":
                Assert.Equal(
                    field.Value.GetRawText().Replace(" ", string.Empty, StringComparison.Ordinal),
                    $"[{string.Join(',', Areas().Select(area => $"[{area.SearchByte},{area.LastUsed}]"))}]");
                break;
            case "map":
                Assert.Equal(field.Value.EnumerateArray().Select(map => map.GetString()), Areas().Select(Map));
                break;
            case "freed" or "fin":
                break; // Compared by the caller, also where they are absent.
            default:
                Assert.Fail($"field {field.Name} is not compared");
                break;
        }
    }

    private static string Map(Area area)
    {
        return string.Create((int)area.Blocks, area, (map, owner) =>
        {
            for (int block = 0; block < map.Length; block++)
            {
                map[block] = States[(int)owner.State(block)];
            }
        });
    }

    private string Place(nint address)
    {
        List<Area> areas = Areas();
        int number = areas.FindIndex(area => area.Contains(address));
        return $"[{number},{(address - areas[number].Pool) >> TGeometry.BlockShift}]";
    }

    private List<Area> Areas()
    {
        List<Area> areas = [];
        for (Area* area = _heap.Blocks.First; area != null; area = area->Next)
        {
            areas.Add(*area);
        }

        return areas;
    }
}
