using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Heap.Checking;

/// <content>Operations that may collect: each runs in a frame of the inner heap.</content>
public readonly partial struct CheckingHeap<THeap, TRef>
{
    /// <inheritdoc/>
    public void New(ref CheckedReference<TRef> local, TypeHandle type)
    {
        Place place = _checker.Find(ref local, nameof(New));
        ObjectType known = _checker.TypeOf(type, nameof(New));
        if (known.Elements != ElementKind.None)
        {
            Checker<THeap, TRef>.Throw($"New does not fit type {known.Name}, which has elements: use NewArray");
        }

        long number = _checker.BeginAllocation(nameof(New), known.Name);
        Allocate(place, type, NoLength, number);
        FillWords(place, known);
    }

    /// <inheritdoc/>
    public void NewArray(ref CheckedReference<TRef> local, TypeHandle type, int length)
    {
        Place place = _checker.Find(ref local, nameof(NewArray));
        ObjectType known = _checker.TypeOf(type, nameof(NewArray));
        if (known.Elements == ElementKind.None)
        {
            Checker<THeap, TRef>.Throw($"NewArray does not fit type {known.Name}, which has no elements: use New");
        }

        Checker<THeap, TRef>.CheckLength(length, $"NewArray of {known.Name}");
        long number = _checker.BeginAllocation(nameof(NewArray), known.Name);
        Allocate(place, type, length, number);
        FillWords(place, known);
        FillElements(place, known, length);
    }

    /// <inheritdoc/>
    public void ResizeBuffer(ref CheckedReference<TRef> owner, int buffer, int items)
    {
        Place place = _checker.Find(ref owner, nameof(ResizeBuffer));
        TRef raw = _checker.Object(owner, nameof(ResizeBuffer));
        BufferShape shape = _checker.CheckBuffer(raw, buffer, nameof(ResizeBuffer));
        if (shape.HasIndex)
        {
            Checker<THeap, TRef>.Throw($"ResizeBuffer does not fit buffer {buffer}, which has an index: use ResizeTable");
        }

        Checker<THeap, TRef>.CheckLength(items, nameof(ResizeBuffer));
        int before = Inner.BufferLength(raw, buffer);
        _checker.BeginAllocation(nameof(ResizeBuffer), _checker.TypeOfObject(raw, nameof(ResizeBuffer)).Name);
        Scratch<TRef> scratch = default;
        bool outer = _checker.BeginCollecting();
        Inner.Enter(ref scratch);
        try
        {
            Inner.Copy(ref scratch.Operand, _checker.Mirror(place));
            Inner.ResizeBuffer(ref scratch.Operand, buffer, items);
        }
        finally
        {
            Inner.Leave(ref scratch);
            _checker.EndCollecting(outer);
        }

        FillItems(place, buffer, shape, before, items);
    }

    /// <inheritdoc/>
    public void NewWeak(ref CheckedReference<TRef> local, ref CheckedReference<TRef> target, long tag)
    {
        Place place = _checker.Find(ref local, nameof(NewWeak));
        Place targetPlace = _checker.Find(ref target, nameof(NewWeak));
        TRef raw = _checker.Object(target, nameof(NewWeak));
        ObjectType known = _checker.TypeOfObject(raw, nameof(NewWeak));
        Checker<THeap, TRef>.CheckTrait(known, ObjectTraits.WeaklyReferenceable, nameof(NewWeak));
        long number = _checker.BeginAllocation(nameof(NewWeak), known.Name);
        Scratch<TRef> scratch = default;
        bool outer = _checker.BeginCollecting();
        Inner.Enter(ref scratch);
        try
        {
            Inner.Copy(ref scratch.Operand, _checker.Mirror(targetPlace));
            Inner.NewWeak(ref scratch.Result, ref scratch.Operand, tag);
            Inner.Take(ref _checker.Mirror(place), Inner.Move(ref scratch.Result));
        }
        finally
        {
            Inner.Leave(ref scratch);
            _checker.EndCollecting(outer);
        }

        _checker.Allocated(number, place);
        _checker.Written(place);
    }

    private const int NoLength = -1;

    private void Allocate(Place place, TypeHandle type, int length, long number)
    {
        Scratch<TRef> scratch = default;
        bool outer = _checker.BeginCollecting();
        Inner.Enter(ref scratch);
        try
        {
            if (length == NoLength)
            {
                Inner.New(ref scratch.Result, type);
            }
            else
            {
                Inner.NewArray(ref scratch.Result, type, length);
            }

            Inner.Take(ref _checker.Mirror(place), Inner.Move(ref scratch.Result));
        }
        finally
        {
            Inner.Leave(ref scratch);
            _checker.EndCollecting(outer);
        }

        _checker.Allocated(number, place);
        _checker.Written(place);
    }

    private void FillWords(Place place, ObjectType type)
    {
        for (int word = 0; word < type.Words; word++)
        {
            Inner.SetWord(_checker.Mirror(place), word, UndefinedWord);
        }
    }

    private void FillElements(Place place, ObjectType type, int length)
    {
        if (type.Elements == ElementKind.Bytes)
        {
            Inner.ElementBytes(_checker.Mirror(place)).Fill(UndefinedByte);
        }

        for (int index = 0; type.Elements == ElementKind.Words && index < length; index++)
        {
            Inner.SetElementWord(_checker.Mirror(place), index, UndefinedWord);
        }
    }

    private void FillItems(Place place, int buffer, BufferShape shape, int before, int items)
    {
        if (shape.Bytes > 0 && items > before)
        {
            Inner.ItemBytes(_checker.Mirror(place), buffer)[before..].Fill(UndefinedByte);
        }

        for (int index = before * shape.Words; index < items * shape.Words; index++)
        {
            Inner.SetItemWord(_checker.Mirror(place), buffer, index, UndefinedWord);
        }
    }
}
