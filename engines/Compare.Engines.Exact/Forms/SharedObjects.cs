using System.Runtime.InteropServices;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Exact.Objects;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.Exact.Forms;

/// <summary>
/// What CPython keeps itself: small integers, characters, empty strings, bytes and tuples, outside the account and never dead, and
/// the table of interned strings.
/// </summary>
/// <param name="engine">The heap.</param>
internal sealed unsafe class SharedObjects(ExactEngine engine) : ISysModule<ObjectReference>, IDisposable
{
    private const int SmallestInteger = -5;
    private const int LargestInteger = 256;

    /// <summary>All small integers, or what is empty and 256 characters.</summary>
    private const int Slots = LargestInteger - SmallestInteger + 1;

    private const int EmptySlot = 0;

    private readonly UnmanagedList<nint> _tables = new();
    private readonly StringTable _interned = new();

    /// <inheritdoc/>
    public long AllocatedBlocks => engine.Statistics.ObjectCount ?? 0;

    /// <inheritdoc/>
    public bool InternedStringsAreImmortal => engine.Forms.InternedStringsAreImmortal;

    /// <inheritdoc/>
    public long GetReferenceCount(ObjectReference obj) => ExactObject.At(obj.Address)->Count;

    /// <inheritdoc/>
    public bool IsImmortal(ObjectReference obj) => (ExactObject.At(obj.Address)->Flags & ExactFlags.Shared) != ExactFlags.None;

    /// <inheritdoc/>
    /// <remarks>The object stays in the account: one reference more holds it.</remarks>
    public void SetImmortal(ObjectReference obj) => engine.Retain(obj.Address);

    /// <inheritdoc/>
    public bool TryLoadInteger(ref ObjectReference local, TypeHandle type, long value)
    {
        ExactTypeInfo* info = (ExactTypeInfo*)type.Value;
        if (KindOf(info) != PythonKind.Int || value is < SmallestInteger or > LargestInteger)
        {
            return false;
        }

        ExactObject* shared = Load(ref local, info, (int)value - SmallestInteger, info->Elements == ElementKind.None ? 0 : sizeof(int));
        if (shared == null)
        {
            return true;
        }

        if (info->Elements == ElementKind.None)
        {
            *ExactObject.Words(shared) = value;
        }
        else
        {
            *(int*)ExactObject.Elements(shared) = (int)Math.Abs(value);
        }

        return true;
    }

    /// <inheritdoc/>
    public bool TryLoadCharacter(ref ObjectReference local, TypeHandle type, int code)
    {
        ExactTypeInfo* info = (ExactTypeInfo*)type.Value;
        bool hasCharacters = KindOf(info) is PythonKind.Str or PythonKind.StrLatin1 or PythonKind.Bytes;
        if (!hasCharacters || info->Elements != ElementKind.Bytes || code is < 0 or > byte.MaxValue)
        {
            return false;
        }

        ExactObject* shared = Load(ref local, info, EmptySlot + 1 + code, length: 1);
        if (shared != null)
        {
            *(byte*)ExactObject.Elements(shared) = (byte)code;
        }

        return true;
    }

    /// <inheritdoc/>
    public bool TryLoadEmpty(ref ObjectReference local, TypeHandle type)
    {
        ExactTypeInfo* info = (ExactTypeInfo*)type.Value;
        bool hasEmpty = KindOf(info) is PythonKind.Str or PythonKind.Bytes or PythonKind.Tuple;
        if (!hasEmpty || info->Elements == ElementKind.None)
        {
            return false;
        }

        Load(ref local, info, EmptySlot, length: 0);
        return true;
    }

    /// <inheritdoc/>
    public void Intern(ref ObjectReference local)
    {
        ExactObject* obj = ExactObject.At(local.Address);
        if (obj->Type->IsStr == 0)
        {
            throw new InvalidOperationException($"{engine.Types.Type(obj->Type->Number)} is no string and cannot be interned.");
        }

        ExactObject* known = _interned.FindOrAdd(obj);
        if (known != obj)
        {
            engine.Retain((nint)known);
            local = new((nint)known);
            engine.Release((nint)obj);
        }
        else if ((obj->Flags & ExactFlags.Interned) == ExactFlags.None)
        {
            obj->Flags |= ExactFlags.Interned;
            if (InternedStringsAreImmortal)
            {
                SetImmortal(local);
            }
        }
    }

    /// <inheritdoc/>
    public string GetAllocatorReport() => "The exact heap has no allocator of the implementation.";

    /// <summary>Takes a dying string out of the table of interned strings.</summary>
    /// <param name="obj">The string.</param>
    public void Forget(ExactObject* obj) => _interned.Remove(obj);

    /// <inheritdoc/>
    public void Dispose()
    {
        for (nint i = 0; i < _tables.Count; i++)
        {
            nint* table = (nint*)_tables[i];
            for (int slot = 0; slot < Slots; slot++)
            {
                if (table[slot] != 0)
                {
                    engine.FreeUncounted(ExactObject.At(table[slot]));
                }
            }

            NativeMemory.Free(table);
        }

        _tables.Dispose();
        _interned.Dispose();
    }

    private PythonKind KindOf(ExactTypeInfo* info) => engine.Types.Type(info->Number).Kind;

    /// <summary>Loads a shared object, which is made when it is asked for the first time.</summary>
    /// <returns>The object when it is new and has no content yet, else null.</returns>
    private ExactObject* Load(ref ObjectReference local, ExactTypeInfo* info, int slot, int length)
    {
        if (info->Shared == null)
        {
            info->Shared = (nint*)NativeMemory.AllocZeroed(Slots, (nuint)sizeof(nint));
            _tables.Push((nint)info->Shared);
        }

        ExactObject* made = null;
        if (info->Shared[slot] == 0)
        {
            made = engine.NewUncounted(info, length);
            made->Flags = ExactFlags.Shared;
            info->Shared[slot] = (nint)made;
        }

        nint old = local.Address;
        local = new(info->Shared[slot]);
        engine.Retain(local.Address);
        engine.Release(old);
        return made;
    }
}
