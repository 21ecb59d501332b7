using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;

namespace Compare.Semantics;

/// <summary>
/// Operations on objects in the root area, by the numbers of their slots. None is inlined: on a host's heap the temporaries of
/// a running method may keep objects alive, so a program that asks about deaths never holds a reference itself.
/// </summary>
/// <typeparam name="THeap">The engine's heap.</typeparam>
/// <typeparam name="TRef">The engine's reference.</typeparam>
/// <param name="heap">The heap.</param>
/// <param name="engine">The engine.</param>
internal sealed class Mutator<THeap, TRef>(THeap heap, IEngine engine)
    where THeap : struct, IHeap<TRef>
    where TRef : struct
{
    /// <summary>Bounds the polling of engines that deliver some time after a collection, collections.</summary>
    private const int MaxRounds = 20;

    private ObjectType? _lastType;
    private TypeHandle _lastHandle;

    /// <summary>Gets the heap.</summary>
    public THeap Heap => heap;

    /// <summary>Gets the engine.</summary>
    public IEngine Engine => engine;

    /// <summary>Gets the controls of the heap.</summary>
    public IHeapControl Control => heap.Control;

    /// <summary>Gets the collections so far, of whatever kind.</summary>
    public long Collections => heap.Control.Statistics.MinorCollections + heap.Control.Statistics.MajorCollections;

    /// <summary>Gives the root area a size.</summary>
    /// <param name="count">Slots.</param>
    public void Roots(int count) => heap.ResizeRoots(count);

    /// <summary>Makes an object.</summary>
    /// <param name="root">Receives it.</param>
    /// <param name="type">A type with a word.</param>
    /// <param name="number">Goes into its first word.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void New(int root, ObjectType type, long number)
    {
        heap.New(ref heap.Root(root), Handle(type));
        heap.SetWord(heap.Root(root), 0, number);
    }

    /// <summary>Makes an object of a type without words.</summary>
    /// <param name="root">Receives it.</param>
    /// <param name="type">The type.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void New(int root, ObjectType type) => heap.New(ref heap.Root(root), Handle(type));

    /// <summary>Makes an object with elements.</summary>
    /// <param name="root">Receives it.</param>
    /// <param name="type">The type.</param>
    /// <param name="length">Number of elements.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void NewArray(int root, ObjectType type, int length) =>
        heap.NewArray(ref heap.Root(root), heap.Register(type), length);

    /// <summary>Makes a weak reference.</summary>
    /// <param name="root">Receives it.</param>
    /// <param name="target">Slot of the target.</param>
    /// <param name="tag">What the callback is told; 0 for none.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void NewWeak(int root, int target, long tag) => heap.NewWeak(ref heap.Root(root), ref heap.Root(target), tag);

    /// <summary>Stores an object in another's field.</summary>
    /// <param name="root">Slot of the owner.</param>
    /// <param name="field">The field.</param>
    /// <param name="value">Slot of the value.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Store(int root, int field, int value) => heap.Store(heap.Root(root), field, heap.Root(value));

    /// <summary>Reads a field of an object.</summary>
    /// <param name="to">Receives it.</param>
    /// <param name="root">Slot of the owner.</param>
    /// <param name="field">The field.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Load(int to, int root, int field) => heap.Load(ref heap.Root(to), heap.Root(root), field);

    /// <summary>Moves an object from one slot to another.</summary>
    /// <param name="to">Receives it.</param>
    /// <param name="from">Becomes null.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Move(int to, int from) => heap.Take(ref heap.Root(to), heap.Move(ref heap.Root(from)));

    /// <summary>Drops a slot's reference.</summary>
    /// <param name="root">The slot.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Clear(int root) => heap.Clear(ref heap.Root(root));

    /// <summary>Tells whether a slot is null.</summary>
    /// <param name="root">The slot.</param>
    /// <returns>True for null.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool IsNull(int root) => heap.IsNull(heap.Root(root));

    /// <summary>Reads the first word of an object.</summary>
    /// <param name="root">Its slot.</param>
    /// <returns>The word.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public long Number(int root) => heap.GetWord(heap.Root(root), 0);

    /// <summary>Tells whether a weak reference has lost its target.</summary>
    /// <param name="weak">Slot of the weak reference.</param>
    /// <returns>True when it yields null.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool IsCleared(int weak)
    {
        Locals<TRef> f = default;
        heap.Enter(ref f);
        heap.LoadWeak(ref f.A, heap.Root(weak));
        bool isCleared = heap.IsNull(f.A);
        heap.Leave(ref f);
        return isCleared;
    }

    /// <summary>Gets the place of an object: the bits of a reference, which on every engine are an address.</summary>
    /// <param name="root">Its slot.</param>
    /// <returns>The address at this moment.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public nint Address(int root) => Unsafe.As<TRef, nint>(ref heap.Root(root));

    /// <summary>Gets the reported size of an object.</summary>
    /// <param name="root">Its slot.</param>
    /// <returns>Bytes.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public long SizeOf(int root) => heap.SizeOf(heap.Root(root));

    /// <summary>Measures how wide a reference is in an object.</summary>
    /// <param name="root">An empty slot.</param>
    /// <returns>Bytes.</returns>
    public long ReferenceBytes(int root)
    {
        New(root, Shapes.Slots);
        long small = SizeOf(root);
        New(root, Shapes.Wide);
        return (SizeOf(root) - small) / (Shapes.Wide.References - Shapes.Slots.References);
    }

    /// <summary>Collects everything once.</summary>
    /// <returns>What the engine returns.</returns>
    public long? Collect() => heap.Control.Collect(heap.Control.GenerationCount - 1);

    /// <summary>Collects everything, and again, until something has happened.</summary>
    /// <param name="done">Tells whether it has.</param>
    /// <returns>Number of collections; one more than the bound when it never happened.</returns>
    public int CollectUntil(Func<bool> done)
    {
        for (int round = 1; round <= MaxRounds; round++)
        {
            Collect();
            if (Engine.Traits.ManagedHeap)
            {
                GC.WaitForPendingFinalizers(); // Jython's collect returns before the host's finalizers have run.
            }

            heap.SafePoint();
            if (done())
            {
                return round;
            }
        }

        return MaxRounds + 1;
    }

    /// <summary>Collects everything twice: what the first collection's calls let go, the second reclaims.</summary>
    public void Settle()
    {
        int rounds = 0;
        CollectUntil(() => ++rounds == 2);
    }

    /// <summary>Has finalizers of a type write down the numbers of their objects.</summary>
    /// <param name="type">A finalizable type.</param>
    /// <returns>The numbers in the order of the runs.</returns>
    public List<long> RecordFinalizers(ObjectType type)
    {
        List<long> order = [];
        heap.SetFinalizer(heap.Register(type), (ref self) => order.Add(heap.GetWord(self, 0)));
        return order;
    }

    /// <summary>Has weak callbacks write down their tags.</summary>
    /// <returns>The tags in the order of the calls.</returns>
    public List<long> RecordCallbacks()
    {
        List<long> order = [];
        heap.SetWeakCallback((ref _, tag) => order.Add(tag));
        return order;
    }

    // Registering looks a type up, which takes longer than an allocation.
    private TypeHandle Handle(ObjectType type)
    {
        if (_lastType != type)
        {
            _lastHandle = heap.Register(type);
            _lastType = type;
        }

        return _lastHandle;
    }
}
