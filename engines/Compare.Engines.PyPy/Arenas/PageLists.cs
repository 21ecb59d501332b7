using System.Runtime.InteropServices;

namespace Compare.Engines.PyPy.Arenas;

/// <summary>
/// The lists of pages: for each size of blocks the pages with free blocks and the full ones, and of both those that a sweep
/// under way has not reached.
/// </summary>
/// <remarks>In native memory: the lists of a size lie at the size itself, taken as an offset.</remarks>
internal sealed unsafe class PageLists : IDisposable
{
    private readonly int _bytes;
    private byte* _lists;

    /// <summary>Initializes a new instance of the <see cref="PageLists"/> class.</summary>
    /// <param name="largestBlock">Bytes of the largest block, a multiple of the word.</param>
    public PageLists(int largestBlock)
    {
        _bytes = largestBlock + Page.WordBytes;
        _lists = (byte*)NativeMemory.AllocZeroed((nuint)(4 * _bytes));
    }

    /// <summary>Gets the address of the lists of pages with free blocks; they move never.</summary>
    public byte* Partial => _lists;

    /// <summary>Gets the list of pages with free blocks.</summary>
    /// <param name="blockBytes">Bytes of their blocks.</param>
    public ref Page* PartialOf(nint blockBytes) => ref *(Page**)(_lists + blockBytes);

    /// <summary>Gets the list of full pages.</summary>
    /// <param name="blockBytes">Bytes of their blocks.</param>
    public ref Page* FullOf(nint blockBytes) => ref *(Page**)(_lists + _bytes + blockBytes);

    /// <summary>Gets the list of pages with free blocks that the sweep has not reached.</summary>
    /// <param name="blockBytes">Bytes of their blocks.</param>
    public ref Page* UnsweptPartialOf(nint blockBytes) => ref *(Page**)(_lists + (2 * _bytes) + blockBytes);

    /// <summary>Gets the list of full pages that the sweep has not reached.</summary>
    /// <param name="blockBytes">Bytes of their blocks.</param>
    public ref Page* UnsweptFullOf(nint blockBytes) => ref *(Page**)(_lists + (3 * _bytes) + blockBytes);

    /// <summary>Makes all pages unswept ones.</summary>
    public void BeginSweep()
    {
        byte* unswept = _lists + (2 * _bytes);
        new Span<byte>(_lists, 2 * _bytes).CopyTo(new Span<byte>(unswept, 2 * _bytes));
        new Span<byte>(_lists, 2 * _bytes).Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.Free(_lists);
        _lists = null;
    }
}
