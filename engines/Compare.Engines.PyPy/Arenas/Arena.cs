namespace Compare.Engines.PyPy.Arenas;

/// <summary>Memory from the operating system, cut into pages.</summary>
internal unsafe struct Arena
{
    /// <summary>Next arena with (about) as many free pages.</summary>
    public Arena* Next;

    /// <summary>First free page; the list ends with the first page that was never used, or with null.</summary>
    public Page* FreePages;

    /// <summary>Pages in the list of free pages, never used ones not counted.</summary>
    public int FreePageCount;

    /// <summary>Pages in all.</summary>
    public int TotalPages;

    /// <summary>Address of the first page, which is also what the system mapped.</summary>
    public nint Address;

    /// <summary>Arenas that were mapped before it.</summary>
    public long Number;
}
