using System.Runtime.InteropServices;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.PyPy.Arenas;

/// <summary>
/// Free pages and the arenas that they lie in. One arena is current and is used up, then the one with the fewest free pages
/// follows, so that nearly empty arenas can become empty and go back to the system.
/// </summary>
/// <remarks>The arena half of rpython/memory/gc/minimarkpage.py (PyPy main, 2026-08).</remarks>
internal sealed unsafe class ArenaStore : IDisposable
{
    /// <summary>PyPy gets arenas from malloc, whose own word takes them off the border of a page.</summary>
    private const int MallocHeaderBytes = Page.WordBytes;

    /// <summary>
    /// Empty arenas that are kept for reuse: 8 MiB of PyPy's. PyPy gives arenas to free(), which keeps them too; without
    /// that a heap that breathes pays the system for fresh pages each time.
    /// </summary>
    private const int MostSpareArenas = 16;

    private readonly UnmanagedList<nint> _spare = new();
    private readonly int _arenaBytes;
    private readonly int _pageBytes;
    private readonly int _maxPages;

    /// <summary>
    /// Arenas by their number of free pages, all but the current one. While a sweep frees pages an arena may have more than
    /// its list tells; never fewer.
    /// </summary>
    private readonly Arena** _byFreePages;
    private readonly Arena** _old;
    private Arena* _current;
    private int _neverUsedPages;

    /// <summary>The lists from 1 up to this one, excluded, are empty.</summary>
    private int _firstList;
    private bool _isDisposed;

