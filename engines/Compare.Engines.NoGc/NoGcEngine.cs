using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Maps;
using Compare.Engines.Heap.Bump;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.NoGc;

/// <summary>
/// Allocates and never reclaims: the floor that the other engines' overheads are measured from, and the template of an
/// engine on bump-allocated memory.
/// </summary>
public sealed class NoGcEngine : BumpEngine
{
    /// <summary>Bytes taken from the system at a time: small, so that the committed size is a smooth curve.</summary>
    private const int ChunkBytes = 4 << 20;

    private const int PageBytes = 4096;

    /// <summary>Without a limit the engine stops at this share of the machine's memory, before the kernel stops it.</summary>
    private const double SystemShare = 0.8;

    private readonly UnmanagedList<Chunk> _chunks = new();
    private readonly long _limitBytes;
    private int _current = -1;
    private long _committedBytes;
    private long _usedInFullChunks;
    private long _peakUsedBytes;
    private long _objectsBeforeRest;

    /// <summary>Initializes a new instance of the <see cref="NoGcEngine"/> class.</summary>
    /// <param name="options">How it is made.</param>
    /// <param name="traits">What it promises.</param>
    internal NoGcEngine(EngineOptions options, EngineTraits traits)
        : base(options, traits) =>
        _limitBytes = options.HeapLimitBytes
            ?? (long)(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes * SystemShare);

    /// <inheritdoc/>
    public override bool AutomaticCollection { get; set; } = true;

    /// <inheritdoc/>
    public override HeapStatistics Statistics => new()
    {
        AllocatedObjects = Types.AllocatedObjects(),
        AllocatedBytes = Types.AllocatedBytes(),
        ObjectCount = Types.AllocatedObjects() - _objectsBeforeRest,
        UsedBytes = UsedBytes,
        PeakUsedBytes = Math.Max(_peakUsedBytes, UsedBytes),
        CommittedBytes = _committedBytes,
        PeakCommittedBytes = _committedBytes,
        MinorCollections = 0,
        MajorCollections = 0,
    };

    private long UsedBytes => _current < 0 ? 0 : _usedInFullChunks + (Cursor - _chunks[_current].Start);

