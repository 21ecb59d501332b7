using Compare.Engines.Abstractions.Heaps;
using Compare.Workloads.Objects.Tables;

namespace Compare.Workloads.Objects;

/// <summary>
/// The objects of which an interpreter has one each and that engines do not provide: the two booleans, the empty tuple, and the
/// interned strings. A program makes them once and holds them in one local for as long as it uses them.
/// </summary>
/// <remarks>
/// They are ordinary objects, so their memory counts: two booleans and what holds them. The real ones are static; where the
/// engine
/// has shared objects of its own (<see cref="Compare.Engines.Abstractions.Modules.ISysModule{TRef}"/>), those are used for all
/// but
/// the booleans.
/// </remarks>
public static class PyShared
{
    /// <summary>References of the object that holds the others.</summary>
    internal const int Fields = 4;

    /// <summary>The field of False; True follows.</summary>
    private const int False = 0;

    private const int True = 1;
    private const int EmptyTuple = 2;
    private const int Interned = 3;

    /// <summary>Makes the shared objects. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives what holds them.</param>
    public static void New<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        SharedFrame<TRef> frame = default;
        heap.Enter(ref frame);
        heap.New(ref local, py.Shared);
        for (int value = 0; value <= 1; value++)
        {
            heap.New(ref frame.Part, py.Bool);
            heap.SetWord(frame.Part, 0, value);
            heap.Store(local, False + value, frame.Part);
        }

        heap.NewArray(ref frame.Part, py.Tuple, 0);
        heap.Store(local, EmptyTuple, frame.Part);
        heap.Leave(ref frame);
    }

    /// <summary>Loads a boolean. Never collects.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it.</param>
    /// <param name="shared">What <see cref="New"/> made.</param>
    /// <param name="value">Which.</param>
    internal static void LoadBool<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, TRef shared, bool value)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.Load(ref local, shared, value ? True : False);

    /// <summary>Loads the empty tuple. Never collects.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it.</param>
    /// <param name="shared">What <see cref="New"/> made.</param>
    internal static void LoadEmptyTuple<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, TRef shared)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.Load(ref local, shared, EmptyTuple);

    /// <summary>Loads the table of interned strings; the first call makes it. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives the table, a dictionary.</param>
    /// <param name="shared">A local with what <see cref="New"/> made.</param>
    internal static void LoadInterned<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, ref TRef shared)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        py.Heap.Load(ref local, shared, Interned);
        if (py.Heap.IsNull(local))
        {
            PyDict.New(in py, ref local);
            py.Heap.Store(shared, Interned, local);
        }
    }

    private ref struct SharedFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Part;
    }
}