    /// <summary>Initializes a new instance of the <see cref="ArenaStore"/> class without arenas.</summary>
    /// <param name="arenaBytes">Bytes of an arena.</param>
    /// <param name="pageBytes">Bytes of a page, a multiple of the word.</param>
    public ArenaStore(int arenaBytes, int pageBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pageBytes, Page.WordBytes);
        ArgumentOutOfRangeException.ThrowIfNotEqual(pageBytes % Page.WordBytes, 0, nameof(pageBytes));
        ArgumentOutOfRangeException.ThrowIfLessThan(arenaBytes, pageBytes + MallocHeaderBytes);
        _arenaBytes = arenaBytes;
        _pageBytes = pageBytes;
        _maxPages = arenaBytes / pageBytes;
        PagesPerArena = (arenaBytes - MallocHeaderBytes) / pageBytes;
        _byFreePages = (Arena**)NativeMemory.AllocZeroed((nuint)_maxPages, (nuint)sizeof(Arena*));
        _old = (Arena**)NativeMemory.AllocZeroed((nuint)_maxPages, (nuint)sizeof(Arena*));
        _firstList = _maxPages;
    }

    /// <summary>Gets all arenas in address order.</summary>
    public ArenaIndex Index { get; } = new();

    /// <summary>Gets the pages of an arena.</summary>
    public int PagesPerArena { get; }

    /// <summary>Gets the number of arenas mapped now.</summary>
    public int Count => Index.Count;

    /// <summary>Gets the number of empty arenas that are kept for reuse.</summary>
    public int SpareCount => (int)_spare.Count;

    /// <summary>Gets how often an arena was mapped.</summary>
    public long MappedInAll { get; private set; }

    /// <summary>Gets the arena whose pages are being used up, in none of the lists; null when there is none.</summary>
    public Arena* Current => _current;

    /// <summary>Gets the pages of the current arena that were never used; they follow its free pages.</summary>
    public int NeverUsedPages => _neverUsedPages;

    /// <summary>Gets the number of lists of arenas.</summary>
    public int ListCount => _maxPages;

    /// <summary>Gets the first list, after that of the arenas without free pages, that may hold arenas.</summary>
    public int FirstList => _firstList;

    /// <summary>Gets the first arena of a list.</summary>
    /// <param name="freePages">Free pages of the list's arenas.</param>
    public Arena* First(int freePages) => _byFreePages[freePages];

    /// <summary>Takes a free page.</summary>
    /// <returns>The page; only its arena is set.</returns>
    /// <exception cref="InvalidOperationException">The system refuses an arena; nothing has changed.</exception>
    public Page* TakePage()
    {
        if (_current == null)
        {
            ChooseArena();
        }

        Arena* arena = _current;
        Page* page = arena->FreePages;
        if (arena->FreePageCount > 0)
        {
            arena->FreePageCount--;
            arena->FreePages = page->Next;
        }
        else
        {
            _neverUsedPages--;
            arena->FreePages = _neverUsedPages > 0 ? (Page*)((nint)page + _pageBytes) : null;
        }

        if (arena->FreePages == null)
        {
            Insert(arena, 0);
            _current = null;
        }

        page->Arena = arena;
        return page;
    }

    /// <summary>Takes back a page. Its arena stays in its list until <see cref="Rehash"/>.</summary>
    /// <param name="page">A page without blocks in use, in no list.</param>
    public static void FreePage(Page* page)
    {
        Arena* arena = page->Arena;
        page->Arena = null;
        page->Next = arena->FreePages;
        arena->FreePages = page;
        arena->FreePageCount++;
    }

    /// <summary>
    /// Puts all arenas but the current one into the lists of their numbers of free pages; wholly free ones go back to the
    /// system.
    /// </summary>
    public void Rehash()
    {
        new Span<nint>(_byFreePages, _maxPages).CopyTo(new Span<nint>(_old, _maxPages));
        new Span<nint>(_byFreePages, _maxPages).Clear();
        for (int i = 0; i < _maxPages; i++)
        {
            for (Arena* arena = _old[i], next; arena != null; arena = next)
            {
                next = arena->Next;
                if (arena->FreePageCount == arena->TotalPages)
                {
                    Unmap(arena);
                }
                else
                {
                    Insert(arena, arena->FreePageCount);
                }
            }
        }

        _firstList = 1;
    }

    /// <summary>Makes an arena the current one: one with free pages, else a new one.</summary>
    /// <exception cref="InvalidOperationException">The system refuses an arena.</exception>
    public void ChooseArena()
    {
        if (TryPick())
        {
            return;
        }

        // A sweep under way may have freed pages of arenas in the list of those without any.
        Rehash();
        if (!TryPick())
        {
            Map();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        while (Index.Count > 0)
        {
            Unmap(Index[Index.Count - 1]);
        }

        while (_spare.Count > 0)
        {
            SystemMemory.Unmap(_spare.Pop(), _arenaBytes);
        }

        _current = null;
        _spare.Dispose();
        Index.Dispose();
        NativeMemory.Free(_byFreePages);
        NativeMemory.Free(_old);
    }

    private bool TryPick()
    {
        for (; _firstList < _maxPages; _firstList++)
        {
            Arena* arena = _byFreePages[_firstList];
            if (arena != null)
            {
                _byFreePages[_firstList] = arena->Next;
                _current = arena;
                return true;
            }
        }

        return false;
    }

    private void Map()
    {
        nint address = _spare.Count > 0 ? _spare.Pop() : SystemMemory.Map(_arenaBytes);
        if (address == 0)
        {
            throw new InvalidOperationException(
                $"The system refuses an arena of {_arenaBytes} bytes for small old objects; {Count} arenas are mapped.");
        }

        Arena* arena = (Arena*)NativeMemory.AllocZeroed((nuint)sizeof(Arena));
        arena->Address = address;
        arena->FreePages = (Page*)address;
        arena->TotalPages = PagesPerArena;
        arena->Number = MappedInAll++;
        _neverUsedPages = PagesPerArena;
        _current = arena;
        Index.Add(arena);
    }

    private void Unmap(Arena* arena)
    {
        Index.Remove(arena);
        if (_spare.Count < MostSpareArenas)
        {
            _spare.Push(arena->Address);
        }
        else
        {
            SystemMemory.Unmap(arena->Address, _arenaBytes);
        }

        NativeMemory.Free(arena);
    }

    private void Insert(Arena* arena, int list)
    {
        arena->Next = _byFreePages[list];
        _byFreePages[list] = arena;
    }
}
