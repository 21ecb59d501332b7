using System.Diagnostics;
using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.Heap.Frames;

/// <summary>The chain of entered frames of an engine whose reference is <see cref="ObjectReference"/>.</summary>
/// <remarks>
/// Safe because a frame is a <see langword="ref struct"/> and so lives on the stack, which does not move, and is left
/// before its function returns. Fields of an unmanaged struct keep their order, so the link is first.
/// </remarks>
public static unsafe class FrameChain
{
    /// <summary>A bit of the number of locals that no frame needs: an engine has seen the frame since it was entered.</summary>
    private const nint MarkBit = 1 << 30;

    /// <summary>Puts a frame on top.</summary>
    /// <typeparam name="TFrame">The frame.</typeparam>
    /// <param name="top">Address of the innermost frame, or 0.</param>
    /// <param name="frame">The frame.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Two stores; a call would cost more than the work.
    public static void Push<TFrame>(ref nint top, ref TFrame frame)
        where TFrame : struct, IFrame<ObjectReference>, allows ref struct
    {
        ref FrameLink link = ref Unsafe.As<TFrame, FrameLink>(ref frame);
        link.Previous = top;
        link.LocalCount = LocalCount<TFrame>();
        top = (nint)Unsafe.AsPointer(ref link);
    }

    /// <summary>Takes the innermost frame off.</summary>
    /// <typeparam name="TFrame">The frame.</typeparam>
    /// <param name="top">Address of the innermost frame; it must be this one.</param>
    /// <param name="frame">The frame.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // One load and one store.
    public static void Pop<TFrame>(ref nint top, ref TFrame frame)
        where TFrame : struct, IFrame<ObjectReference>, allows ref struct
    {
        Debug.Assert(top == AddressOf(ref frame), "frames are left innermost first");
        top = Unsafe.As<TFrame, FrameLink>(ref frame).Previous;
    }

    /// <summary>Gets the number of locals of a frame type, a constant to the just-in-time compiler.</summary>
    /// <typeparam name="TFrame">The frame.</typeparam>
    /// <returns>The number.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // A constant; in deep workloads the compiler would call for it.
    public static int LocalCount<TFrame>()
        where TFrame : struct, IFrame<ObjectReference>, allows ref struct =>
        (Unsafe.SizeOf<TFrame>() - sizeof(FrameLink)) / sizeof(ObjectReference);

    /// <summary>Gets the address of a frame.</summary>
    /// <typeparam name="TFrame">The frame.</typeparam>
    /// <param name="frame">The frame.</param>
    /// <returns>The address.</returns>
    public static nint AddressOf<TFrame>(ref TFrame frame)
        where TFrame : struct, IFrame<ObjectReference>, allows ref struct =>
        (nint)Unsafe.AsPointer(ref frame);

    /// <summary>Gets the locals of a frame in declaration order.</summary>
    /// <param name="frame">Address of an entered frame.</param>
    /// <returns>Its locals.</returns>
    public static Span<ObjectReference> Locals(nint frame) =>
        new((void*)(frame + sizeof(FrameLink)), (int)(((FrameLink*)frame)->LocalCount & ~MarkBit));

    /// <summary>Marks a frame as seen; the mark is gone when the function is entered again.</summary>
    /// <param name="frame">Address of an entered frame.</param>
    public static void Mark(nint frame) => ((FrameLink*)frame)->LocalCount |= MarkBit;

    /// <summary>Tells whether a frame is marked.</summary>
    /// <param name="frame">Address of an entered frame.</param>
    /// <returns>True since <see cref="Mark"/>.</returns>
    public static bool IsMarked(nint frame) => (((FrameLink*)frame)->LocalCount & MarkBit) != 0;

    /// <summary>Gets the frame of the caller.</summary>
    /// <param name="frame">Address of an entered frame.</param>
    /// <returns>Address of the next outer frame, or 0.</returns>
    public static nint Previous(nint frame) => ((FrameLink*)frame)->Previous;
}
