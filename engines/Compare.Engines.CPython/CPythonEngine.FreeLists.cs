using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.CPython.Objects;

namespace Compare.Engines.CPython;

/// <content>Free lists: dead objects of frequent exact types wait for the next of their kind.</content>
internal sealed unsafe partial class CPythonEngine<TProbe, TVersion>
{
    /// <summary>Type of the free lists that are not a tuple's, by name; all lists live as long as the engine.</summary>
    private readonly Dictionary<string, nint> _freeLists = [];
    private FreeList* _tupleLists;
    private FreeList* _noFreeList;
    private FreeList* _smallestTables;

    private static int TupleListCount => FreeList.TupleLongest + 1;

    private void MakeFreeLists()
    {
        // Index 0 has no capacity: it is the list of all types without one.
        _tupleLists = (FreeList*)NativeMemory.AllocZeroed((nuint)TupleListCount, (nuint)sizeof(FreeList));
        _noFreeList = _tupleLists;
        for (int length = 1; length < TupleListCount; length++)
        {
            _tupleLists[length] = new() { Capacity = FreeList.TupleCapacity, PrefixBytes = ObjectLayout.GcHeaderBytes };
        }

        _smallestTables = AddFreeList("dict keys", FreeList.DictCapacity, prefixBytes: 0);
    }

    /// <summary>Finds the free list of a type: that of its exact Python type, or one that keeps nothing.</summary>
    private FreeList* FreeListOf(ObjectType type, TypeInfo info)
    {
        bool isExact = info.IsFinalizable == 0 && info.HasLegacyFinalizer == 0 && info.IsWeaklyReferenceable == 0;
        if (!isExact || info.Elements != ElementKind.None)
        {
            return _noFreeList;
        }

        if (info.IsTuple != 0)
        {
            return type.Words == 0 && type.References <= FreeList.TupleLongest ? _tupleLists + type.References : _noFreeList;
        }

        (string name, int capacity) = type.Kind switch
        {
            PythonKind.List => ("list", FreeList.ListCapacity),
            PythonKind.Dict => ("dict", FreeList.DictCapacity),
            PythonKind.Float => ("float", FreeList.FloatCapacity),
            PythonKind.Slice => ("slice", FreeList.SliceCapacity),
            PythonKind.Int when TVersion.IsIncremental => ("int", FreeList.IntCapacity),
            PythonKind.Iterator when TVersion.IsIncremental => ("iterator", FreeList.IteratorCapacity),
            PythonKind.TupleIterator when TVersion.IsIncremental => ("tuple iterator", FreeList.IteratorCapacity),
            PythonKind.RangeIterator when TVersion.IsIncremental => ("range iterator", FreeList.RangeCapacity),
            PythonKind.Range when TVersion.IsIncremental => ("range", FreeList.RangeCapacity),
            PythonKind.Method when TVersion.IsIncremental => ("method", FreeList.MethodCapacity),
            _ => (string.Empty, 0),
        };
        int own = info.PrefixBytes + Math.Max(PythonSizes.BasicBytes(type.Kind, _profile), ObjectLayout.HeaderBytes);
        bool hasOwnSize = info.ReportedBytes == own;
        return capacity == 0 || !hasOwnSize ? _noFreeList : AddFreeList(name, capacity, info.PrefixBytes);
    }

    private FreeList* AddFreeList(string name, int capacity, int prefixBytes)
    {
        if (!_freeLists.TryGetValue(name, out nint known))
        {
            known = (nint)NativeMemory.AllocZeroed((nuint)sizeof(FreeList));
            *(FreeList*)known = new() { Capacity = capacity, PrefixBytes = prefixBytes };
            _freeLists.Add(name, known);
        }

        return (FreeList*)known;
    }

    /// <summary>Gets the free list of an exact tuple with elements.</summary>
    private FreeList* TupleListOf(TypeInfo* info, int length) =>
        info->IsTuple != 0 && info->ElementsOffset == _profile.TupleHeaderBytes && length <= FreeList.TupleLongest
            ? _tupleLists + length
            : _noFreeList;

    /// <summary>Keeps a dead object, or a block, for reuse; there is room.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Part of the end of every death.
    private static void Keep(nint obj, FreeList* free)
    {
        *(nint*)obj = free->Head;
        free->Head = obj;
        free->Count++;
    }

    /// <summary>Takes what was kept last.</summary>
    /// <returns>Its address, or 0 when nothing is kept.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Part of the allocation fast path.
    private static nint TakeKept(FreeList* free)
    {
        nint obj = free->Head;
        if (obj != 0)
        {
            free->Head = *(nint*)obj;
            free->Count--;
        }

        return obj;
    }

    /// <summary>Gives the memory of all waiting objects back to the pools, as a full collection does.</summary>
    private void ClearFreeLists()
    {
        foreach (KeyValuePair<string, nint> list in _freeLists)
        {
            ClearFreeList((FreeList*)list.Value);
        }

        for (int length = 1; length < TupleListCount; length++)
        {
            ClearFreeList(_tupleLists + length);
        }
    }

    private void ClearFreeList(FreeList* list)
    {
        while (TakeKept(list) is nint obj and not 0)
        {
            _pools.Free(obj - list->PrefixBytes);
            if (!TVersion.IsIncremental && list->PrefixBytes > 0 && _count0 > 0)
            {
                _count0--;
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
        NativeMemory.Free(_tupleLists);
        _tupleLists = null;
    }
}
