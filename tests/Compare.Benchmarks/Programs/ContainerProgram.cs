using System.Diagnostics;
using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Workloads.Objects;
using Compare.Workloads.Objects.Numbers;
using Compare.Workloads.Objects.Sequences;
using Compare.Workloads.Objects.Tables;

namespace Compare.Benchmarks.Programs;

/// <summary>
/// Fills or reads a dictionary or a list. The keys are made beforehand, as integers in the root area; values are None.
/// </summary>
/// <param name="entries">Entries of the container.</param>
/// <param name="work">What is timed.</param>
internal sealed class ContainerProgram(int entries, ContainerWork work) : IHeapProgram
{
    private const int Runs = 7; // The first ones compile.

    /// <summary>Gets ns per operation of the fastest run.</summary>
    public double NanosecondsPerOperation { get; private set; } = double.PositiveInfinity;

    /// <inheritdoc/>
    public void Run<THeap, TRef>(THeap heap)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Python<THeap, TRef> py = new(heap);
        heap.ResizeRoots(entries);
        for (int i = 0; i < entries; i++)
        {
            PyInt.Load(in py, ref heap.Root(i), i);
        }

        for (int run = 0; run < Runs; run++)
        {
            ContainerFrame<TRef> frame = default;
            heap.Enter(ref frame);
            Prepare(in py, ref frame);
            long start = Stopwatch.GetTimestamp();
            Work(in py, ref frame);
            double each = Stopwatch.GetElapsedTime(start).TotalNanoseconds / entries;
            NanosecondsPerOperation = Math.Min(NanosecondsPerOperation, each);
            heap.Leave(ref frame);
        }

        heap.ResizeRoots(0);
    }

    private void Prepare<THeap, TRef>(in Python<THeap, TRef> py, ref ContainerFrame<TRef> frame)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (work is ContainerWork.Insert or ContainerWork.Lookup)
        {
            PyDict.New(in py, ref frame.Container);
        }
        else
        {
            PyList.New(in py, ref frame.Container);
        }

        if (work == ContainerWork.Lookup)
        {
            Insert(in py, ref frame);
        }
        else if (work == ContainerWork.Index)
        {
            Append(in py, ref frame);
        }
    }

    private void Work<THeap, TRef>(in Python<THeap, TRef> py, ref ContainerFrame<TRef> frame)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        switch (work)
        {
            case ContainerWork.Insert:
                Insert(in py, ref frame);
                break;
            case ContainerWork.Lookup:
                Check(Lookup(in py, ref frame));
                break;
            case ContainerWork.Append:
                Append(in py, ref frame);
                break;
            default:
                Check(Index(in py, ref frame));
                break;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)] // What is timed, as one piece for a profiler.
    private void Insert<THeap, TRef>(in Python<THeap, TRef> py, ref ContainerFrame<TRef> frame)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        for (int i = 0; i < entries; i++)
        {
            PyDict.Set(in py, ref frame.Container, ref py.Heap.Root(i), ref frame.None);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Lookup<THeap, TRef>(in Python<THeap, TRef> py, ref ContainerFrame<TRef> frame)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int found = 0;
        for (int i = 0; i < entries; i++)
        {
            found += PyDict.Find(in py, frame.Container, py.Heap.Root(i)) == PyDict.Absent ? 0 : 1;
        }

        return found;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Append<THeap, TRef>(in Python<THeap, TRef> py, ref ContainerFrame<TRef> frame)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        for (int i = 0; i < entries; i++)
        {
            PyList.Append(in py, ref frame.Container, ref py.Heap.Root(i));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Index<THeap, TRef>(in Python<THeap, TRef> py, ref ContainerFrame<TRef> frame)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int found = 0;
        if (PyList.KeepsValues(in py, frame.Container))
        {
            // There is no object in the list: reading an item makes one, which then has the value of the key.
            for (int i = 0; i < entries; i++)
            {
                PyList.Load(in py, ref frame.Item, ref frame.Container, i);
                found += PyInt.Value(in py, frame.Item) == i ? 1 : 0;
            }

            py.Heap.Clear(ref frame.Item);
            return found;
        }

        for (int i = 0; i < entries; i++)
        {
            found += py.Heap.Same(PyList.Borrow(in py, frame.Container, i), py.Heap.Root(i)) ? 1 : 0;
        }

        return found;
    }

    private void Check(int found)
    {
        if (found != entries)
        {
            throw new InvalidOperationException($"{work} found {found} of {entries}.");
        }
    }
}
