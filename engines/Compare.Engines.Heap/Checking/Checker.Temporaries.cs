using System.Runtime.InteropServices;

using Compare.Engines.Abstractions.Heaps;

namespace Compare.Engines.Heap.Checking;

/// <content>Temporaries: owned ones must be consumed once, borrowed ones die early.</content>
internal sealed partial class Checker<THeap, TRef>
{
    private readonly List<Temporary<TRef>> _temporaries = [];

    /// <summary>Gets a value indicating whether any temporary could die of a release or a store.</summary>
    public bool HasTemporaries => _temporaries.Count > 0;

    /// <summary>Gets the inner reference of a value.</summary>
    /// <param name="value">What the program passed.</param>
    /// <returns>The inner reference.</returns>
    public TRef Resolve(CheckedReference<TRef> value)
    {
        CheckInnermost();
        if (value.IsNull)
        {
            return default;
        }

        CheckHeap(value);
        if (!value.IsTemporary)
        {
            int slot = value.Holder - 1;
            return slot < _written.Length && _written[slot].IsCopyOf(value) ? _inner.Root(slot) : throw Dead(value);
        }

        ref Temporary<TRef> temporary = ref Find(value);
        return temporary.State is TemporaryState.Owned or TemporaryState.Borrowed
            ? temporary.Raw
            : throw Spent(temporary);
    }

    /// <summary>Consumes an owned temporary.</summary>
    /// <param name="value">What the program passed.</param>
    /// <param name="operation">The consuming operation.</param>
    /// <returns>The inner owned temporary.</returns>
    public TRef Consume(CheckedReference<TRef> value, string operation)
    {
        CheckInnermost();
        if (value.IsNull)
        {
            return default;
        }

        CheckHeap(value);
        if (!value.IsTemporary)
        {
            _ = Resolve(value);
            Throw(
                $"{operation} consumes an owned temporary, but was given a borrowed copy of {NameOf(value.Name)} "
                + $"({value.Object})");
        }

        ref Temporary<TRef> temporary = ref Find(value);
        switch (temporary.State)
        {
            case TemporaryState.Owned:
                TRef raw = temporary.Raw;
                temporary = temporary with { State = TemporaryState.Consumed };
                return raw;
            case TemporaryState.Borrowed:
                throw Misuse(
                    $"{operation} consumes an owned temporary, but was given one borrowed from {NameOf(value.Name)} "
                    + $"({value.Object})");
            default:
                throw Spent(temporary);
        }
    }

    /// <summary>Makes the temporary that <c>Move</c> yields.</summary>
    /// <param name="raw">The inner owned temporary.</param>
    /// <param name="name">Number of the local's name.</param>
    /// <returns>The value for the program.</returns>
    public CheckedReference<TRef> Own(TRef raw, int name) =>
        Add(new(raw, ++_stamp, name, TemporaryState.Owned, default, default, ObjectOf(raw)));

    /// <summary>Makes the temporary that a <c>Borrow…</c> yields.</summary>
    /// <param name="raw">The inner borrowed reference.</param>
    /// <param name="source">The object that was read.</param>
    /// <param name="field">Which of its fields.</param>
    /// <returns>The value for the program.</returns>
    public CheckedReference<TRef> Borrow(TRef raw, TRef source, FieldKey field) =>
        Add(new(raw, ++_stamp, NumberOf(Describe(source, field)), TemporaryState.Borrowed, source, field, ObjectOf(raw)));

    /// <summary>Notes that a field is about to be overwritten: what was borrowed from it dies.</summary>
    /// <param name="source">The object.</param>
    /// <param name="field">Which of its fields.</param>
    public void Overwriting(TRef source, FieldKey field)
    {
        Span<Temporary<TRef>> temporaries = CollectionsMarshal.AsSpan(_temporaries);
        for (int index = 0; index < temporaries.Length; index++)
        {
            if (temporaries[index].State == TemporaryState.Borrowed && temporaries[index].Field == field
                && _inner.Same(temporaries[index].Source, source))
            {
                temporaries[index] = temporaries[index] with { State = TemporaryState.Overwritten };
            }
        }
    }

