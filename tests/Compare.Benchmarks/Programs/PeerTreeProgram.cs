using System.Diagnostics;
using System.Globalization;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;

namespace Compare.Benchmarks.Programs;

/// <summary>
/// What Peers/collection_capi.c does: builds a tree of 2-tuples, each before its children, with a list in each leaf, and
/// times full collections of it.
/// </summary>
/// <param name="engine">The engine.</param>
/// <param name="depth">Depth of the tree.</param>
internal sealed class PeerTreeProgram(IEngine engine, int depth) : IHeapProgram
{
    private const int Rounds = 5;
    private const int ObjectsPerLeaf = 3;

    private static readonly ObjectType s_tuple = new("Peer.Tuple", PythonKind.Tuple, references: 2);

    private static readonly ObjectType s_list =
        new("Peer.List", PythonKind.List, words: 1, buffers: [BufferShape.ReferenceItems]);

    /// <summary>Gets the time of the fastest collection for each live object, as the peer prints it.</summary>
    public string NanosecondsPerObject { get; private set; } = string.Empty;

    /// <inheritdoc/>
    public void Run<THeap, TRef>(THeap heap)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int oldest = heap.Control.GenerationCount - 1;
        heap.ResizeRoots(1);
        heap.Take(ref heap.Root(0), Build<THeap, TRef>(heap, heap.Register(s_tuple), heap.Register(s_list), depth));
        heap.Control.Collect(oldest); // The first one sorts the list.
        double objects = (ObjectsPerLeaf * (double)(1L << depth)) - 1;
        double best = double.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            heap.Control.Collect(oldest);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / objects);
        }

        NanosecondsPerObject = best.ToString("F2", CultureInfo.InvariantCulture);
        heap.ResizeRoots(0);
        engine.Rest();
    }

    private static TRef Build<THeap, TRef>(THeap heap, TypeHandle tuple, TypeHandle list, int depth)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        TwoLocals<TRef> frame = default;
        heap.Enter(ref frame);
        heap.New(ref frame.First, tuple);
        if (depth == 0)
        {
            heap.New(ref frame.Second, list);
            heap.StoreTake(frame.First, 0, heap.Move(ref frame.Second));
        }
        else
        {
            TRef left = Build<THeap, TRef>(heap, tuple, list, depth - 1); // First: it may move the node.
            heap.StoreTake(frame.First, 0, left);
            TRef right = Build<THeap, TRef>(heap, tuple, list, depth - 1); // First: it may move the node.
            heap.StoreTake(frame.First, 1, right);
        }

        TRef built = heap.Move(ref frame.First);
        heap.Leave(ref frame);
        return built;
    }
}
