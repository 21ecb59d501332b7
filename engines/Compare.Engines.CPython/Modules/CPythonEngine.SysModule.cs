using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.CPython.Objects;
using Compare.Engines.CPython.Obmalloc;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.CPython;

/// <content>Python's <c>sys</c> module, as far as it is about memory.</content>
internal sealed unsafe partial class CPythonEngine<TProbe, TVersion> : ISysModule<ObjectReference>
{
    /// <summary>Gets how containers grow in this version.</summary>
    internal GrowthRules GrowthRules { get; } =
        new(TVersion.Profile.SmallestResizedDict, TVersion.Profile.GrowsListsOfHashTables);

    /// <summary>Gets the forms of objects.</summary>
    internal ObjectRules ObjectRules { get; } = new();

    /// <inheritdoc/>
    public long AllocatedBlocks => AllocatorState.Of(ref _pools).Blocks + _systemBlocks.Count;

    /// <inheritdoc/>
    public bool InternedStringsAreImmortal => _profile.InternedStringsAreImmortal;

    /// <inheritdoc/>
    public long GetReferenceCount(ObjectReference obj)
    {
        if (!TVersion.HasImmortals)
        {
            return ObjectLayout.WideCount(obj.Address) + _profile.ArgumentReferences;
        }

        uint count = (uint)ObjectLayout.Count(obj.Address);
        return IsImmortal(obj) ? count : count + _profile.ArgumentReferences;
    }

    /// <inheritdoc/>
    public bool IsImmortal(ObjectReference obj) => TVersion.HasImmortals && ObjectLayout.Count(obj.Address) < 0;

    /// <inheritdoc/>
    public void SetImmortal(ObjectReference obj)
    {
        if (TVersion.HasImmortals)
        {
            ObjectLayout.Count(obj.Address) = (int)_profile.ImmortalCount;
            _immortals.Push(obj.Address);
        }
    }

    /// <inheritdoc/>
    public bool TryLoadInteger(ref ObjectReference local, TypeHandle type, long value)
    {
        TypeInfo* info = (TypeInfo*)type.Value;
        bool isInteger = _types.Type(info->Number).Kind == PythonKind.Int;
        if (!isInteger || value is < SmallestShared or > LargestShared)
        {
            return false;
        }

        LoadShared(ref local, info, (int)value - SmallestShared, value);
        return true;
    }

    /// <inheritdoc/>
    public bool TryLoadCharacter(ref ObjectReference local, TypeHandle type, int code)
    {
        TypeInfo* info = (TypeInfo*)type.Value;
        bool hasCharacters = _types.Type(info->Number).Kind
            is PythonKind.Str or PythonKind.StrLatin1 or PythonKind.Bytes;
        if (!hasCharacters || info->Elements != ElementKind.Bytes || code is < 0 or > byte.MaxValue)
        {
            return false;
        }

        LoadShared(ref local, info, code + 1, code);
        return true;
    }

    /// <inheritdoc/>
    public bool TryLoadEmpty(ref ObjectReference local, TypeHandle type)
    {
        TypeInfo* info = (TypeInfo*)type.Value;
        bool hasEmpty = _types.Type(info->Number).Kind is PythonKind.Str or PythonKind.Bytes or PythonKind.Tuple;
        if (!hasEmpty || info->Elements == ElementKind.None)
        {
            return false;
        }

        LoadShared(ref local, info, 0, EmptyContent);
        return true;
    }

    /// <inheritdoc/>
    public void Intern(ref ObjectReference local)
    {
        TypeInfo* info = ObjectLayout.Type(local.Address);
        if (info->IsStr == 0)
        {
            throw new InvalidOperationException($"{_types.Type(info->Number)} is no string and cannot be interned.");
        }

        nint known = _interned.Find(local.Address);
        if (known == 0)
        {
            known = local.Address;
            _interned.Add(known);
            StrState(known, info) |= Interned;
            if (_profile.InternedStringsAreImmortal)
            {
                SetImmortal(local);
            }
        }

        if (known != local.Address)
        {
            Retain(known);
            ReplaceLocal(ref local, known);
        }
    }

    /// <inheritdoc/>
    public string GetAllocatorReport() =>
        AllocatorReport.Write(AllocatorState.Of(ref _pools) with { FreeLists = DescribeFreeLists() });

    private List<FreeListUse> DescribeFreeLists()
    {
        List<FreeListUse> lists = [Describe("dict", "PyDictObjects", PythonKind.Dict)];
        if (_profile.ReportsDictKeys)
        {
            lists.Add(new("PyDictKeysObjects", _smallestTables->Count, DictKeys.HeaderBytes));
        }

        lists.Add(Describe("float", "PyFloatObjects", PythonKind.Float));
        lists.Add(Describe("list", "PyListObjects", PythonKind.List));
        for (int length = 1; length < TupleListCount; length++)
        {
            int bytes = _profile.TupleHeaderBytes + (length * ObjectLayout.SlotBytes);
            lists.Add(new($"{length}-sized PyTupleObjects", _tupleLists[length].Count, bytes));
        }

        return lists;
    }

    private FreeListUse Describe(string list, string name, PythonKind kind) =>
        new(name, _freeLists.TryGetValue(list, out nint found) ? ((FreeList*)found)->Count : 0, PythonSizes.BasicBytes(kind, _profile));
}
