using Compare.Engines.Abstractions.Heaps;

namespace Compare.Semantics;

/// <summary>Finds the place in a program where finalizers and weak callbacks run.</summary>
internal static class Delivery
{
    /// <summary>Drops an object, lets the engine collect by itself, and looks when the call comes.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="mutator">Operations on the heap.</param>
    /// <param name="drop">Drops the last reference.</param>
    /// <param name="hasCome">Tells whether the call has come.</param>
    /// <returns>The place, or null when it never comes.</returns>
    public static string? Of<THeap, TRef>(Mutator<THeap, TRef> mutator, Action drop, Func<bool> hasCome)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        drop();
        if (hasCome())
        {
            return "in the release of the last reference";
        }

        // A host delivers after any collection; elsewhere the heap is filled so often that all of it has been collected.
        long before = mutator.Collections;
        bool isHost = mutator.Engine.Traits.ManagedHeap;
        Churn.Until(
            mutator, Shapes.Wide, withSafePoints: false, () => hasCome() || (isHost && mutator.Collections > before));
        if (hasCome())
        {
            return "in the allocation that collects";
        }

        GC.WaitForPendingFinalizers();
        mutator.Heap.SafePoint();
        if (hasCome())
        {
            return "at the next check point";
        }

        mutator.Settle();
        return hasCome() ? "in an explicit collection" : null;
    }
}