    /// <summary>
    /// Notes that a reference is about to be released. Where the engine counts and this is the last reference, what was
    /// borrowed from the object dies with it; elsewhere the object stays until the next collection.
    /// </summary>
    /// <param name="old">The inner reference; may be null.</param>
    /// <param name="kept">What takes its place: it gets its new reference before the old one goes.</param>
    public void Releasing(TRef old, TRef kept = default)
    {
        if (_temporaries.Count == 0 || _inner.IsNull(old) || _inner.Same(old, kept) || _inner.ReferenceCount(old) != 1)
        {
            return;
        }

        Span<Temporary<TRef>> temporaries = CollectionsMarshal.AsSpan(_temporaries);
        for (int index = 0; index < temporaries.Length; index++)
        {
            if (temporaries[index].State != TemporaryState.Borrowed)
            {
                continue;
            }

            TRef raw = temporaries[index].Raw;
            if (_inner.Same(raw, old))
            {
                temporaries[index] = temporaries[index] with { State = TemporaryState.Freed };
            }
            else if (_inner.Same(temporaries[index].Source, old)
                && !_inner.Same(raw, kept)
                && _inner.ReferenceCount(raw) == 1)
            {
                temporaries[index] = temporaries[index] with { State = TemporaryState.Freed };
                Releasing(raw, kept);
            }
        }
    }

    private CheckedReference<TRef> Add(Temporary<TRef> temporary)
    {
        if (_inner.IsNull(temporary.Raw))
        {
            return default;
        }

        _temporaries.Add(temporary);
        return new(-_temporaries.Count, temporary.Name, temporary.Stamp, temporary.Object, _log.Heap);
    }

    private ref Temporary<TRef> Find(CheckedReference<TRef> value)
    {
        int index = -1 - value.Holder;
        if (index >= _temporaries.Count || _temporaries[index].Stamp != value.Stamp)
        {
            throw Dead(value);
        }

        return ref CollectionsMarshal.AsSpan(_temporaries)[index];
    }

    private void FindLeaks()
    {
        for (int index = _scopeTemporary; index < _temporaries.Count; index++)
        {
            if (_temporaries[index].State == TemporaryState.Owned)
            {
                Temporary<TRef> leaked = _temporaries[index];
                Throw(
                    $"the owned temporary moved out of {NameOf(leaked.Name)} was never consumed ({leaked.Object}); noticed");
            }
        }
    }

    private void ReleaseOwnedTemporaries()
    {
        foreach (Temporary<TRef> temporary in _temporaries.ToArray())
        {
            if (temporary.State == TemporaryState.Owned)
            {
                EnsureSlots(FrameSlot(FrameTop + 1));
                _inner.Take(ref _inner.Root(FrameSlot(FrameTop)), temporary.Raw);
                _inner.Clear(ref _inner.Root(FrameSlot(FrameTop)));
            }
        }

        _temporaries.Clear();
    }

    private HeapMisuseException Spent(Temporary<TRef> temporary) => temporary.State switch
    {
        TemporaryState.Consumed =>
            Misuse(
                $"the owned temporary moved out of {NameOf(temporary.Name)} is used after it was consumed "
                + $"({temporary.Object})"),
        TemporaryState.Overwritten =>
            Misuse($"dead temporary: {OriginOf(temporary)} was overwritten after it was borrowed ({temporary.Object})"),
        _ => Misuse($"dead temporary: the object borrowed from {OriginOf(temporary)} was freed ({temporary.Object})"),
    };

    // The name of an element or item is shared by all of its object's, or there would be a name for each.
    private string OriginOf(Temporary<TRef> temporary) => temporary.Field.Kind is FieldKind.Element or FieldKind.Item
        ? $"{NameOf(temporary.Name)} (index {temporary.Field.Index})"
        : NameOf(temporary.Name);

    private HeapMisuseException Dead(CheckedReference<TRef> value)
    {
        string what = value.IsTemporary ? $"a temporary from {NameOf(value.Name)}" : $"a copy of {NameOf(value.Name)}";
        return Misuse($"dead temporary: {what} ({value.Object}) is used after {DeathOf(value.Stamp)}");
    }
}
