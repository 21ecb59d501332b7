using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Heaps;

namespace Compare.Workloads.Weak;

/// <summary>Keeps one host object for each heap, so that runs after the first need not make one.</summary>
/// <remarks>
/// A finalizer that works with the heap is a delegate of an object that knows the heap. Made in every run, that object would be
/// garbage of the host during a measurement. It lives as long as the heap's engine and no longer.
/// </remarks>
/// <typeparam name="TCompanion">The host object's class.</typeparam>
internal static class HeapCompanion<TCompanion>
    where TCompanion : class
{
    private static readonly ConditionalWeakTable<IHeapControl, TCompanion> s_companions = [];

    /// <summary>Gets the companion of a heap; the first call makes it.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="heap">The heap.</param>
    /// <param name="make">Makes it; a static function.</param>
    /// <returns>The companion.</returns>
    public static TCompanion For<THeap, TRef>(THeap heap, Func<THeap, TCompanion> make)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (!s_companions.TryGetValue(heap.Control, out TCompanion? companion))
        {
            companion = make(heap);
            s_companions.Add(heap.Control, companion);
        }

        return companion;
    }
}
