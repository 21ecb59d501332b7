using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;

namespace Compare.Semantics;

/// <summary>
/// Allocates instances without end and keeps the last few thousand alive, enough that any engine that collects by itself does.
/// </summary>
internal static class Churn
{
    /// <summary>Instances in which an engine in a small heap has collected all that it ever will.</summary>
    private const long MostObjects = 300_000;

    /// <summary>The same where the host decides: its young generation may be hundreds of megabytes.</summary>
    private const long MostHostObjects = 40_000_000;

    /// <summary>
    /// Instances kept alive: several times every threshold on the number of objects, and less than half a small heap.
    /// </summary>
    private const int Kept = 8192;

    /// <summary>Instances between two looks at what has happened, because accounts cost more than an allocation.</summary>
    private const int LookEvery = 32;

    /// <summary>Allocates until something has happened.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="mutator">Operations on the heap.</param>
    /// <param name="type">Their type, with references.</param>
    /// <param name="withSafePoints">
    /// Whether each turn of the loop is a safe point; the instances are then cycles, which wait for a collection.
    /// </param>
    /// <param name="done">Tells whether it has happened.</param>
    /// <param name="mostObjects">Number of instances to give up after; null for what lets any engine collect.</param>
    /// <returns>
    /// Number of objects allocated, to a multiple of 32; null when it never happened, or the heap was full before.
    /// </returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long? Until<THeap, TRef>(
        Mutator<THeap, TRef> mutator, ObjectType type, bool withSafePoints, Func<bool> done, long? mostObjects = null)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = mutator.Heap;
        long most = mostObjects ?? (mutator.Engine.Traits.ManagedHeap ? MostHostObjects : MostObjects);
        Locals<TRef> f = default;
        heap.Enter(ref f);
        long? made = null;
        try
        {
            TypeHandle handle = heap.Register(type);
            heap.NewArray(ref f.A, heap.Register(Shapes.Tuple), Kept);
            for (long count = 0; count < most && made is null; count++)
            {
                heap.New(ref f.B, handle);
                heap.StoreElement(f.A, (int)(count % Kept), f.B);
                if (withSafePoints)
                {
                    heap.Store(f.B, 0, f.B);
                    heap.SafePoint();
                }

                made = (count + 1) % LookEvery == 0 && done() ? count + 1 : null;
            }
        }
        catch (HeapExhaustedException) when (heap.Unwind(ref f))
        {
            made = null;
        }

        heap.Leave(ref f);
        return made;
    }
}
