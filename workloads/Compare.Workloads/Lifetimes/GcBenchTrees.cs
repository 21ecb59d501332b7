using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;

namespace Compare.Workloads.Lifetimes;

/// <summary>The trees of <see cref="GcBench"/>: nodes with two references and two words.</summary>
internal static class GcBenchTrees
{
    /// <summary>A node: left, right; i, j.</summary>
    public static readonly ObjectType Node = new("GcBench.Node", PythonKind.SlotsInstance, references: 2, words: 2);

    private const int Left = 0;
    private const int Right = 1;
    private const int I = 0;
    private const int J = 1;

    /// <summary>Allocates a node without children.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="heap">The heap.</param>
    /// <param name="local">Receives the node.</param>
    /// <param name="node">Handle of <see cref="Node"/>.</param>
    /// <param name="depth">Edges below the node; its first word.</param>
    public static void NewNode<THeap, TRef>(THeap heap, ref TRef local, TypeHandle node, int depth)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.New(ref local, node);
        heap.SetWord(local, I, depth);
        heap.SetWord(local, J, 0);
    }

    /// <summary>Grows a tree top-down: every store is into a parent that is older than the child.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="heap">The heap.</param>
    /// <param name="node">Handle of <see cref="Node"/>.</param>
    /// <param name="depth">Edges to grow.</param>
    /// <param name="root">A local with a node without children.</param>
    public static void Populate<THeap, TRef>(THeap heap, TypeHandle node, int depth, ref TRef root)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (depth <= 0)
        {
            return;
        }

        PopulateFrame<TRef> frame = default;
        heap.Enter(ref frame);
        NewNode(heap, ref frame.Left, node, depth - 1);
        heap.Store(root, Left, frame.Left);
        NewNode(heap, ref frame.Right, node, depth - 1);
        heap.Store(root, Right, frame.Right);
        Populate(heap, node, depth - 1, ref frame.Left);
        Populate(heap, node, depth - 1, ref frame.Right);
        heap.Leave(ref frame);
    }

    /// <summary>Builds a tree bottom-up.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="heap">The heap.</param>
    /// <param name="node">Handle of <see cref="Node"/>.</param>
    /// <param name="depth">Edges from the root to a leaf.</param>
    /// <returns>The root, an owned temporary.</returns>
    public static TRef Make<THeap, TRef>(THeap heap, TypeHandle node, int depth)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (depth <= 0)
        {
            return MakeLeaf<THeap, TRef>(heap, node);
        }

        MakeFrame<TRef> frame = default;
        heap.Enter(ref frame);
        heap.Take(ref frame.Left, Make<THeap, TRef>(heap, node, depth - 1));
        heap.Take(ref frame.Right, Make<THeap, TRef>(heap, node, depth - 1));
        NewNode(heap, ref frame.Node, node, depth);
        heap.StoreTake(frame.Node, Left, heap.Move(ref frame.Left));
        heap.StoreTake(frame.Node, Right, heap.Move(ref frame.Right));
        TRef made = heap.Move(ref frame.Node);
        heap.Leave(ref frame);
        return made;
    }

    /// <summary>Adds up the words of all nodes. It never allocates, so it borrows all it reads.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="heap">The heap.</param>
    /// <param name="root">The root, borrowed.</param>
    /// <returns>Number of nodes plus the sum of their words.</returns>
    public static long Sum<THeap, TRef>(THeap heap, TRef root)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        long own = 1 + heap.GetWord(root, I) + heap.GetWord(root, J);
        TRef left = heap.Borrow(root, Left);
        return heap.IsNull(left)
            ? own
            : own + Sum<THeap, TRef>(heap, left) + Sum<THeap, TRef>(heap, heap.Borrow(root, Right));
    }

    private static TRef MakeLeaf<THeap, TRef>(THeap heap, TypeHandle node)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        LeafFrame<TRef> frame = default;
        heap.Enter(ref frame);
        NewNode(heap, ref frame.Node, node, 0);
        TRef made = heap.Move(ref frame.Node);
        heap.Leave(ref frame);
        return made;
    }

    private ref struct PopulateFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Left;
        public TRef Right;
    }

    private ref struct MakeFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Left;
        public TRef Right;
        public TRef Node;
    }

    private ref struct LeafFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Node;
    }
}
