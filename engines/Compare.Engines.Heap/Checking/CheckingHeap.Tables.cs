using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Heap.Checking;

/// <content>Hash tables, the counters of buffers, and stored hashes.</content>
public readonly partial struct CheckingHeap<THeap, TRef>
{
    /// <inheritdoc/>
    public void ResizeTable(ref CheckedReference<TRef> owner, int buffer, int items, int indexBytes)
    {
        Place place = _checker.Find(ref owner, nameof(ResizeTable));
        TRef raw = _checker.Object(owner, nameof(ResizeTable));
        BufferShape shape = CheckTable(raw, buffer, nameof(ResizeTable));
        Checker<THeap, TRef>.CheckLength(items, nameof(ResizeTable));
        Checker<THeap, TRef>.CheckLength(indexBytes, nameof(ResizeTable));
        if ((items == 0) != (indexBytes == 0))
        {
            Checker<THeap, TRef>.Throw("ResizeTable with entries and no index, or an index and no entries");
        }

        int before = Inner.BufferLength(raw, buffer);
        _checker.BeginAllocation(nameof(ResizeTable), _checker.TypeOfObject(raw, nameof(ResizeTable)).Name);
        Scratch<TRef> scratch = default;
        bool outer = _checker.BeginCollecting();
        Inner.Enter(ref scratch);
        try
        {
            Inner.Copy(ref scratch.Operand, _checker.Mirror(place));
            Inner.ResizeTable(ref scratch.Operand, buffer, items, indexBytes);
        }
        finally
        {
            Inner.Leave(ref scratch);
            _checker.EndCollecting(outer);
        }

        FillItems(place, buffer, shape, before, items);
    }

    /// <inheritdoc/>
    public Span<byte> TableIndex(CheckedReference<TRef> owner, int buffer)
    {
        TRef raw = _checker.Object(owner, nameof(TableIndex));
        CheckTable(raw, buffer, nameof(TableIndex));
        return Inner.TableIndex(raw, buffer);
    }

    /// <inheritdoc/>
    public int GetCount(CheckedReference<TRef> owner, int buffer)
    {
        TRef raw = _checker.Object(owner, nameof(GetCount));
        _checker.CheckBuffer(raw, buffer, nameof(GetCount));
        return Inner.GetCount(raw, buffer);
    }

    /// <inheritdoc/>
    public void SetCount(CheckedReference<TRef> owner, int buffer, int count)
    {
        TRef raw = _checker.Object(owner, nameof(SetCount));
        _checker.CheckBuffer(raw, buffer, nameof(SetCount));
        CheckHasItems(raw, buffer, nameof(SetCount));
        Inner.SetCount(raw, buffer, count);
    }

    /// <inheritdoc/>
    public int GetFilled(CheckedReference<TRef> owner, int buffer)
    {
        TRef raw = _checker.Object(owner, nameof(GetFilled));
        CheckTable(raw, buffer, nameof(GetFilled));
        return Inner.GetFilled(raw, buffer);
    }

    /// <inheritdoc/>
    public void SetFilled(CheckedReference<TRef> owner, int buffer, int filled)
    {
        TRef raw = _checker.Object(owner, nameof(SetFilled));
        CheckTable(raw, buffer, nameof(SetFilled));
        CheckHasItems(raw, buffer, nameof(SetFilled));
        Inner.SetFilled(raw, buffer, filled);
    }

    /// <inheritdoc/>
    public int GetStoredHash(CheckedReference<TRef> obj) => Inner.GetStoredHash(TextObject(obj, nameof(GetStoredHash)));

    /// <inheritdoc/>
    public void SetStoredHash(CheckedReference<TRef> obj, int hash) =>
        Inner.SetStoredHash(TextObject(obj, nameof(SetStoredHash)), hash);

    private BufferShape CheckTable(TRef raw, int buffer, string operation)
    {
        BufferShape shape = _checker.CheckBuffer(raw, buffer, operation);
        if (!shape.HasIndex)
        {
            Checker<THeap, TRef>.Throw(
                $"{operation} does not fit buffer {buffer} of type {_checker.TypeOfObject(raw, operation).Name}, which has no index");
        }

        return shape;
    }

    private void CheckHasItems(TRef raw, int buffer, string operation)
    {
        if (Inner.BufferLength(raw, buffer) == 0)
        {
            Checker<THeap, TRef>.Throw($"{operation} on buffer {buffer}, which has no items");
        }
    }

    private TRef TextObject(CheckedReference<TRef> obj, string operation)
    {
        TRef raw = _checker.Object(obj, operation);
        ObjectType type = _checker.TypeOfObject(raw, operation);
        bool isText = type.Kind is PythonKind.Str or PythonKind.StrLatin1 or PythonKind.StrUcs2 or PythonKind.StrUcs4
            or PythonKind.Bytes;
        if (!isText || type.Elements != ElementKind.Bytes)
        {
            Checker<THeap, TRef>.Throw($"{operation} on an object of type {type.Name}, which is no string");
        }

        return raw;
    }
}
