namespace Compare.Engines.Abstractions.Heaps;

/// <summary>
/// The first field of every frame: it chains the frames of the running functions, so that a moving or verifying engine
/// finds all locals. Only engines read or write it.
/// </summary>
public struct FrameLink
{
    /// <summary>Address of the calling function's frame; 0 for the outermost.</summary>
    public nint Previous;

    /// <summary>Number of reference locals that follow the link.</summary>
    public nint LocalCount;
}
