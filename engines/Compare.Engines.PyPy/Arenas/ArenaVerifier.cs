using Compare.Engines.Abstractions.Heaps;

namespace Compare.Engines.PyPy.Arenas;

/// <summary>Checks arenas: each is in the list that it belongs to, and its free pages are those it counts.</summary>
/// <param name="arenas">The arenas.</param>
/// <param name="pageBytes">Bytes of a page.</param>
internal sealed unsafe class ArenaVerifier(ArenaStore arenas, int pageBytes)
{
    private readonly HashSet<nint> _seen = [];

    /// <summary>Checks all arenas.</summary>
    /// <exception cref="HeapCorruptionException">Something is wrong.</exception>
    public void Verify()
    {
        VerifyCurrent();
        for (int list = 0; list < arenas.ListCount; list++)
        {
            for (Arena* arena = arenas.First(list); arena != null; arena = arena->Next)
            {
                VerifyListed(arena, list);
            }
        }

        if (_seen.Count != arenas.Count)
        {
            throw new HeapCorruptionException($"Of {arenas.Count} arenas only {_seen.Count} are in a list.");
        }

        for (int i = 0; i < arenas.Count; i++)
        {
            VerifyFreePages(arenas.Index[i]);
        }
    }

    private void VerifyCurrent()
    {
        Arena* current = arenas.Current;
        if (current == null)
        {
            return;
        }

        _seen.Add((nint)current);
        if (current->FreePages == null)
        {
            throw new HeapCorruptionException($"The current arena at {current->Address:x} has no free page.");
        }
    }

    private void VerifyListed(Arena* arena, int list)
    {
        if (!_seen.Add((nint)arena))
        {
            throw new HeapCorruptionException($"The arena at {arena->Address:x} is in two lists.");
        }

        if (arena->FreePageCount < list)
        {
            throw new HeapCorruptionException(
                $"The arena at {arena->Address:x} has {arena->FreePageCount} free pages, but is listed with {list}.");
        }

        if (list > 0 && list < arenas.FirstList)
        {
            throw new HeapCorruptionException(
                $"There is an arena with {list} free pages, but the search for one begins with {arenas.FirstList}.");
        }
    }

    private void VerifyFreePages(Arena* arena)
    {
        int count = 0;
        int neverUsed = arena == arenas.Current ? arenas.NeverUsedPages : 0;
        nint end = neverUsed == 0 ? 0 : arena->Address + ((nint)(arena->TotalPages - neverUsed) * pageBytes);
        Page* page = arena->FreePages;
        for (; (nint)page != end && count <= arena->FreePageCount; page = page->Next, count++)
        {
            nint offset = (nint)page - arena->Address;
            if (offset < 0 || offset % pageBytes != 0 || offset / pageBytes >= arena->TotalPages - neverUsed)
            {
                throw new HeapCorruptionException(
                    $"The free pages of the arena at {arena->Address:x} lead to {(nint)page:x}, which is none.");
            }

            if (page->Arena != null)
            {
                throw new HeapCorruptionException($"The page at {(nint)page:x} is free and in use.");
            }
        }

        if (count != arena->FreePageCount)
        {
            throw new HeapCorruptionException(
                $"The arena at {arena->Address:x} counts {arena->FreePageCount} free pages, but {count} are listed.");
        }
    }
}
