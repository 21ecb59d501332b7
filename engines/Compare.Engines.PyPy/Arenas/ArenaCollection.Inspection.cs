namespace Compare.Engines.PyPy.Arenas;

/// <content>Questions of census, verifier and tests.</content>
internal sealed unsafe partial class ArenaCollection
{
    /// <summary>Visits all blocks in use in address order, during a sweep too.</summary>
    /// <typeparam name="TVisitor">Sees them; must neither allocate here nor sweep.</typeparam>
    /// <param name="visitor">An instance.</param>
    public void VisitBlocks<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IBlockVisitor
    {
        for (int i = 0; i < _arenas.Index.Count; i++)
        {
            Arena* arena = _arenas.Index[i];
            for (int j = 0; j < arena->TotalPages; j++)
            {
                Page* page = PageAt(arena, j);
                if (page->Arena != null)
                {
                    PageBlocks.Visit(page, ref visitor);
                }
            }
        }
    }

    /// <summary>Finds the block in use that an address lies in.</summary>
    /// <param name="address">Any address.</param>
    /// <param name="blockStart">The block.</param>
    /// <param name="blockBytes">Its size.</param>
    /// <returns>Whether there is one.</returns>
    public bool Owns(nint address, out nint blockStart, out int blockBytes)
    {
        Page* page = FindPage(address);
        blockStart = page == null ? 0 : PageBlocks.Find(page, address);
        blockBytes = blockStart == 0 ? 0 : page->BlockBytes;
        return blockStart != 0;
    }

    /// <summary>Tells where a block lies.</summary>
    /// <param name="block">A block in use.</param>
    /// <returns>Its arena, page and offset.</returns>
    public BlockPlace PlaceOf(nint block)
    {
        Page* page = FindPage(block);
        if (page == null)
        {
            throw new ArgumentException($"{block:x} lies in no page in use.", nameof(block));
        }

        Arena* arena = page->Arena;
        return new(arena->Number, (int)(((nint)page - arena->Address) / _pageBytes), (int)(block - (nint)page));
    }

    /// <summary>Counts the pages in no use: freed ones and those never used.</summary>
    public int CountFreePages()
    {
        int free = _arenas.NeverUsedPages;
        for (int i = 0; i < _arenas.Index.Count; i++)
        {
            free += _arenas.Index[i]->FreePageCount;
        }

        return free;
    }

    /// <summary>Weighs all that no block in use takes.</summary>
    public ArenaWeights Weigh()
    {
        ArenaWeights weights = new();
        weights.Free.Add(_arenaBytes, _arenas.SpareCount);
        for (int i = 0; i < _arenas.Index.Count; i++)
        {
            Arena* arena = _arenas.Index[i];
            long freeBefore = weights.Free.TotalBytes;
            long usedBefore = weights.UsedBytes;
            for (int j = 0; j < arena->TotalPages; j++)
            {
                Weigh(PageAt(arena, j), weights);
            }

            weights.MetadataBytes += _arenaBytes - ((long)arena->TotalPages * _pageBytes);
            weights.UnreturnableBytes += weights.UsedBytes == usedBefore ? 0 : weights.Free.TotalBytes - freeBefore;
        }

        return weights;
    }

    private void Weigh(Page* page, ArenaWeights weights)
    {
        if (page->Arena == null)
        {
            weights.Free.Add(_pageBytes);
            return;
        }

        int blocks = BlocksPerPage(page->BlockBytes);
        weights.Free.Add(page->BlockBytes, FreeBlocks(page));
        weights.MetadataBytes += _pageBytes - ((long)blocks * page->BlockBytes);
        weights.UsedBytes += _pageBytes;
    }

    /// <summary>
    /// Counts the free blocks of a page in use. Their list ends where no block was ever used; from there to the last block that
    /// fits, all are free too.
    /// </summary>
    private long FreeBlocks(Page* page)
    {
        nint end = page->FreeBlock;
        for (int listed = page->FreeBlocks; listed > 0; listed--)
        {
            end = *(nint*)end;
        }

        long beforeEnd = (end - (nint)page - Page.HeaderBytes) / page->BlockBytes;
        return page->FreeBlocks + BlocksPerPage(page->BlockBytes) - beforeEnd;
    }

    /// <summary>Checks that arenas, pages, lists and counts agree.</summary>
    /// <exception cref="Abstractions.Heaps.HeapCorruptionException">Something is wrong.</exception>
    public void Verify()
    {
        new ArenaVerifier(_arenas, _pageBytes).Verify();
        long used = new PageVerifier(_arenas, _pages, _arenaBytes, _pageBytes, _largestBlock)
            .Verify(countsUnswept: !_recountsWhileSweeping);
        if (used != _usedBytes)
        {
            throw new Abstractions.Heaps.HeapCorruptionException(
                $"The small blocks in use have {used} bytes, but {_usedBytes} are counted.");
        }
    }

    private Page* FindPage(nint address)
    {
        Arena* arena = _arenas.Index.Find(address, _arenaBytes);
        if (arena == null)
        {
            return null;
        }

        nint number = (address - arena->Address) / _pageBytes;
        Page* page = number < arena->TotalPages ? PageAt(arena, (int)number) : null;
        return page == null || page->Arena == null ? null : page;
    }

    private Page* PageAt(Arena* arena, int number) => (Page*)(arena->Address + ((nint)number * _pageBytes));
}
