using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Compare.Engines.Heap.Frames;
using Compare.Engines.Heap.Memory;
using Compare.Engines.PyPy.Objects;

namespace Compare.Engines.PyPy;

/// <content>Marking: a stack of gray objects, taken from the top; referents are pushed in ascending order.</content>
internal sealed unsafe partial class PyPyEngine<TProbe>
{
    /// <summary>Gray objects. An object may be on it more than once; it is marked when it is taken.</summary>
    private UnmanagedList<nint> _toTrace = new();

    private long _markedObjects;

    /// <summary>Puts on the gray stack what the program can reach directly.</summary>
    private void ScanRoots()
    {
        ScanFinalizerQueue();
        for (nint frame = InnermostFrame; frame != 0; frame = FrameChain.Previous(frame))
        {
            Span<ObjectReference> locals = FrameChain.Locals(frame);
            for (int i = locals.Length - 1; i >= 0; i--)
            {
                PushOld(locals[i].Address);
            }
        }

        for (nint i = 0; i < _roots.Count; i++)
        {
            PushOld(_roots[i].Address);
        }

        for (int i = 0; i < OwnRoots; i++)
        {
            PushOld(_ownRoots[i].Address);
        }
    }

    private void ScanFinalizerQueue()
    {
        for (nint i = _nextToFinalize; i < _toFinalize.Count; i++)
        {
            PushOld(_toFinalize[i]);
        }
    }

    /// <summary>Pushes a root unless it is null or pinned in the nursery.</summary>
    private void PushOld(nint obj)
    {
        if (obj != 0 && !IsInNursery(obj))
        {
            _toTrace.Push(obj);
        }
    }

    private void MarkAll() => Mark(long.MaxValue);

    /// <summary>Marks objects from the gray stack.</summary>
    /// <param name="budget">Bytes to mark.</param>
    /// <returns>What is left of the budget; 0 when it was used up before the stack was empty.</returns>
    private long Mark(long budget)
    {
        // The top of the stack lives in a register; the list is told of it before anything else looks.
        UnmanagedList<nint> stack = _toTrace;
        nint* top = stack.Items + stack.Count;
        nint shapes = _shapes.Base;
        nint nursery = _nursery;
        nuint nurseryBytes = (nuint)_nurseryBytes;
        long marked = 0;
        while (top != stack.Items)
        {
            nint obj = *--top;
            ulong header = ObjectHeader.Of(obj);
            if ((header & (HeaderFlags.Visited | HeaderFlags.NoHeapPointers)) != 0)
            {
                continue;
            }

            ObjectHeader.Of(obj) = header | HeaderFlags.Visited | HeaderFlags.TrackYoungPointers;
            marked++;
            GcShape* shape = (GcShape*)(shapes + (nint)(uint)header);
            int references = shape->References;
            if (stack.Items + stack.Capacity - top < references)
            {
                top = GrowStack(stack, top, references);
            }

            nint* slot = (nint*)(obj + ObjectHeader.Bytes);
            for (nint* end = slot + references; slot < end; slot++)
            {
                nint referent = *slot;
                if (referent != 0 && (nuint)(referent - nursery) >= nurseryBytes)
                {
                    *top++ = referent;
                    Prefetch(referent);
                }
            }

            if (shape->ItemBytes == 0)
            {
                budget -= shape->FixedBytes;
            }
            else
            {
                stack.SetCount((nint)(top - stack.Items));
                budget -= MarkItems(obj, shape);
                top = stack.Items + stack.Count;
            }

            if (budget < 0)
            {
                budget = 0;
                break;
            }
        }

        stack.SetCount((nint)(top - stack.Items));
        _markedObjects += marked;
        return budget;
    }

    /// <summary>Asks for the cache line of a header that will be looked at soon: on large heaps marking waits for memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // One instruction.
    private static void Prefetch(nint obj)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0((void*)obj);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)] // Rare.
    private static nint* GrowStack(UnmanagedList<nint> stack, nint* top, nint extra)
    {
        stack.SetCount((nint)(top - stack.Items));
        stack.EnsureRoom(extra);
        return stack.Items + stack.Count;
    }

    /// <summary>Pushes the references in the items of an object.</summary>
    /// <returns>Bytes of the object.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)] // Keeps the loop over plain objects in registers.
    private nint MarkItems(nint obj, GcShape* shape)
    {
        if (shape->ItemReferences != 0)
        {
            nint item = obj + shape->FixedBytes;
            nint end = item + ((nint)ObjectHeader.Length(obj, shape) * shape->ItemBytes);
            for (; item < end; item += shape->ItemBytes)
            {
                for (int i = 0; i < shape->ItemReferences; i++)
                {
                    PushOld(((nint*)item)[i]);
                }
            }
        }

        return ObjectHeader.Size(obj, shape);
    }
}
