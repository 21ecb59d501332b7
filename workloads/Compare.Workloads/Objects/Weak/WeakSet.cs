using Compare.Engines.Abstractions.Heaps;

namespace Compare.Workloads.Objects.Weak;

/// <summary>
/// Python's <c>WeakSet</c>: a member goes when it dies. Its table is the one of weak dictionaries, without values.
/// </summary>
public static class WeakSet
{
    /// <summary>Makes an empty one. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it.</param>
    /// <param name="dispatcher">The program's answer to dead targets.</param>
    public static void New<THeap, TRef>(
        in Python<THeap, TRef> py, ref TRef local, WeakDispatcher<THeap, TRef> dispatcher)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        WeakTable.New(in py, ref local, dispatcher);

    /// <summary>Gets the number of members, those included of whose death the engine has not told yet.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="set">The set.</param>
    /// <returns>Members.</returns>
    public static int Count<THeap, TRef>(in Python<THeap, TRef> py, TRef set)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        WeakTable.Count(in py, set);

    /// <summary>Adds a member. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="set">A local with the set.</param>
    /// <param name="member">A local with the member, which may be weakly referenced.</param>
    public static void Add<THeap, TRef>(in Python<THeap, TRef> py, ref TRef set, ref TRef member)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        NothingFrame<TRef> frame = default;
        py.Heap.Enter(ref frame);
        WeakKeyDict.Set(in py, ref set, ref member, ref frame.Nothing);
        py.Heap.Leave(ref frame);
    }

    /// <summary>Tells whether something is a member. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="set">A local with the set.</param>
    /// <param name="member">A local with the member.</param>
    /// <returns>True for a member.</returns>
    public static bool Contains<THeap, TRef>(in Python<THeap, TRef> py, ref TRef set, ref TRef member)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        NothingFrame<TRef> frame = default;
        py.Heap.Enter(ref frame);
        bool contains = WeakKeyDict.TryLoad(in py, ref frame.Nothing, ref set, ref member);
        py.Heap.Leave(ref frame);
        return contains;
    }

    /// <summary>Removes a member if it is there. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="set">A local with the set.</param>
    /// <param name="member">A local with the member.</param>
    /// <returns>False for one that is not there.</returns>
    public static bool Discard<THeap, TRef>(in Python<THeap, TRef> py, ref TRef set, ref TRef member)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        WeakKeyDict.Remove(in py, ref set, ref member);

    /// <summary>
    /// Goes from member to member in the order of insertion where dictionaries have one. Meanwhile nothing but deaths may change
    /// it.
    /// </summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="set">A local with the set.</param>
    /// <param name="position">Where to go on: 0 at first.</param>
    /// <param name="member">Receives the member, alive; null at the end.</param>
    /// <returns>False at the end.</returns>
    public static bool Next<THeap, TRef>(in Python<THeap, TRef> py, ref TRef set, ref int position, ref TRef member)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        NothingFrame<TRef> frame = default;
        py.Heap.Enter(ref frame);
        bool isThere = WeakKeyDict.Next(in py, ref set, ref position, ref member, ref frame.Nothing);
        py.Heap.Leave(ref frame);
        return isThere;
    }

    private ref struct NothingFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Nothing;
    }
}
