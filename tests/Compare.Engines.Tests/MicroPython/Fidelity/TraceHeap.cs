using System.Runtime.InteropServices;

using Compare.Engines.Abstractions.Events;
using Compare.Engines.MicroPython.Blocks;

namespace Compare.Engines.Tests.MicroPython.Fidelity;

/// <summary>Heap and roots as the driver of the golden traces had them: 64 root slots, scanned in ascending order.</summary>
/// <typeparam name="TGeometry">Sizes of words and blocks.</typeparam>
internal sealed unsafe class TraceHeap<TGeometry> : IBlockHeapOwner, IDisposable
    where TGeometry : struct, IGeometry
{
    private const int RootSlots = 64;
    private const nuint Alignment = 4096;

    private readonly List<nint> _memory = [];
    private BlockHeap<TGeometry> _blocks;

    /// <summary>Initializes a new instance of the <see cref="TraceHeap{TGeometry}"/> class.</summary>
    /// <param name="options">How the heap is built.</param>
    /// <param name="areaBytes">Bytes of each area.</param>
    public TraceHeap(BlockHeapOptions options, params ReadOnlySpan<nint> areaBytes)
    {
        _blocks = new(options, this);
        foreach (nint bytes in areaBytes)
        {
            nint start = (nint)NativeMemory.AlignedAlloc((nuint)bytes, Alignment);
            NativeMemory.Clear((void*)start, (nuint)bytes);
            _memory.Add(start);
            Assert.True(_blocks.AddArea(start, bytes));
        }
    }

    /// <summary>Gets the heap; a field of this object, not a copy.</summary>
    public ref BlockHeap<TGeometry> Blocks => ref _blocks;

    /// <summary>Gets the root slots.</summary>
    public nint[] Roots { get; } = new nint[RootSlots];

    /// <summary>Gets the blocks whose finalizer was asked for, in order.</summary>
    public List<nint> Finalized { get; } = [];

    /// <summary>Gets or sets what is called at the end of each collection, before freed blocks are used again.</summary>
    public Action? Collected { get; set; }

    /// <summary>Gets the number of collections.</summary>
    public int Collections { get; private set; }

    /// <inheritdoc/>
    public void CollectFor(CollectionCause cause)
    {
        Collections++;
        _blocks.BeginCollection();
        foreach (nint root in Roots)
        {
            _blocks.MarkRoot(root);
        }

        _blocks.FinishMarking();
        _blocks.FinalizeDead();
        _blocks.EndCollection();
        Collected?.Invoke();
    }

    /// <inheritdoc/>
    public void FinalizeBlock(nint address) => Finalized.Add(address);

    /// <inheritdoc/>
    public nint ProvideArea(nint leastBytes, nint wantedBytes, out nint bytes) =>
        throw new InvalidOperationException("The heaps of the traces do not grow.");

    /// <inheritdoc/>
    public void TakeBackArea(nint start, nint bytes, bool isEmpty) =>
        throw new InvalidOperationException("The heaps of the traces do not shrink.");

    /// <inheritdoc/>
    public void Dispose()
    {
        _blocks.Dispose();
        _memory.ForEach(start => NativeMemory.AlignedFree((void*)start));
        _memory.Clear();
    }
}
