using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.CPython.Objects;
using Compare.Engines.CPython.Versions;
using Compare.Engines.Heap.Frames;
using Compare.Engines.Heap.Memory;
using Compare.Engines.Heap.Probes;

namespace Compare.Engines.CPython;

/// <summary>
/// The mutator's operations under reference counting: a local, field or item that holds a reference owns one count.
/// </summary>
/// <remarks>
/// A slot is written before the old object is released, so that whatever its death runs sees the new state. Objects never
/// move. AggressiveInlining marks operations of a few instructions, which the compiler would otherwise keep as calls in
/// large workload methods.
/// </remarks>
/// <typeparam name="TProbe">Whether work is counted.</typeparam>
/// <typeparam name="TVersion">The version that is modelled.</typeparam>
/// <param name="engine">The engine that owns the memory.</param>
internal readonly unsafe partial struct CPythonHeap<TProbe, TVersion>(CPythonEngine<TProbe, TVersion> engine) : IHeap<ObjectReference>
    where TProbe : struct, IWorkProbe
    where TVersion : struct, ICPythonVersion
{
    /// <summary>Locals of a frame that <see cref="Leave"/> releases without a loop.</summary>
    private const int UnrolledLocals = 4;

    private readonly CPythonEngine<TProbe, TVersion> _engine = engine;

    /// <inheritdoc/>
    public int RootCount => _engine.RootCount;

    /// <inheritdoc/>
    public IHeapControl Control => _engine;

    /// <inheritdoc/>
    public TModule? Module<TModule>()
        where TModule : class =>
        _engine as TModule ?? _engine.GrowthRules as TModule ?? _engine.ObjectRules as TModule;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Enter<TFrame>(ref TFrame frame)
        where TFrame : struct, IFrame<ObjectReference>, allows ref struct
    {
        FrameChain.Push(ref _engine.InnermostFrame, ref frame);
        SafePoint();
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Leave<TFrame>(ref TFrame frame)
        where TFrame : struct, IFrame<ObjectReference>, allows ref struct
    {
        FrameChain.Pop(ref _engine.InnermostFrame, ref frame);
        ObjectReference* locals = (ObjectReference*)(FrameChain.AddressOf(ref frame) + sizeof(FrameLink));
        int count = FrameChain.LocalCount<TFrame>();
        // The count is a constant here: the tests vanish and short frames are released without a loop.
        if (TVersion.IsIncremental)
        {
            ReleaseBackwards(locals, count);
        }
        else
        {
            ReleaseForwards(locals, count);
        }
    }

    /// <inheritdoc/>
    public bool Unwind<TFrame>(ref TFrame frame)
        where TFrame : struct, IFrame<ObjectReference>, allows ref struct
    {
        _engine.UnwindTo(FrameChain.AddressOf(ref frame));
        return true;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SafePoint()
    {
        if (_engine.Pending != 0)
        {
            _engine.RunPending();
        }
    }

    /// <inheritdoc/>
    public bool IsNull(ObjectReference reference) => reference.Address == 0;

    /// <inheritdoc/>
    public bool Same(ObjectReference left, ObjectReference right) => left.Address == right.Address;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Copy(ref ObjectReference local, ObjectReference source)
    {
        RetainIfAny(source);
        Take(ref local, source);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ObjectReference Move(ref ObjectReference local)
    {
        ObjectReference moved = local;
        local = default;
        return moved;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Take(ref ObjectReference local, ObjectReference temporary)
    {
        ObjectReference old = local;
        local = temporary;
        ReleaseLocal(old);
    }

    /// <inheritdoc/>
    public void Clear(ref ObjectReference local) => Take(ref local, default);

    /// <inheritdoc/>
    public void ResizeRoots(int count) => _engine.ResizeRoots(count);

    /// <inheritdoc/>
    public ref ObjectReference Root(int index) => ref _engine.Root(index);

    /// <inheritdoc/>
    public TypeHandle Register(ObjectType type) => _engine.Register(type);

    /// <inheritdoc/>
    public TypeHandle TypeOf(ObjectReference obj) => new((nint)ObjectLayout.Type(obj.Address));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void New(ref ObjectReference local, TypeHandle type) =>
        Take(ref local, new(_engine.NewObject((TypeInfo*)type.Value)));

    /// <inheritdoc/>
    public void NewArray(ref ObjectReference local, TypeHandle type, int length) =>
        Take(ref local, new(_engine.NewArray((TypeInfo*)type.Value, length)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Load(ref ObjectReference local, ObjectReference obj, int field) =>
        Copy(ref local, Borrow(obj, field));

    /// <inheritdoc/>
    public ObjectReference Borrow(ObjectReference obj, int field) => new(CPythonEngine<TProbe, TVersion>.Field(obj.Address, field));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ObjectReference obj, int field, ObjectReference value)
    {
        RetainIfAny(value);
        StoreTake(obj, field, value);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreTake(ObjectReference obj, int field, ObjectReference temporary)
    {
        TrackIfNeeded(obj, temporary);
        ReplaceSlot(ref CPythonEngine<TProbe, TVersion>.Field(obj.Address, field), temporary);
    }

    /// <inheritdoc/>
    public long GetWord(ObjectReference obj, int word) => CPythonEngine<TProbe, TVersion>.Word(obj.Address, word);

    /// <inheritdoc/>
    public void SetWord(ObjectReference obj, int word, long value) => CPythonEngine<TProbe, TVersion>.Word(obj.Address, word) = value;

    /// <inheritdoc/>
    public long IdentityHash(ObjectReference obj) => obj.Address;

    /// <inheritdoc/>
    public long SizeOf(ObjectReference obj) => _engine.SizeOf(obj.Address);

    /// <inheritdoc/>
    public long? ReferenceCount(ObjectReference obj) => ObjectLayout.Count(obj.Address);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void RetainIfAny(ObjectReference reference)
    {
        if (reference.Address != 0)
        {
            _engine.Retain(reference.Address);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void ReleaseLocal(ObjectReference reference)
    {
        if (reference.Address != 0)
        {
            _engine.Release(reference.Address);
        }
    }

    /// <summary>Notices that an untracked tuple or dictionary is about to refer to something.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void TrackIfNeeded(ObjectReference obj, ObjectReference value)
    {
        if (ObjectLayout.Type(obj.Address)->MayBeUntracked != 0 && !GcHeader.IsTracked(GcHeader.Of(obj.Address)))
        {
            _engine.TrackForStore(obj.Address, value.Address);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void ReleaseForwards(ObjectReference* locals, int count)
    {
        if (count > 0)
        {
            ReleaseLocal(locals[0]);
        }

        if (count > 1)
        {
            ReleaseLocal(locals[1]);
        }

        if (count > 2)
        {
            ReleaseLocal(locals[2]);
        }

        if (count > 3)
        {
            ReleaseLocal(locals[3]);
        }

        for (int i = UnrolledLocals; i < count; i++)
        {
            ReleaseLocal(locals[i]);
        }
    }

    /// <summary>3.14 clears a frame from its last local to its first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void ReleaseBackwards(ObjectReference* locals, int count)
    {
        for (int i = count - 1; i >= UnrolledLocals; i--)
        {
            ReleaseLocal(locals[i]);
        }

        if (count > 3)
        {
            ReleaseLocal(locals[3]);
        }

        if (count > 2)
        {
            ReleaseLocal(locals[2]);
        }

        if (count > 1)
        {
            ReleaseLocal(locals[1]);
        }

        if (count > 0)
        {
            ReleaseLocal(locals[0]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void ReplaceSlot(ref nint slot, ObjectReference value)
    {
        _engine.CountStore();
        nint old = slot;
        slot = value.Address;
        if (old != 0)
        {
            _engine.Release(old);
        }
    }
}
