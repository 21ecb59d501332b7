namespace Compare.Engines.CPython.Cycles;

/// <summary>The head of a list that lives on the stack of one collection.</summary>
internal struct GcHead
{
    /// <summary>First header.</summary>
    public nint Next;

    /// <summary>Last header.</summary>
    public nint Previous;

    /// <summary>Makes an empty list.</summary>
    /// <param name="head">A local variable; it does not move.</param>
    /// <returns>Its address.</returns>
    public static unsafe nint Initialize(GcHead* head)
    {
        GcList.Clear((nint)head);
        return (nint)head;
    }
}
