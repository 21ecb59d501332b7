using System.Runtime.CompilerServices;

namespace Compare.Engines.PyPy.Arenas;

/// <summary>
/// The old space for small objects: pages with blocks of one size each, in arenas. Objects do not move in it.
/// </summary>
/// <remarks>
/// rpython/memory/gc/minimarkpage.py (PyPy main, 2026-08). The order in which blocks and pages are handed out is exactly
/// that of PyPy, so that after the same program the same blocks are free.
/// </remarks>
internal sealed unsafe partial class ArenaCollection : IDisposable
{
    private readonly PageLists _pages;
    private readonly ArenaStore _arenas;

    /// <summary>The lists of pages with free blocks; that of a size lies at the size itself.</summary>
    private readonly byte* _partial;
    private readonly int _arenaBytes;
    private readonly int _pageBytes;
    private readonly int _largestBlock;
    private readonly bool _recountsWhileSweeping;
    private long _usedBytes;

    /// <summary>Initializes a new instance of the <see cref="ArenaCollection"/> class without arenas.</summary>
    /// <param name="arenaBytes">Bytes of an arena; (bytes − 8) / page bytes are its pages.</param>
    /// <param name="pageBytes">Bytes of a page, a multiple of 8.</param>
    /// <param name="smallRequestThreshold">Bytes of the largest block, a multiple of 8.</param>
    /// <param name="recountsWhileSweeping">
    /// Whether <see cref="UsedBytes"/> starts at 0 with a sweep and is counted anew by it, as up to PyPy 7.3.16.
    /// </param>
    public ArenaCollection(int arenaBytes, int pageBytes, int smallRequestThreshold, bool recountsWhileSweeping = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(smallRequestThreshold, Page.WordBytes);
        ArgumentOutOfRangeException.ThrowIfNotEqual(smallRequestThreshold % Page.WordBytes, 0, nameof(smallRequestThreshold));
        ArgumentOutOfRangeException.ThrowIfLessThan(pageBytes, Page.HeaderBytes + smallRequestThreshold);
        _arenas = new(arenaBytes, pageBytes);
        _pages = new(smallRequestThreshold);
        _partial = _pages.Partial;
        _arenaBytes = arenaBytes;
        _pageBytes = pageBytes;
        _largestBlock = smallRequestThreshold;
        _recountsWhileSweeping = recountsWhileSweeping;
    }

    /// <summary>Gets the bytes of the blocks in use.</summary>
    /// <remarks>
    /// During a sweep the freed blocks are subtracted one by one; when the collection recounts while sweeping, the blocks of
    /// pages that the sweep has not reached are missing.
    /// </remarks>
    public long UsedBytes => _usedBytes;

    /// <summary>Gets the number of arenas mapped now.</summary>
    public int ArenaCount => _arenas.Count;

    /// <summary>Gets the bytes of the arenas in use.</summary>
    public long MappedBytes => (long)_arenas.Count * _arenaBytes;

    /// <summary>Gets the bytes held from the system: empty arenas that are kept for reuse too.</summary>
    public long CommittedBytes => (long)(_arenas.Count + _arenas.SpareCount) * _arenaBytes;

    /// <summary>Gets how often an arena was mapped.</summary>
    public long MappedArenasInAll => _arenas.MappedInAll;

    /// <summary>Gets the bytes of the largest block.</summary>
    public int LargestBlock => _largestBlock;

    /// <summary>Gets the arenas.</summary>
    internal ArenaStore Arenas => _arenas;

    /// <summary>Gets the pages.</summary>
    internal PageLists Pages => _pages;

    /// <summary>Hands out a block. It is not cleared.</summary>
    /// <param name="bytes">A multiple of 8, up to the small-request threshold.</param>
    /// <returns>Its address.</returns>
    /// <exception cref="InvalidOperationException">The system refuses an arena; nothing has changed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nint Allocate(nint bytes)
    {
        Page* page = *(Page**)(_partial + bytes);
        if (page == null)
        {
            page = AddPage(bytes);
        }

        nint block = page->FreeBlock;
        nint next = block + bytes;
        if (page->FreeBlocks > 0)
        {
            page->FreeBlocks--;
            next = *(nint*)block;
        }

        page->FreeBlock = next;
        _usedBytes += bytes;
        if (next - (nint)page > _pageBytes - bytes)
        {
            MoveToFull(page, bytes);
        }

        return block;
    }

    /// <summary>
    /// Hands out a block if a page has one that is not its last, without counting it: see <see cref="AddUsed"/>. What the
    /// innermost loop of a minor collection needs, and nothing else.
    /// </summary>
    /// <param name="bytes">Any multiple of 8.</param>
    /// <returns>Its address; 0 when <see cref="Allocate"/> has to be asked.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nint TryAllocate(nint bytes)
    {
        Page* page = bytes <= _largestBlock ? *(Page**)(_partial + bytes) : null;
        if (page == null)
        {
            return 0;
        }

        nint block = page->FreeBlock;
        nint next = page->FreeBlocks > 0 ? *(nint*)block : block + bytes;
        if (next - (nint)page > _pageBytes - bytes)
        {
            return 0;
        }

        page->FreeBlocks -= page->FreeBlocks > 0 ? 1 : 0;
        page->FreeBlock = next;
        return block;
    }

    /// <summary>Counts the blocks of <see cref="TryAllocate"/>.</summary>
    /// <param name="bytes">Their bytes.</param>
    public void AddUsed(long bytes) => _usedBytes += bytes;

    /// <inheritdoc/>
    public void Dispose()
    {
        _arenas.Dispose();
        _pages.Dispose();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Page* AddPage(nint blockBytes)
    {
        Page* page = _arenas.TakePage();
        page->Next = null;
        page->FreeBlocks = 0;
        page->BlockBytes = (int)blockBytes;
        page->FreeBlock = (nint)page + Page.HeaderBytes;
        _pages.PartialOf(blockBytes) = page;
        return page;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void MoveToFull(Page* page, nint blockBytes)
    {
        _pages.PartialOf(blockBytes) = page->Next;
        page->Next = _pages.FullOf(blockBytes);
        _pages.FullOf(blockBytes) = page;
    }

    /// <summary>Blocks of a page.</summary>
    private int BlocksPerPage(int blockBytes) => (_pageBytes - Page.HeaderBytes) / blockBytes;
}
