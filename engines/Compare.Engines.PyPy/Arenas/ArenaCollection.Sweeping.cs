namespace Compare.Engines.PyPy.Arenas;

/// <content>Freeing blocks, a number of pages at a time.</content>
internal sealed unsafe partial class ArenaCollection
{
    /// <summary>Size of the blocks that the sweep has come to, downwards; 0 without a sweep under way.</summary>
    private int _sweptBlockBytes;

    /// <summary>Gets a value indicating whether a sweep is under way.</summary>
    public bool IsSweeping => _sweptBlockBytes > 0;

    /// <summary>
    /// Begins a sweep (mass_free_prepare): what is in use now will be judged, what is allocated from now on will not, because
    /// it comes to lie in other pages or in swept ones. No sweep may be under way.
    /// </summary>
    public void PrepareSweep()
    {
        System.Diagnostics.Debug.Assert(!IsSweeping, "one sweep at a time");
        _pages.BeginSweep();
        _sweptBlockBytes = _largestBlock;
        if (_recountsWhileSweeping)
        {
            _usedBytes = 0;
        }
    }

    /// <summary>Sweeps a number of pages (mass_free_incremental), from the largest blocks to the smallest.</summary>
    /// <typeparam name="TJudge">Decides which blocks are freed.</typeparam>
    /// <param name="judge">An instance.</param>
    /// <param name="maxPages">Most pages, 1 or more.</param>
    /// <returns>Whether the sweep is done, or was none.</returns>
    public bool Sweep<TJudge>(ref TJudge judge, long maxPages)
        where TJudge : struct, IBlockJudge
    {
        for (; _sweptBlockBytes > 0; _sweptBlockBytes -= Page.WordBytes)
        {
            maxPages = SweepSize(_sweptBlockBytes, ref judge, maxPages);
            if (maxPages <= 0)
            {
                return false;
            }

            if (_sweptBlockBytes == Page.WordBytes)
            {
                _arenas.Rehash();
            }
        }

        return true;
    }

    private long SweepSize<TJudge>(int blockBytes, ref TJudge judge, long maxPages)
        where TJudge : struct, IBlockJudge
    {
        maxPages = SweepList(ref _pages.UnsweptFullOf(blockBytes), blockBytes, ref judge, maxPages);
        return maxPages > 0
            ? SweepList(ref _pages.UnsweptPartialOf(blockBytes), blockBytes, ref judge, maxPages)
            : maxPages;
    }

    private long SweepList<TJudge>(ref Page* unswept, int blockBytes, ref TJudge judge, long maxPages)
        where TJudge : struct, IBlockJudge
    {
        int blocks = BlocksPerPage(blockBytes);
        Page* page = unswept;
        while (page != null && maxPages > 0)
        {
            Page* next = page->Next;
            int survivors = SweepPage(page, blockBytes, ref judge);
            if (survivors == blocks)
            {
                page->Next = _pages.FullOf(blockBytes);
                _pages.FullOf(blockBytes) = page;
            }
            else if (survivors > 0)
            {
                page->Next = _pages.PartialOf(blockBytes);
                _pages.PartialOf(blockBytes) = page;
            }
            else
            {
                ArenaStore.FreePage(page);
            }

            maxPages--;
            page = next;
        }

        unswept = page;
        return maxPages;
    }

    /// <summary>Judges the blocks of a page in address order; the dead ones join its list of free blocks.</summary>
    private int SweepPage<TJudge>(Page* page, nint blockBytes, ref TJudge judge)
        where TJudge : struct, IBlockJudge
    {
        // Up to `free` all blocks are in use, or already linked from `link` on.
        nint* link = &page->FreeBlock;
        nint free = *link;
        int listed = page->FreeBlocks;
        int survivors = 0;
        int freed = 0;
        nint block = (nint)page + Page.HeaderBytes;
        while (true)
        {
            bool isLinked = true;
            for (; block != free; block += blockBytes)
            {
                if (judge.IsDead(block))
                {
                    *link = block;
                    link = (nint*)block;
                    freed++;
                    isLinked = false;
                }
                else
                {
                    survivors++;
                }
            }

            if (!isLinked)
            {
                *link = free;
            }

            if (listed == 0)
            {
                break;
            }

            listed--;
            link = (nint*)block;
            free = *link;
            block += blockBytes;
        }

        if (freed > 0)
        {
            page->FreeBlocks += freed;
        }

        _usedBytes += _recountsWhileSweeping ? survivors * blockBytes : -freed * blockBytes;
        return survivors;
    }
}
