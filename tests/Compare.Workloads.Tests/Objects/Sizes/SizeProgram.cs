using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Workloads.Objects;
using Compare.Workloads.Objects.Sequences;

namespace Compare.Workloads.Tests.Objects.Sizes;

/// <summary>Makes many objects of each kind and asks what one more takes.</summary>
/// <param name="engine">The engine that it runs on.</param>
internal sealed class SizeProgram(IEngine engine) : IHeapProgram
{
    /// <summary>Objects before the counted ones: the first instances of a class have more room than the later ones.</summary>
    private const int First = 64;

    private const int Counted = 128;

    private readonly Dictionary<string, long> _heapBytes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _reported = new(StringComparer.Ordinal);

    /// <summary>Bytes that one more object takes in the heap, parts that it does not share included.</summary>
    public IReadOnlyDictionary<string, long> HeapBytes => _heapBytes;

    /// <summary>What the implementation's <c>sys.getsizeof</c> says.</summary>
    public IReadOnlyDictionary<string, long> Reported => _reported;

    /// <inheritdoc/>
    public void Run<THeap, TRef>(THeap heap)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Python<THeap, TRef> py = new(heap);
        SizeFrame<TRef> frame = default;
        heap.Enter(ref frame);
        SizedClasses classes = SizedClasses.On(in py);
        SizedKinds.MakeParts(in py, ref frame, classes);
        foreach (string name in SizedKinds.Names)
        {
            heap.ResizeRoots(SizedKinds.Ten + First + Counted);
            for (int i = 0; i < SizedKinds.Ten; i++)
            {
                PyList.Load(in py, ref heap.Root(i), ref frame.Integers, i);
            }

            Make(in py, ref frame, classes, name, 0, First);
            long before = Bytes();
            Make(in py, ref frame, classes, name, First, First + Counted);
            _heapBytes[name] = (Bytes() - before) / Counted;
            _reported[name] = heap.SizeOf(heap.Root(heap.RootCount - 1));
            heap.ResizeRoots(0);
        }

        heap.Leave(ref frame);
    }

    private static void Make<THeap, TRef>(
        in Python<THeap, TRef> py, ref SizeFrame<TRef> frame, SizedClasses classes, string name, int from, int to)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        for (int i = from; i < to; i++)
        {
            SizedKinds.Make(in py, ref py.Heap.Root(SizedKinds.Ten + i), ref frame, classes, name, i);
        }
    }

    /// <summary>Bytes in use; of the host all that this thread ever allocated, so a kind must not leave garbage.</summary>
    private long Bytes()
    {
        if (engine.Traits.ManagedHeap)
        {
            return GC.GetAllocatedBytesForCurrentThread();
        }

        engine.Control.Collect(engine.Control.GenerationCount - 1);
        return engine.Control.TakeCensus()!.Bytes;
    }
}
