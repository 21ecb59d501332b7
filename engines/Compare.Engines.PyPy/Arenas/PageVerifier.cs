using Compare.Engines.Abstractions.Heaps;

namespace Compare.Engines.PyPy.Arenas;

/// <summary>Checks pages: each page in use is in one list, and its free blocks are those it counts, in address order.</summary>
/// <param name="arenas">The arenas.</param>
/// <param name="lists">The lists of pages.</param>
/// <param name="arenaBytes">Bytes of an arena.</param>
/// <param name="pageBytes">Bytes of a page.</param>
/// <param name="largestBlock">Bytes of the largest block.</param>
internal sealed unsafe class PageVerifier(
    ArenaStore arenas, PageLists lists, int arenaBytes, int pageBytes, int largestBlock)
{
    private readonly HashSet<nint> _seen = [];

    /// <summary>Checks all pages.</summary>
    /// <param name="countsUnswept">Whether the result contains pages that a sweep has not reached.</param>
    /// <returns>Bytes of blocks in use.</returns>
    /// <exception cref="HeapCorruptionException">Something is wrong.</exception>
    public long Verify(bool countsUnswept)
    {
        long used = 0;
        long unswept = 0;
        for (int bytes = Page.WordBytes; bytes <= largestBlock; bytes += Page.WordBytes)
        {
            used += VerifyList(lists.PartialOf(bytes), bytes, isFull: false);
            used += VerifyList(lists.FullOf(bytes), bytes, isFull: true);
            unswept += VerifyList(lists.UnsweptPartialOf(bytes), bytes, isFull: false);
            unswept += VerifyList(lists.UnsweptFullOf(bytes), bytes, isFull: true);
        }

        VerifyThatAllAreListed();
        return used + (countsUnswept ? unswept : 0);
    }

    private long VerifyList(Page* first, int blockBytes, bool isFull)
    {
        long used = 0;
        for (Page* page = first; page != null; page = page->Next)
        {
            Arena* arena = arenas.Index.Find((nint)page, arenaBytes);
            if (arena == null || ((nint)page - arena->Address) % pageBytes != 0)
            {
                throw new HeapCorruptionException($"A list of pages leads to {(nint)page:x}, which is none.");
            }

            if (page->Arena != arena || page->BlockBytes != blockBytes)
            {
                throw new HeapCorruptionException(
                    $"The page at {(nint)page:x} is listed with blocks of {blockBytes} bytes, but says otherwise.");
            }

            if (!_seen.Add((nint)page))
            {
                throw new HeapCorruptionException($"The page at {(nint)page:x} is in two lists.");
            }

            used += VerifyBlocks(page, isFull);
        }

        return used;
    }

    private long VerifyBlocks(Page* page, bool isFull)
    {
        int bytes = page->BlockBytes;
        int blocks = (pageBytes - Page.HeaderBytes) / bytes;
        nint first = (nint)page + Page.HeaderBytes;
        nint free = page->FreeBlock;
        nint previous = first - bytes;
        for (int i = 0; ; i++)
        {
            if (free <= previous || (free - first) % bytes != 0 || (free - first) / bytes > blocks)
            {
                throw new HeapCorruptionException(
                    $"Free block {i} of the page at {(nint)page:x} is {free:x} after {previous:x}: no block or no ascent.");
            }

            if (i == page->FreeBlocks)
            {
                break;
            }

            if ((free - first) / bytes == blocks)
            {
                throw new HeapCorruptionException(
                    $"The page at {(nint)page:x} counts {page->FreeBlocks} free blocks, but {i} are listed.");
            }

            previous = free;
            free = *(nint*)free;
        }

        long inUse = ((free - first) / bytes) - page->FreeBlocks;
        if (isFull != (inUse == blocks) || inUse == 0)
        {
            throw new HeapCorruptionException(
                $"The page at {(nint)page:x} has {inUse} of {blocks} blocks in use, and is in the wrong list.");
        }

        return inUse * bytes;
    }

    private void VerifyThatAllAreListed()
    {
        int inUse = 0;
        for (int i = 0; i < arenas.Count; i++)
        {
            Arena* arena = arenas.Index[i];
            for (int j = 0; j < arena->TotalPages; j++)
            {
                inUse += ((Page*)(arena->Address + ((nint)j * pageBytes)))->Arena == null ? 0 : 1;
            }
        }

        if (inUse != _seen.Count)
        {
            throw new HeapCorruptionException($"Of {inUse} pages in use {_seen.Count} are in a list.");
        }
    }
}
