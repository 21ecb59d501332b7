using System.Runtime.CompilerServices;
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
        UnmanagedList<nint> stack = _toTrace;
        nint shapes = _shapes.Base;
        nint nursery = _nursery;
        nuint nurseryBytes = (nuint)_nurseryBytes;
        long marked = 0;
        while (stack.Count != 0)
        {
            nint obj = stack.Pop();
            ref ulong header = ref ObjectHeader.Of(obj);
            ulong old = header;
            if ((old & (HeaderFlags.Visited | HeaderFlags.NoHeapPointers)) != 0)
            {
                continue;
            }

            header = old | HeaderFlags.Visited | HeaderFlags.TrackYoungPointers;
            marked++;
            GcShape* shape = (GcShape*)(shapes + (nint)(old & HeaderFlags.ShapeMask));
            nint* slot = (nint*)(obj + ObjectHeader.Bytes);
            for (nint* end = slot + shape->References; slot < end; slot++)
            {
                nint referent = *slot;
                if (referent != 0 && (nuint)(referent - nursery) >= nurseryBytes)
                {
                    stack.Push(referent);
                }
            }

            if (shape->ItemBytes == 0)
            {
                budget -= shape->FixedBytes;
            }
            else
            {
                budget -= MarkItems(obj, shape);
            }

            if (budget < 0)
            {
                budget = 0;
                break;
            }
        }

        _markedObjects += marked;
        return budget;
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
