using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Clr;

namespace Compare.Engines.Tests.Clr;

/// <summary>A clr heap with the types that its tests need.</summary>
internal sealed class ClrTestHeap : IDisposable
{
    public ClrTestHeap(string specification = "clr")
    {
        ClrEngineFactory factory = new();
        Engine = (ClrEngine)factory.Create(new()
        {
            Parameters = ParameterValues.Parse("engine clr", factory.Parameters, Specification.Parse(specification).Arguments),
            CountWork = true,
        });
        Heap = new(Engine);
        Node = Heap.Register(NodeType);
        Final = Heap.Register(FinalType);
        List = Heap.Register(ListType);
    }

    public static ObjectType NodeType { get; } = new(
        "node", PythonKind.SlotsInstance, references: 2, words: 1, traits: ObjectTraits.WeaklyReferenceable);

    public static ObjectType FinalType { get; } = new(
        "final", PythonKind.Instance, references: 1, words: 1, traits: ObjectTraits.Finalizable | ObjectTraits.WeaklyReferenceable);

    public static ObjectType ListType { get; } = new(
        "list", PythonKind.List, references: 1, words: 2, buffers: [BufferShape.ReferenceItems, new(1, 2, 0), BufferShape.ByteItems]);

    public ClrEngine Engine { get; }

    public ClrHeap Heap { get; }

    public TypeHandle Node { get; }

    public TypeHandle Final { get; }

    public TypeHandle List { get; }

    /// <summary>Makes an object in a slot of the root area; not inlined, so that no temporary stays on the caller's stack.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void New(int root, TypeHandle type, long word)
    {
        Heap.New(ref Heap.Root(root), type);
        Heap.SetWord(Heap.Root(root), 0, word);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public void NewWeak(int root, int target, long tag) => Heap.NewWeak(ref Heap.Root(root), ref Heap.Root(target), tag);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Store(int root, int field, int value) => Heap.Store(Heap.Root(root), field, Heap.Root(value));

    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Clear(int root) => Heap.Clear(ref Heap.Root(root));

    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool IsDead(int weak, int scratch)
    {
        Heap.LoadWeak(ref Heap.Root(scratch), Heap.Root(weak));
        bool dead = Heap.IsNull(Heap.Root(scratch));
        Clear(scratch);
        return dead;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public long Identity(int root) => Heap.IdentityHash(Heap.Root(root));

    public void Dispose() => Engine.Dispose();
}
