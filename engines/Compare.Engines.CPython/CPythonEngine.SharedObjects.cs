using System.Runtime.InteropServices;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.CPython.Objects;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.CPython;

/// <content>
/// Objects that exist once and live as long as the interpreter: small integers, strings and bytes of one character, and
/// the empty string, bytes and tuple. They lie outside the pools, as CPython's static objects do. Interned strings.
/// </content>
internal sealed unsafe partial class CPythonEngine<TProbe, TVersion>
{
    /// <summary>Smallest integer that is shared (_PY_NSMALLNEGINTS).</summary>
    private const int SmallestShared = -5;

    /// <summary>Largest integer that is shared (_PY_NSMALLPOSINTS).</summary>
    private const int LargestShared = 256;

    /// <summary>Shared objects of a type: all small integers, or the empty string and 256 characters.</summary>
    private const int SharedSlots = LargestShared - SmallestShared + 1;

    private const long EmptyContent = -1;

    /// <summary>Set in the state word of a string that is in the table of interned strings.</summary>
    private const long Interned = 1;

    private readonly InternTable _interned = new();
    private readonly UnmanagedList<nint> _sharedBlocks = new();

    /// <summary>The word of a string's header that holds its state; it lies before the characters.</summary>
    private static ref long StrState(nint obj, TypeInfo* info) =>
        ref *(long*)(obj + info->ElementsOffset - ObjectLayout.SlotBytes);

    /// <summary>Takes a dying string out of the table of interned strings.</summary>
    private void ForgetInterned(nint obj, TypeInfo* info)
    {
        if ((StrState(obj, info) & Interned) != 0)
        {
            _interned.Remove(obj);
        }
    }

    /// <summary>Loads a shared object; it is made when it is asked for the first time.</summary>
    /// <param name="local">Receives it.</param>
    /// <param name="info">Its type.</param>
    /// <param name="slot">Its place among the shared objects of the type.</param>
    /// <param name="content">Integer or character; or <see cref="EmptyContent"/>.</param>
    private void LoadShared(ref ObjectReference local, TypeInfo* info, int slot, long content)
    {
        if (info->Shared == 0)
        {
            info->Shared = (nint)NativeMemory.AllocZeroed(SharedSlots, (nuint)sizeof(nint));
            _sharedBlocks.Push(info->Shared);
        }

        ref nint shared = ref ((nint*)info->Shared)[slot];
        if (shared == 0)
        {
            shared = MakeShared(info, content);
        }

        Retain(shared);
        ReplaceLocal(ref local, shared);
    }

    private nint MakeShared(TypeInfo* info, long content)
    {
        int length = info->Elements == ElementKind.None || content == EmptyContent && !IsInteger(info) ? 0
            : info->HasDigits != 0 ? PythonSizes.DigitBytes : 1;
        nuint bytes = (nuint)Math.Max(RequestedBytes(info, length), info->FixedBytes);
        nint block = (nint)NativeMemory.AlignedAlloc(bytes, 2 * ObjectLayout.SlotBytes);
        NativeMemory.Clear((void*)block, bytes);
        _sharedBlocks.Push(block | AlignedBlock);
        nint obj = block + info->PrefixBytes;
        ObjectLayout.SetHeader(obj, info);
        if (info->IsGc != 0)
        {
            GcHeader.SetUntracked(GcHeader.Of(obj));
        }

        if (TVersion.HasImmortals)
        {
            SetImmortal(new(obj));
        }

        if (info->Elements != ElementKind.None)
        {
            *(long*)(obj + info->LengthOffset) = length;
        }

        if (IsInteger(info) && info->Elements == ElementKind.None)
        {
            *(long*)(obj + info->WordsOffset) = content;
        }
        else if (length > 0)
        {
            WriteContent((byte*)ObjectLayout.Elements(obj), length, content);
        }

        return obj;
    }

    /// <summary>Writes a character, or the one digit of a small integer.</summary>
    private static void WriteContent(byte* target, int length, long content)
    {
        if (length == PythonSizes.DigitBytes)
        {
            *(int*)target = (int)Math.Abs(content);
        }
        else
        {
            *target = (byte)content;
        }
    }

    /// <summary>Tells whether an object is held by the engine itself.</summary>
    private bool IsShared(nint obj)
    {
        TypeInfo* info = ObjectLayout.Type(obj);
        return info->Shared != 0 && new ReadOnlySpan<nint>((void*)info->Shared, SharedSlots).Contains(obj);
    }

    private bool IsInteger(TypeInfo* info) => _types.Type(info->Number).Kind == PythonKind.Int;

    private void FreeShared()
    {
        while (_sharedBlocks.Count > 0)
        {
            nint block = _sharedBlocks.Pop();
            if ((block & AlignedBlock) != 0)
            {
                NativeMemory.AlignedFree((void*)(block & ~AlignedBlock));
            }
            else
            {
                NativeMemory.Free((void*)block);
            }
        }

        _sharedBlocks.Dispose();
    }

    /// <summary>Marks a block of aligned memory in the list of what is to be freed.</summary>
    private const nint AlignedBlock = 1;
}
