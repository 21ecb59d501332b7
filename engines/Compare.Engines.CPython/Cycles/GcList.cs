using System.Runtime.CompilerServices;
using Compare.Engines.CPython.Objects;

namespace Compare.Engines.CPython.Cycles;

/// <summary>Circular, doubly linked lists of tracked objects. A list is its head, which has the form of a header.</summary>
/// <remarks>No allocation, no object knows which list it is in; the flags in the previous word stay with the object.</remarks>
internal static unsafe class GcList
{
    /// <summary>Bytes of a head.</summary>
    public const int HeadBytes = ObjectLayout.GcHeaderBytes;

    /// <summary>Makes a list empty.</summary>
    /// <param name="head">Address of the head.</param>
    public static void Clear(nint head)
    {
        GcHeader.Next(head) = head;
        GcHeader.PreviousWord(head) = head;
    }

    /// <summary>Tells whether a list is empty.</summary>
    /// <param name="head">Address of the head.</param>
    /// <returns>True when it is.</returns>
    public static bool IsEmpty(nint head) => GcHeader.Next(head) == head;

    /// <summary>Adds an object that is in no list at the tail; its flags stay.</summary>
    /// <param name="head">Address of the head.</param>
    /// <param name="header">Address of the object's header.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // On every allocation of a tracked object.
    public static void Append(nint head, nint header)
    {
        nint last = GcHeader.PreviousWord(head);
        GcHeader.Next(last) = header;
        GcHeader.SetPrevious(header, last);
        GcHeader.Next(header) = head;
        GcHeader.PreviousWord(head) = header;
    }

    /// <summary>Adds a fresh object at the tail; flags of a former object in its memory are gone.</summary>
    /// <param name="head">Address of the head of the youngest generation, whose bits are zero.</param>
    /// <param name="header">Address of the object's header.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // On every allocation of a tracked object.
    public static void AppendFresh(nint head, nint header)
    {
        nint last = GcHeader.PreviousWord(head);
        GcHeader.Next(last) = header;
        GcHeader.PreviousWord(header) = last;
        GcHeader.Next(header) = head;
        GcHeader.PreviousWord(head) = header;
    }

    /// <summary>Takes a dying object out of its list. Its own links stay as they are: nothing will read them again.</summary>
    /// <param name="header">Address of the object's header.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // On every death of a tracked object.
    public static void Unlink(nint header)
    {
        nint next = GcHeader.Next(header);
        nint previous = GcHeader.Previous(header);
        GcHeader.Next(previous) = next;
        GcHeader.SetPrevious(next, previous);
    }

    /// <summary>Takes an object out of its list; it is not tracked any more. That its finalizer has run stays known.</summary>
    /// <param name="header">Address of the object's header.</param>
    public static void Remove(nint header)
    {
        Unlink(header);
        GcHeader.Next(header) = 0;
        GcHeader.PreviousWord(header) = (GcHeader.PreviousWord(header) & GcHeader.Finalized) | GcHeader.NoGeneration;
    }

    /// <summary>Moves an object to the tail of another list.</summary>
    /// <param name="header">Address of the object's header.</param>
    /// <param name="head">Address of the other list's head.</param>
    public static void Move(nint header, nint head)
    {
        Unlink(header);
        Append(head, header);
    }

    /// <summary>Moves all objects of a list to the tail of another.</summary>
    /// <param name="from">Address of the head that becomes empty.</param>
    /// <param name="to">Address of the head that grows.</param>
    public static void Merge(nint from, nint to)
    {
        if (!IsEmpty(from))
        {
            nint first = GcHeader.Next(from);
            nint last = GcHeader.PreviousWord(from);
            nint tail = GcHeader.PreviousWord(to);
            GcHeader.Next(tail) = first;
            GcHeader.SetPrevious(first, tail);
            GcHeader.Next(last) = to;
            GcHeader.PreviousWord(to) = last;
        }

        Clear(from);
    }
}
