using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.CPython.Cycles;
using Compare.Engines.CPython.Objects;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.CPython;

/// <content>Python's <c>gc</c> module, as far as <see cref="IHeapControl"/> does not have it.</content>
internal sealed unsafe partial class CPythonEngine<TProbe, TVersion> : IGcModule<ObjectReference>
{
    private readonly List<Action<CollectionNotice>> _collectionCallbacks = [];

    /// <inheritdoc/>
    public CollectorDebug Debug { get; set; }

    /// <inheritdoc/>
    public long FrozenCount => ListSize(_permanent);

    /// <inheritdoc/>
    public IReadOnlyList<GenerationStatistics> GetStatistics() => [.. _generationStatistics];

    /// <inheritdoc/>
    public void Freeze()
    {
        for (int generation = 0; generation < GenerationCountOf; generation++)
        {
            SetGenerationOfAll(Generation(generation), PermanentGeneration);
            GcList.Merge(Generation(generation), _permanent);
            _olderCounts[generation] = 0;
        }

        _count0 = 0;
    }

    /// <inheritdoc/>
    public void Unfreeze()
    {
        int generation = TVersion.IsIncremental ? _visitedSpace : OldestGeneration;
        SetGenerationOfAll(_permanent, generation);
        GcList.Merge(_permanent, Generation(generation));
    }

    /// <inheritdoc/>
    public void AddCallback(Action<CollectionNotice> callback) => _collectionCallbacks.Add(callback);

    /// <inheritdoc/>
    public bool RemoveCallback(Action<CollectionNotice> callback) => _collectionCallbacks.Remove(callback);

    /// <inheritdoc/>
    public bool IsTracked(ObjectReference obj) =>
        ObjectLayout.Type(obj.Address)->IsGc != 0 && GcHeader.IsTracked(GcHeader.Of(obj.Address));

    /// <inheritdoc/>
    public bool IsFinalized(ObjectReference obj)
    {
        TypeInfo* info = ObjectLayout.Type(obj.Address);
        return info->IsGc != 0 && info->IsTuple == 0
            && (GcHeader.PreviousWord(GcHeader.Of(obj.Address)) & GcHeader.Finalized) != 0;
    }

    /// <inheritdoc/>
    /// <remarks>In 3.14 generation 1 is always empty and 2 means both old spaces, the visited one first.</remarks>
    public int PushObjects(int? generation)
    {
        if (generation is { } given)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(given, nameof(generation));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(given, OldestGeneration, nameof(generation));
        }

        nint before = _roots.Count;
        foreach (int list in ListsOf(generation))
        {
            nint head = Generation(list);
            for (nint header = GcHeader.Next(head); header != head; header = GcHeader.Next(header))
            {
                PushRoot(GcHeader.Object(header));
            }
        }

        return (int)(_roots.Count - before);
    }

    /// <inheritdoc/>
    public int PushReferents(ObjectReference obj)
    {
        nint before = _roots.Count;
        TypeInfo* info = ObjectLayout.Type(obj.Address);
        if (info->IsGc != 0)
        {
            PushVisitor visitor = new(this);
            Traversal.VisitChildren(obj.Address, ref visitor);
        }

        return (int)(_roots.Count - before);
    }

    /// <inheritdoc/>
    public int PushReferrers(ObjectReference obj)
    {
        nint before = _roots.Count;
        foreach (int list in ListsOf(null))
        {
            nint head = Generation(list);
            for (nint header = GcHeader.Next(head); header != head; header = GcHeader.Next(header))
            {
                SearchVisitor visitor = new(obj.Address);
                Traversal.VisitChildren(GcHeader.Object(header), ref visitor);
                if (visitor.Found)
                {
                    PushRoot(GcHeader.Object(header));
                }
            }
        }

        return (int)(_roots.Count - before);
    }

    /// <inheritdoc/>
    public int PushGarbage()
    {
        for (nint i = 0; i < _garbage.Count; i++)
        {
            PushRoot(_garbage[i]);
        }

        return (int)_garbage.Count;
    }

    /// <inheritdoc/>
    public void ClearGarbage()
    {
        while (_garbage.Count > 0)
        {
            Release(_garbage.Pop());
        }
    }

    /// <inheritdoc/>
    public void SetLegacyFinalizer(TypeHandle type, Finalizer<ObjectReference> finalizer)
    {
        TypeInfo* info = (TypeInfo*)type.Value;
        if (info->HasLegacyFinalizer == 0)
        {
            throw new InvalidOperationException($"{_types.Type(info->Number)} has no legacy finalizer.");
        }

        _legacyFinalizers[info->Number] = finalizer;
    }

    private int[] ListsOf(int? generation) => (generation, TVersion.IsIncremental) switch
    {
        (null, false) => [0, 1, OldestGeneration],
        (null, true) => [0, _visitedSpace, _pendingSpace],
        ({ } given, false) => [given],
        (0, true) => [0],
        (1, true) => [],
        _ => [_visitedSpace, _pendingSpace],
    };

    private void PushRoot(nint obj)
    {
        Retain(obj);
        _roots.Push(new(obj));
    }

    private void Notify(CollectionNotice notice)
    {
        foreach (Action<CollectionNotice> callback in _collectionCallbacks)
        {
            try
            {
                callback(notice);
            }
            catch (Exception thrown)
            {
                DeferException(thrown);
            }
        }
    }

    private readonly struct PushVisitor(CPythonEngine<TProbe, TVersion> engine) : IChildVisitor
    {
        public void Visit(nint child) => engine.PushRoot(child);
    }

    private struct SearchVisitor(nint wanted) : IChildVisitor
    {
        public bool Found { get; private set; }

        public void Visit(nint child) => Found |= child == wanted;
    }
}
