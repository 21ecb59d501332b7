using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;

namespace Compare.Workloads.Lifetimes;

/// <summary>The trees of <see cref="GcOld"/>: perfect trees whose nodes know their height.</summary>
internal static class GcOldTrees
{
    /// <summary>A node: left, right; height.</summary>
    public static readonly ObjectType Node = new("GcOld.Node", PythonKind.SlotsInstance, references: 2, words: 1);

    private const int Left = 0;
    private const int Right = 1;
    private const int Height = 0;

    /// <summary>
    /// Builds a perfect tree top-down and returns it as an owned temporary; every child is stored in an older parent.
    /// </summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="heap">The heap.</param>
    /// <param name="node">Handle of <see cref="Node"/>.</param>
    /// <param name="height">Nodes from the root to a leaf, 1 or more.</param>
    /// <returns>The root, an owned temporary.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static TRef Make<THeap, TRef>(THeap heap, TypeHandle node, int height)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        NodeFrame<TRef> frame = default;
        heap.Enter(ref frame);
        heap.New(ref frame.Node, node);
        if (height > 1)
        {
            // The child is a temporary of its own: naming the node before would copy a reference that the call may move.
            TRef child = Make<THeap, TRef>(heap, node, height - 1);
            heap.StoreTake(frame.Node, Left, child);
            child = Make<THeap, TRef>(heap, node, height - 1);
            heap.StoreTake(frame.Node, Right, child);
        }

        heap.SetWord(frame.Node, Height, height);
        TRef made = heap.Move(ref frame.Node);
        heap.Leave(ref frame);
        return made;
    }

    /// <summary>Puts a smaller tree in the place of a subtree of its height, so that the whole tree stays perfect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="heap">The heap.</param>
    /// <param name="tree">The whole tree, borrowed.</param>
    /// <param name="subtree">A local with the smaller tree, which becomes null.</param>
    public static void Replace<THeap, TRef>(THeap heap, TRef tree, ref TRef subtree)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        long height = heap.GetWord(subtree, Height);
        bool left = height % 2 == 0;
        TRef parent = tree;
        while (heap.GetWord(parent, Height) > height + 1)
        {
            parent = heap.Borrow(parent, left ? Left : Right);
            left = !left;
        }

        heap.StoreTake(parent, left ? Left : Right, heap.Move(ref subtree));
    }

    /// <summary>Goes down two trees alike and exchanges the subtrees found there.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="heap">The heap.</param>
    /// <param name="one">A tree, borrowed.</param>
    /// <param name="other">A tree of the same height, borrowed; it may be the same.</param>
    /// <param name="depth">Edges to go down before the exchange, less than the height.</param>
    /// <param name="path">A bit for each edge, lowest first; 0 is left.</param>
    /// <param name="spare">A local that is null, and is again afterwards.</param>
    public static void Exchange<THeap, TRef>(THeap heap, TRef one, TRef other, int depth, ulong path, ref TRef spare)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        for (int i = 0; i < depth; i++)
        {
            int side = (int)(path & 1);
            one = heap.Borrow(one, side);
            other = heap.Borrow(other, side);
            path >>= 1;
        }

        int last = (int)(path & 1);
        heap.Load(ref spare, one, last);
        heap.Store(one, last, heap.Borrow(other, last));
        heap.StoreTake(other, last, heap.Move(ref spare));
    }

    /// <summary>Counts the nodes whose height is the one that they know.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="heap">The heap.</param>
    /// <param name="tree">The root, borrowed.</param>
    /// <param name="height">The height it must have.</param>
    /// <returns>The nodes of a perfect tree; fewer when anything is wrong.</returns>
    public static long Check<THeap, TRef>(THeap heap, TRef tree, int height)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (heap.IsNull(tree) || heap.GetWord(tree, Height) != height)
        {
            return 0;
        }

        TRef left = heap.Borrow(tree, Left);
        TRef right = heap.Borrow(tree, Right);
        return height == 1
            ? (heap.IsNull(left) && heap.IsNull(right) ? 1 : 0)
            : 1 + Check<THeap, TRef>(heap, left, height - 1) + Check<THeap, TRef>(heap, right, height - 1);
    }

    private ref struct NodeFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Node;
    }
}
