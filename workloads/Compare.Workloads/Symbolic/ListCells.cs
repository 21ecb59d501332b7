using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Workloads.Objects;

namespace Compare.Workloads.Symbolic;

/// <summary>Lists as Lisp has them, of the cells of two references that <see cref="NodeTypes"/> describes.</summary>
internal static class ListCells
{
    /// <summary>Puts an item before a list.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="heap">The heap.</param>
    /// <param name="cell">Handle of a type with two references.</param>
    /// <param name="list">A local with the list; receives the longer one.</param>
    /// <param name="item">A local with the item, which it keeps.</param>
    /// <param name="spare">A local that is null, and is again afterwards.</param>
    public static void Push<THeap, TRef>(THeap heap, TypeHandle cell, ref TRef list, ref TRef item, ref TRef spare)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.New(ref spare, cell);
        heap.Store(spare, NodeTypes.First, item);
        heap.StoreTake(spare, NodeTypes.Second, heap.Move(ref list));
        heap.Take(ref list, heap.Move(ref spare));
    }

    /// <summary>Makes a local that walks a list go to the next cell.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="heap">The heap.</param>
    /// <param name="cursor">A local with a cell.</param>
    public static void Advance<THeap, TRef>(THeap heap, ref TRef cursor)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        heap.Load(ref cursor, cursor, NodeTypes.Second);
}