    /// <inheritdoc/>
    /// <remarks>There is nothing to do: nothing is ever reclaimed.</remarks>
    public override long? Collect(int generation)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(generation, 0);
        return null;
    }

    /// <inheritdoc/>
    public override HeapCensus TakeCensus() => LinearWalk.TakeCensus(Types, "chunks", Regions());

    /// <inheritdoc/>
    public override void Verify()
    {
        foreach ((nint start, nint end) in Regions())
        {
            nint reached = start;
            LinearWalk.Visit(start, end, obj => reached = obj + BumpObject.Size(obj));
            if (reached != end)
            {
                throw new HeapCorruptionException($"Objects end at {reached:x}, the chunk is filled up to {end:x}.");
            }
        }
    }

    /// <inheritdoc/>
    /// <remarks>Chunks come in the order in which they were taken; what is behind the objects of one was never handed out.</remarks>
    public override bool DescribeMap(IHeapMap map)
    {
        long slices = Spaces().Sum(space => HeapMapExtensions.Slices(space.End - space.Start));
        map.Space(
            "chunks",
            HeapSpaceKind.Places,
            "slice",
            HeapMapExtensions.SliceBytes,
            slices,
            ChunkBytes / HeapMapExtensions.SliceBytes);
        foreach (BumpSpace space in Spaces())
        {
            map.AddFilled(space.UsedEnd - space.Start, space.End - space.Start, HeapCellState.Fresh);
        }

        return true;
    }

    /// <inheritdoc/>
    protected override nint AllocateSlow(nint bytes)
    {
        Offer(SampleMoment.Growth);
        LeaveChunk();
        nint next = FindChunk(bytes);
        if (next < 0)
        {
            _chunks.Push(MapChunk(bytes));
            next = _chunks.Count - 1;
        }

        // Chunks that are too small for this request are skipped, not lost: they stay behind the current one, empty.
        (_chunks[_current + 1], _chunks[next]) = (_chunks[next], _chunks[_current + 1]);
        _current++;
        Cursor = _chunks[_current].Start + bytes;
        Limit = _chunks[_current].Start + _chunks[_current].Bytes;
        Sample(UsedBytes, _committedBytes);
        return _chunks[_current].Start;
    }

    /// <inheritdoc/>
    /// <remarks>
    /// A chunk that holds one large buffer and nothing else is enlarged with it, as C's realloc does with a large block: nothing
    /// is copied, and nothing that was given to the program is lost.
    /// </remarks>
    protected override nint ExtendLast(nint buffer, nint bytes)
    {
        if (base.ExtendLast(buffer, bytes) != 0)
        {
            return buffer;
        }

        ref Chunk chunk = ref _chunks[_current];
        nint used = Cursor - buffer + bytes;
        nint wanted = (used + PageBytes - 1) / PageBytes * PageBytes;
        if (chunk.Start != buffer || _committedBytes + wanted - chunk.Bytes > _limitBytes)
        {
            return 0;
        }

        nint start = SystemMemory.Enlarge(chunk.Start, chunk.Bytes, wanted);
        if (start == 0)
        {
            return 0;
        }

        _committedBytes += wanted - chunk.Bytes;
        chunk = new() { Start = start, Bytes = wanted };
        Cursor = start + used;
        Limit = start + wanted;
        Sample(UsedBytes, _committedBytes);
        return start;
    }

    /// <inheritdoc/>
    /// <remarks>All objects are garbage now; the next run starts in the first chunk again.</remarks>
    protected override void RestCore()
    {
        LeaveChunk();
        _peakUsedBytes = Math.Max(_peakUsedBytes, _usedInFullChunks);
        _usedInFullChunks = 0;
        _objectsBeforeRest = Types.AllocatedObjects();
        _current = -1;
        Cursor = 0;
        Limit = 0;
        WeakReferences.Clear();
        Finalizable.Clear();
    }

    /// <inheritdoc/>
    protected override IEnumerable<BumpSpace> Spaces()
    {
        for (int i = 0; i < _chunks.Count; i++)
        {
            Chunk chunk = _chunks[i];
            nint used = i == _current ? Cursor - chunk.Start : i < _current ? chunk.UsedBytes : 0;
            yield return new(chunk.Start, chunk.Start + used, chunk.Start + chunk.Bytes);
        }
    }

    /// <inheritdoc/>
    protected override void ReleaseSpaces()
    {
        for (int i = 0; i < _chunks.Count; i++)
        {
            SystemMemory.Unmap(_chunks[i].Start, _chunks[i].Bytes);
        }

        _chunks.Dispose();
    }

    private void LeaveChunk()
    {
        if (_current >= 0)
        {
            _chunks[_current].UsedBytes = Cursor - _chunks[_current].Start;
            _usedInFullChunks += _chunks[_current].UsedBytes;
        }
    }

    /// <summary>Finds an unused chunk; a loop, because a closure would live on the managed heap.</summary>
    private nint FindChunk(nint bytes)
    {
        for (nint i = _current + 1; i < _chunks.Count; i++)
        {
            if (_chunks[i].Bytes >= bytes)
            {
                return i;
            }
        }

        return -1;
    }

    private Chunk MapChunk(nint bytes)
    {
        long room = (_limitBytes - _committedBytes) / PageBytes * PageBytes;
        nint wanted = (nint)Math.Min(Math.Max(bytes + PageBytes - 1, ChunkBytes) / PageBytes * PageBytes, room);
        nint start = wanted >= bytes ? SystemMemory.Map(wanted) : 0;
        if (start == 0)
        {
            // LeaveChunk has counted the current chunk already; the heap stays as it was.
            _usedInFullChunks -= _current < 0 ? 0 : _chunks[_current].UsedBytes;
            throw new HeapExhaustedException(bytes, Options.HeapLimitBytes, UsedBytes, Limit - Cursor);
        }

        _committedBytes += wanted;
        return new() { Start = start, Bytes = wanted };
    }

    private IEnumerable<(nint Start, nint End)> Regions() => Spaces().Select(space => (space.Start, space.UsedEnd));

    private struct Chunk
    {
        public nint Start;
        public nint Bytes;
        public nint UsedBytes;
    }
}
