using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Tests.MicroPython.Support;

/// <summary>The board on a heap.</summary>
internal sealed class Board<THeap, TRef>(THeap heap) : Board
    where THeap : struct, IHeap<TRef>
    where TRef : struct
{
    public override IHeapControl Control => heap.Control;

    public override IMicroPythonModule Module => heap.Module<IMicroPythonModule>()!;

    public override IGrowthRules Growth => heap.Module<IGrowthRules>()!;

    private IImmediateValues<TRef> Values => heap.Module<IImmediateValues<TRef>>()!;

    private IMicroPythonObjects<TRef> Objects => heap.Module<IMicroPythonObjects<TRef>>()!;

    public override void New(int variable, ObjectType type) => heap.New(ref heap.Root(variable), heap.Register(type));

    public override void NewArray(int variable, ObjectType type, int length) =>
        heap.NewArray(ref heap.Root(variable), heap.Register(type), length);

    public override void Clear(int variable) => heap.Clear(ref heap.Root(variable));

    public override void Copy(int variable, int from) => heap.Copy(ref heap.Root(variable), heap.Root(from));

    public override bool IsNull(int variable) => heap.IsNull(heap.Root(variable));

    public override bool Same(int left, int right) => heap.Same(heap.Root(left), heap.Root(right));

    public override void Resize(int owner, int items, int buffer = 0) =>
        heap.ResizeBuffer(ref heap.Root(owner), buffer, items);

    public override int BufferLength(int owner) => heap.BufferLength(heap.Root(owner), 0);

    public override void Store(int owner, int field, int value) =>
        heap.Store(heap.Root(owner), field, heap.Root(value));

    public override void Load(int variable, int owner, int field) =>
        heap.Load(ref heap.Root(variable), heap.Root(owner), field);

    public override void StoreItem(int owner, int index, int value) =>
        heap.StoreItem(heap.Root(owner), 0, index, heap.Root(value));

    public override void LoadItem(int variable, int owner, int index) =>
        heap.LoadItem(ref heap.Root(variable), heap.Root(owner), 0, index);

    public override void SetWord(int owner, int word, long value) => heap.SetWord(heap.Root(owner), word, value);

    public override long GetWord(int owner, int word) => heap.GetWord(heap.Root(owner), word);

    public override void SetItemWord(int owner, int index, long value) =>
        heap.SetItemWord(heap.Root(owner), 0, index, value);

    public override void SetElementWord(int owner, int index, long value) =>
        heap.SetElementWord(heap.Root(owner), index, value);

    public override Span<byte> Bytes(int owner) => heap.ElementBytes(heap.Root(owner));

    public override Span<byte> ItemBytes(int owner) => heap.ItemBytes(heap.Root(owner), 0);

    public override bool TryLoadInteger(int variable, ObjectType type, long value) =>
        Values.TryLoadInteger(ref heap.Root(variable), heap.Register(type), value);

    public override bool TryLoadFloat(int variable, ObjectType type, double value) =>
        Values.TryLoadFloat(ref heap.Root(variable), heap.Register(type), value);

    public override bool HasType(int variable, ObjectType type) => heap.TypeOf(heap.Root(variable)) == heap.Register(type);

    public override long SizeOf(int variable) => heap.SizeOf(heap.Root(variable));

    public override long? ReferenceCount(int variable) => heap.ReferenceCount(heap.Root(variable));

    public override void NewWeak(int variable, int target, long tag) =>
        heap.NewWeak(ref heap.Root(variable), ref heap.Root(target), tag);

    public override void NewFinalize(int variable, int target, long tag) =>
        Objects.NewFinalize(ref heap.Root(variable), ref heap.Root(target), tag);

    public override bool Detach(int variable) => Objects.Detach(heap.Root(variable));

    public override void LoadWeak(int variable, int weak) =>
        heap.LoadWeak(ref heap.Root(variable), heap.Root(weak));

    public override void Free(int variable) => Objects.Free(ref heap.Root(variable));

    public override void OnDeath(Action<long> callback) => heap.SetWeakCallback((ref TRef _, long tag) => callback(tag));

    public override void OnFinalize(ObjectType type, Action callback) =>
        heap.SetFinalizer(heap.Register(type), (ref TRef _) => callback());

    public override long Address(int variable) => heap.IdentityHash(heap.Root(variable));
}
