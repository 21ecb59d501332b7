using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Compare.Engines.Abstractions.Events;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Exact.Objects;
using Compare.Engines.Heap.Memory;
using Compare.Engines.Heap.Types;

namespace Compare.Engines.Exact;

/// <content>Types and allocation.</content>
internal sealed unsafe partial class ExactEngine
{
    private readonly List<Finalizer<ObjectReference>?> _finalizers = [];

    /// <summary>Makes a type known.</summary>
    /// <param name="type">The type.</param>
    /// <returns>Its handle.</returns>
    internal TypeHandle Register(ObjectType type)
    {
        if (_types.TryGet(type, out TypeHandle known))
        {
            return known;
        }

        int wordsOffset = sizeof(ExactObject) + ((type.References + type.Buffers.Count) * BufferShape.SlotBytes);
        int wordsEnd = wordsOffset + (type.Words * BufferShape.SlotBytes);
        bool isWeak = type.Kind == PythonKind.WeakReference;
        bool isStr = type.Kind is PythonKind.Str or PythonKind.StrLatin1 or PythonKind.StrUcs2 or PythonKind.StrUcs4;
        int lengthBytes = type.Elements == ElementKind.None ? 0 : ObjectType.NominalLengthBytes;
        ExactTypeInfo info = new()
        {
            Account = new(type),
            Number = _types.Count,
            References = type.References,
            Buffers = type.Buffers.Count,
            Words = type.Words,
            Elements = type.Elements,
            ElementBytes = type.ElementBytes,
            WordsOffset = wordsOffset,
            WeakOffset = isWeak ? wordsEnd : 0,
            FixedBytes = wordsEnd + (isWeak ? sizeof(ExactWeakLink) : 0),
            NominalBase = ObjectType.NominalHeaderBytes + lengthBytes
                + ((long)(type.References + type.Words) * BufferShape.SlotBytes),
            IsFinalizable = type.Traits.HasFlag(ObjectTraits.Finalizable) ? 1 : 0,
            IsWeaklyReferenceable = type.Traits.HasFlag(ObjectTraits.WeaklyReferenceable) ? 1 : 0,
            RemembersHash = type.Elements == ElementKind.Bytes && (isStr || type.Kind == PythonKind.Bytes) ? 1 : 0,
            IsStr = isStr ? 1 : 0,
            Shapes = DescribeBuffers(type),
        };
        _finalizers.Add(null);
        return _types.Add(type, info);
    }

    /// <summary>Names the finalizer of a type.</summary>
    /// <param name="info">The type.</param>
    /// <param name="finalizer">The finalizer.</param>
    internal void SetFinalizer(ExactTypeInfo* info, Finalizer<ObjectReference> finalizer)
    {
        if (info->IsFinalizable == 0)
        {
            throw new InvalidOperationException($"{_types.Type(info->Number)} is not finalizable.");
        }

        _finalizers[info->Number] = finalizer;
    }

    /// <summary>Allocates an object with a count of one. May collect.</summary>
    /// <param name="info">Its type.</param>
    /// <param name="length">Number of elements; 0 for a type without.</param>
    /// <returns>The object; its references are null.</returns>
    internal ExactObject* New(ExactTypeInfo* info, int length)
    {
        CollectIfDue();
        ExactObject* obj = NewUncounted(info, length);
        long nominal = ExactTypeInfo.NominalBytes(info, length);
        info->Account.CountVariable(nominal);
        _allocatedObjects++;
        _liveObjects++;
        Advance(nominal);
        obj->Birth = Clock;
        obj->Stamp = Clock;
        obj->Older = _youngest;
        (_youngest == null ? ref _oldest : ref _youngest->Younger) = obj;
        _youngest = obj;
        Observer?.Allocated(nominal, Clock, _liveObjects, _liveBytes);
        return obj;
    }

    /// <summary>Allocates an object outside the account and outside the list of objects.</summary>
    /// <param name="info">Its type.</param>
    /// <param name="length">Number of elements.</param>
    /// <returns>The object.</returns>
    internal ExactObject* NewUncounted(ExactTypeInfo* info, int length)
    {
        ExactObject* obj = ExactObject.At(_pool.Allocate(BytesOf(info, length)));
        *obj = new() { Type = info, Count = 1, Length = length };
        new Span<nint>(ExactObject.Fields(obj), info->References + info->Buffers).Clear();
        if (info->WeakOffset != 0)
        {
            *ExactObject.Link(obj) = default;
        }

        if (info->Elements == ElementKind.References)
        {
            new Span<nint>(ExactObject.Elements(obj), length).Clear();
        }

        return obj;
    }

    /// <summary>Gives the memory of an object back that was allocated outside the list.</summary>
    /// <param name="obj">The object.</param>
    internal void FreeUncounted(ExactObject* obj) => _pool.Free((nint)obj, BytesOf(obj->Type, obj->Length));

    private static nint BytesOf(ExactTypeInfo* info, int length) => info->FixedBytes + ((nint)length * info->ElementBytes);

    private static ItemShape* DescribeBuffers(ObjectType type)
    {
        if (type.Buffers.Count == 0)
        {
            return null;
        }

        ItemShape* shapes = (ItemShape*)NativeMemory.Alloc((nuint)type.Buffers.Count, (nuint)sizeof(ItemShape));
        for (int i = 0; i < type.Buffers.Count; i++)
        {
            shapes[i] = new(type.Buffers[i]);
        }

        return shapes;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // On the path of every allocation.
    private void Advance(long nominalBytes)
    {
        Clock += nominalBytes;
        _liveBytes += nominalBytes;
        if (_liveBytes > _peakBytes)
        {
            _peakBytes = _liveBytes;
        }
    }

    private void CollectIfDue()
    {
        bool isDue = _stress || _allocatedObjects >= _nextTraceObjects || Clock >= _nextTraceBytes
            || Observer?.WantsTrace(_liveObjects) == true;
        if (isDue && AutomaticCollection)
        {
            CollectNow(_stress ? CollectionCause.Stress : CollectionCause.Threshold);
        }
    }

    /// <summary>Takes an object out of the list and gives its memory back.</summary>
    private void FreeMemory(ExactObject* obj)
    {
        (obj->Older == null ? ref _oldest : ref obj->Older->Younger) = obj->Younger;
        (obj->Younger == null ? ref _youngest : ref obj->Younger->Older) = obj->Older;
        for (int i = 0; i < obj->Type->Buffers; i++)
        {
            NativeMemory.Free(ExactObject.Buffers(obj)[i]);
        }

        FreeUncounted(obj);
    }
}
