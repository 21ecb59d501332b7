namespace Compare.Engines.PyPy.Arenas;

/// <summary>The header of a page: blocks of one size. It lies at the page's first byte.</summary>
/// <remarks>
/// <para>The four words of PyPy's PAGE_HEADER; the size of the blocks uses the half word that its nfree leaves.</para>
/// <para>
/// The list of free blocks is in address order, linked through the blocks' first words, and ends with the first block that
/// was never used, which may be the first address where no block fits any more. <see cref="FreeBlocks"/> counts the blocks
/// before that end.
/// </para>
/// <para>
/// A free page is linked through <see cref="Next"/> and belongs to no arena (<see cref="Arena"/> is null). Nor does a page
/// that was never used: the system maps zeroed memory, and all pages of an arena that is used again were free.
/// </para>
/// </remarks>
internal unsafe struct Page
{
    /// <summary>Next page of the list that the page is in.</summary>
    public Page* Next;

    /// <summary>Arena that the page belongs to; null in a free page.</summary>
    public Arena* Arena;

    /// <summary>Blocks in the list of free blocks, its end not counted.</summary>
    public int FreeBlocks;

    /// <summary>Bytes of a block.</summary>
    public int BlockBytes;

    /// <summary>First free block.</summary>
    public nint FreeBlock;

    /// <summary>Bytes of the header.</summary>
    public const int HeaderBytes = 32;

    /// <summary>Bytes of a word, to which blocks are rounded.</summary>
    public const int WordBytes = 8;
}
