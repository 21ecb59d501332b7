namespace Compare.Engines.PyPy.Arenas;

/// <summary>Tells the blocks in use of a page from the free ones.</summary>
internal static unsafe class PageBlocks
{
    /// <summary>Visits the blocks in use in address order.</summary>
    /// <typeparam name="TVisitor">Sees them.</typeparam>
    /// <param name="page">A page in use.</param>
    /// <param name="visitor">An instance.</param>
    public static void Visit<TVisitor>(Page* page, ref TVisitor visitor)
        where TVisitor : struct, IBlockVisitor
    {
        int bytes = page->BlockBytes;
        nint block = (nint)page + Page.HeaderBytes;
        nint free = page->FreeBlock;
        for (int listed = page->FreeBlocks; ; listed--)
        {
            for (; block < free; block += bytes)
            {
                visitor.Visit(block, bytes);
            }

            if (listed == 0)
            {
                return;
            }

            free = *(nint*)block;
            block += bytes;
        }
    }

    /// <summary>Finds the block that an address lies in.</summary>
    /// <param name="page">A page in use.</param>
    /// <param name="address">An address inside the page.</param>
    /// <returns>The block; 0 for an address in the header or outside the blocks in use.</returns>
    public static nint Find(Page* page, nint address)
    {
        nint offset = address - (nint)page - Page.HeaderBytes;
        if (offset < 0)
        {
            return 0;
        }

        nint block = address - (offset % page->BlockBytes);
        nint free = page->FreeBlock;
        for (int listed = page->FreeBlocks; listed > 0 && free < block; listed--)
        {
            free = *(nint*)free;
        }

        // The list of free blocks is in address order and ends where no block was ever used.
        bool isBeforeEnd = free > block;
        return isBeforeEnd ? block : 0;
    }
}
