using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Heap.Bump;
using Compare.Engines.Heap.Memory;
using Compare.Engines.SemiSpace;

namespace Compare.Engines.Tests.SemiSpace;

/// <summary>A verified semispace heap with the types that its tests need.</summary>
internal sealed class SemiSpaceHeap : IDisposable
{
    public SemiSpaceHeap(string arguments = "", long? limit = null, bool verify = true)
    {
        SemiSpaceEngineFactory factory = new();
        Specification specification = Specification.Parse("semispace" + (arguments.Length == 0 ? string.Empty : ":" + arguments));
        Engine = (SemiSpaceEngine)factory.Create(new()
        {
            Parameters = ParameterValues.Parse("engine semispace", factory.Parameters, specification.Arguments),
            HeapLimitBytes = limit,
            Verify = verify,
            CountWork = true,
        });
        Heap = new(Engine);
        Node = Heap.Register(NodeType);
        Final = Heap.Register(FinalType);
        List = Heap.Register(ListType);
        Bytes = Heap.Register(BytesType);
    }

    public static ObjectType NodeType { get; } = new(
        "node", PythonKind.SlotsInstance, references: 2, words: 1, traits: ObjectTraits.WeaklyReferenceable);

    public static ObjectType FinalType { get; } = new(
        "final", PythonKind.Instance, references: 1, words: 1, traits: ObjectTraits.Finalizable | ObjectTraits.WeaklyReferenceable);

    public static ObjectType ListType { get; } = new(
        "list", PythonKind.List, buffers: [BufferShape.ReferenceItems, new(1, 1, 0), BufferShape.ByteItems]);

    public static ObjectType BytesType { get; } = new("bytes", PythonKind.Bytes, elements: ElementKind.Bytes);

    public SemiSpaceEngine Engine { get; }

    public BumpHeap Heap { get; }

    public TypeHandle Node { get; }

    public TypeHandle Final { get; }

    public TypeHandle List { get; }

    public TypeHandle Bytes { get; }

    public long Objects => Engine.Statistics.ObjectCount!.Value;

    public void New(ref ObjectReference local, long word)
    {
        Heap.New(ref local, Node);
        Heap.SetWord(local, 0, word);
    }

    public void NewFinal(ref ObjectReference local, long word)
    {
        Heap.New(ref local, Final);
        Heap.SetWord(local, 0, word);
    }

    public void Dispose() => Engine.Dispose();
}
