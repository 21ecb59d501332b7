using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Workloads.Objects;
using Compare.Workloads.Objects.Sequences;

namespace Compare.Workloads.Tests.Objects;

/// <summary>Makes lists in the ways that scripts recorded, and tells their capacities.</summary>
internal static class RecordedCapacities
{
    /// <summary>Appends None up to a length, then pops all; tells each change of the capacity.</summary>
    public static (List<(int Length, long Value)> Grown, List<(int Length, long Value)> Shrunk) AppendAndPop<THeap, TRef>(
        in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame, int length, bool areInts)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        List<(int, long)> grown = [];
        List<(int, long)> shrunk = [];
        PyList.New(in py, ref frame.A);
        py.Heap.Clear(ref frame.B);
        long before = -1;
        for (int i = 0; i < length; i++)
        {
            Append(in py, ref frame, areInts, i);
            Note(grown, ref before, i + 1, PyList.Capacity(in py, frame.A));
        }

        before = -1;
        for (int i = length - 1; i >= 0; i--)
        {
            PyList.Pop(in py, ref frame.B, ref frame.A);
            Note(shrunk, ref before, i, PyList.Capacity(in py, frame.A));
        }

        return (grown, shrunk);
    }

    /// <summary>Remembers a number when it is not the one before.</summary>
    public static void Note(List<(int Length, long Value)> changes, ref long before, int length, long now)
    {
        if (now != before)
        {
            changes.Add((length, now));
            before = now;
        }
    }

    /// <summary>Makes a list of a length, exactly as long, of Nones or integers, in a local.</summary>
    public static void MakeExact<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, int length)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        PyList.New(in py, ref local, ListOrigin.Exact, length);

    /// <summary>Makes a list in a way and gets its capacity.</summary>
    /// <param name="py">The objects.</param>
    /// <param name="frame">The list is made in its first local.</param>
    /// <param name="way">The way; the name of the recorded facts.</param>
    /// <param name="length">Items.</param>
    public static int Capacity<THeap, TRef>(
        in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame, ListWay way, int length)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        MakeExact(in py, ref frame.B, way == ListWay.Repetition ? 1 : length);
        switch (way)
        {
            case ListWay.Range:
                PyList.OfRange(in py, ref frame.A, 0, length);
                break;
            case ListWay.Tuple:
                PyTuple.New(in py, ref frame.B, length);
                PyList.Of(in py, ref frame.A, ListOrigin.Sequence, ref frame.B);
                break;
            case ListWay.List:
                PyList.Of(in py, ref frame.A, ListOrigin.Sequence, ref frame.B);
                break;
            case ListWay.Copy:
                PyList.Of(in py, ref frame.A, ListOrigin.Exact, ref frame.B);
                break;
            case ListWay.Slice:
                PyList.Slice(in py, ref frame.A, ref frame.B, 0, int.MaxValue);
                break;
            case ListWay.Repetition:
                PyList.Repeat(in py, ref frame.A, ref frame.B, length);
                break;
            case ListWay.Concatenation:
                MakeExact(in py, ref frame.B, Math.Min(length, 1));
                MakeExact(in py, ref frame.C, Math.Max(length - 1, 0));
                PyList.Concat(in py, ref frame.A, ref frame.B, ref frame.C);
                break;
            case ListWay.Appending:
                PyList.New(in py, ref frame.A);
                for (int i = 0; i < length; i++)
                {
                    Append(in py, ref frame, areInts: false, i);
                }

                break;
            case ListWay.Insertion:
                PyList.Of(in py, ref frame.A, ListOrigin.Exact, ref frame.B);
                PyList.Insert(in py, ref frame.A, 0, ref frame.D);
                Assert.Equal(length + 1, PyList.Count(in py, frame.A));
                return PyList.Capacity(in py, frame.A);
            default:
                PyList.New(in py, ref frame.A, (ListOrigin)way, length);
                break;
        }

        Assert.Equal(length, PyList.Count(in py, frame.A));
        return PyList.Capacity(in py, frame.A);
    }

    /// <summary>Extends a list and gets its capacity.</summary>
    public static int ExtendedCapacity<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame, int length, int more)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        MakeExact(in py, ref frame.A, length);
        MakeExact(in py, ref frame.B, more);
        PyList.Extend(in py, ref frame.A, ref frame.B);
        Assert.Equal(length + more, PyList.Count(in py, frame.A));
        return PyList.Capacity(in py, frame.A);
    }

    /// <summary>Deletes the end of a list and gets its capacity.</summary>
    public static int CutCapacity<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame, int length, int kept)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        MakeExact(in py, ref frame.A, length);
        PyList.Truncate(in py, ref frame.A, kept);
        Assert.Equal(kept, PyList.Count(in py, frame.A));
        return PyList.Capacity(in py, frame.A);
    }

    private static void Append<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame, bool areInts, int value)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (areInts)
        {
            PyList.AppendInt(in py, ref frame.A, value);
        }
        else
        {
            py.Heap.Clear(ref frame.B);
            PyList.Append(in py, ref frame.A, ref frame.B);
        }
    }
}
