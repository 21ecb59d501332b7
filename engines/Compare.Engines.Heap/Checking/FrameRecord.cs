namespace Compare.Engines.Heap.Checking;

/// <summary>An entered frame, or the single local that a finalizer or weak callback is given.</summary>
/// <param name="Address">Of the frame, on the stack.</param>
/// <param name="FirstLocal">Address of the first local.</param>
/// <param name="FirstSlot">Number of the first local's mirror among the mirrors of frames.</param>
/// <param name="Serial">Written into the frame's link: a frame that lost it is no longer there.</param>
/// <param name="Layout">Names.</param>
/// <param name="HasLink">False for the local of a callback.</param>
internal readonly record struct FrameRecord(
    nint Address, nint FirstLocal, int FirstSlot, nint Serial, FrameLayout Layout, bool HasLink)
{
    /// <summary>Gets the number of locals.</summary>
    public int Count => Layout.Locals.Length;
}
