using System.Runtime.InteropServices;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.CPython.Objects;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.CPython;

/// <content>Types and their free lists.</content>
internal sealed unsafe partial class CPythonEngine<TProbe>
{
    private readonly Dictionary<int, nint> _freeLists = [];
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

        TypeInfo info = TypeDescriber.Describe(type, _types.Count, null);
        info.FreeList = FreeListOf(type, info);
        _finalizers.Add(null);
        return _types.Add(type, info);
    }

    /// <summary>Names the finalizer of a type.</summary>
    /// <param name="info">The type.</param>
    /// <param name="finalizer">The finalizer.</param>
    internal void SetFinalizer(TypeInfo* info, Finalizer<ObjectReference> finalizer)
    {
        if (info->IsFinalizable == 0)
        {
            throw new InvalidOperationException($"{_types.Type(info->Number)} is not finalizable.");
        }

        _finalizers[info->Number] = finalizer;
    }

    /// <summary>Computes what <c>sys.getsizeof</c> reports.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <returns>Bytes: object, prefix and, as a list or dictionary reports it, its buffers.</returns>
    internal long SizeOf(nint obj)
    {
        TypeInfo* info = ObjectLayout.Type(obj);
        long bytes = RequestedBytes(obj, info);
        for (int i = 0; i < info->BufferCount; i++)
        {
            bytes += ObjectLayout.BufferItems(obj, i) * info->ItemBytes(i);
        }

        return bytes;
    }

    private static long RequestedBytes(nint obj, TypeInfo* info) =>
        info->Elements == ElementKind.None ? info->FixedBytes : RequestedBytes(info, ObjectLayout.Length(obj));

    private static long RequestedBytes(TypeInfo* info, long length) =>
        info->FixedBytes + (length * info->ElementBytes) + info->TailBytes;

    /// <summary>
    /// Finds the free list of a type. Tuples share one for each length; a type that may hold anything special has none.
    /// </summary>
    private FreeList* FreeListOf(ObjectType type, TypeInfo info)
    {
        (int key, int capacity) = type.Kind switch
        {
            PythonKind.Tuple when type.Words == 0 && type.References <= FreeList.TupleLongest =>
                (type.References, FreeList.TupleCapacity),
            PythonKind.List => (-info.FixedBytes, FreeList.ListCapacity),
            PythonKind.Dict => (-info.FixedBytes, FreeList.DictCapacity),
            PythonKind.Float => (-info.FixedBytes, FreeList.FloatCapacity),
            _ => (0, 0),
        };
        if (info.IsFinalizable != 0 || info.IsWeaklyReferenceable != 0 || info.Elements != ElementKind.None)
        {
            (key, capacity) = (0, 0);
        }

        if (!_freeLists.TryGetValue(key, out nint list))
        {
            list = (nint)NativeMemory.AllocZeroed((nuint)sizeof(FreeList));
            _freeLists.Add(key, list);
        }

        ((FreeList*)list)->Capacity = capacity;
        return (FreeList*)list;
    }

    /// <summary>Gives the memory of all waiting objects back to the pools, as a full collection does.</summary>
    private void ClearFreeLists()
    {
        for (int i = 0; i < _types.Count; i++)
        {
            TypeInfo* info = _types.Info(i);
            while (info->FreeList->Head != 0)
            {
                nint obj = info->FreeList->Head;
                info->FreeList->Head = *(nint*)obj;
                info->FreeList->Count--;
                FreeBlock(obj, info, info->FixedBytes);
            }
        }
    }

    private void ReleaseFreeLists()
    {
        foreach (nint list in _freeLists.Values)
        {
            NativeMemory.Free((void*)list);
        }

        _freeLists.Clear();
    }
}
