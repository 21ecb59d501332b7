using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.CPython.Cycles;
using Compare.Engines.CPython.Objects;

namespace Compare.Engines.CPython;

/// <content>Deaths: what an object whose count has reached zero does, in CPython's order.</content>
internal sealed unsafe partial class CPythonEngine<TProbe, TVersion>
{
    /// <summary>Destroys an object whose count has reached zero: releases what it refers to and frees its memory.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <param name="remaining">
    /// What remains of the trashcan's budget. It travels in a register: a field would be written twice at each death.
    /// </param>
    /// <remarks>The path of plain objects is kept free of anything that makes its frame larger: it recurses.</remarks>
    private void Deallocate(nint obj, int remaining)
    {
        TypeInfo* info = ObjectLayout.Type(obj);
        if (info->IsPlainContainer == 0)
        {
            DeallocateOther(obj, info, remaining);
            return;
        }

        nint header = GcHeader.Of(obj);
        if (GcHeader.IsTracked(header))
        {
            GcList.Unlink(header);
            CountUntracked(1);
        }

        if (remaining <= _trashcanReserve)
        {
            PutOff(obj);
            return;
        }

        CountDeath(info);
        ReleaseFields(obj, info, remaining - 1);
        FreePlainObject(obj, info);
        if (_waiting != 0 && remaining > _trashcanDrain)
        {
            EmptyTrashcan(remaining);
        }
    }

    /// <summary>Destroys an atom, or an object with a finalizer, weak references, attributes, elements or buffers.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)] // Keeps the recursive path of plain objects small.
    private void DeallocateOther(nint obj, TypeInfo* info, int remaining)
    {
        if (info->IsGc != 0)
        {
            Untrack(obj);
        }

        if (info->IsWeakReference != 0)
        {
            UnlinkWeak(obj); // Before anything can put it off: a target must not find a dying weak reference.
        }

        if (info->UsesTrashcan == 0)
        {
            DestroySpecial(obj, info, remaining);
        }
        else if (remaining <= _trashcanReserve)
        {
            PutOff(obj);
        }
        else
        {
            DestroySpecial(obj, info, remaining - 1);
            if (_waiting != 0 && remaining > _trashcanDrain)
            {
                EmptyTrashcan(remaining);
            }
        }
    }

    private void DestroySpecial(nint obj, TypeInfo* info, int remaining)
    {
        if (info->RunsCodeAtDeath != 0)
        {
            // What the program's code destroys goes on from the depth of this death.
            int outer = _trashcanBudget;
            _trashcanBudget = remaining;
            bool isResurrected = !FinalizeSpecial(obj, info);
            _trashcanBudget = outer;
            if (isResurrected)
            {
                return;
            }
        }

        CountDeath(info);
        if (info->IsStr != 0)
        {
            ForgetInterned(obj, info);
        }

        ReleaseAttributes(obj, info, remaining);
        ReleaseElements(obj, info, remaining);
        FreeBuffers(obj, info, remaining);
        FreeSpecialObject(obj, info);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // The loop of every cascade.
    private void ReleaseFields(nint obj, TypeInfo* info, int remaining)
    {
        int references = info->InlineReferences;
        if (info->ReleasesBackwards != 0)
        {
            for (int i = references - 1; i >= 0; i--)
            {
                ReleaseChild(ObjectLayout.Field(obj, i), remaining);
            }
        }
        else
        {
            for (int i = 0; i < references; i++)
            {
                ReleaseChild(ObjectLayout.Field(obj, i), remaining);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // The loop of every cascade.
    private void ReleaseChild(nint child, int remaining)
    {
        if (child != 0 && DropReference(child))
        {
            Deallocate(child, remaining);
        }
    }

    private void ReleaseAttributes(nint obj, TypeInfo* info, int remaining)
    {
        if (info->AttributesOffset == 0)
        {
            ReleaseFields(obj, info, remaining);
            return;
        }

        nint* attributes = (nint*)ObjectLayout.Attributes(obj);
        for (int i = 0; i < info->References; i++)
        {
            ReleaseChild(attributes[i], remaining);
        }
    }

    private void ReleaseElements(nint obj, TypeInfo* info, int remaining)
    {
        if (info->Elements == ElementKind.References)
        {
            nint* elements = (nint*)(obj + info->ElementsOffset);
            for (long i = ObjectLayout.Length(obj) - 1; i >= 0; i--)
            {
                ReleaseChild(elements[i], remaining);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // The end of every death.
    private void FreePlainObject(nint obj, TypeInfo* info)
    {
        FreeList* free = info->FreeList;
        if (free->Count < free->Capacity)
        {
            Keep(obj, free);
        }
        else if (info->SizeClass >= 0)
        {
            CountDeallocation(info);
            _pools.Free(obj - info->PrefixBytes);
        }
        else
        {
            FreeSpecialObject(obj, info);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)] // Its call of the system would burden every caller's frame.
    private void FreeSpecialObject(nint obj, TypeInfo* info)
    {
        long bytes = RequestedBytes(obj, info);
        FreeList* free = info->FreeList;
        if (info->Elements != ElementKind.None)
        {
            info->VariableBlockBytes -= BlockBytes(bytes);
            free = TupleListOf(info, (int)ObjectLayout.Length(obj));
        }

        if (free->Count < free->Capacity)
        {
            Keep(obj, free);
            return;
        }

        CountDeallocation(info);
        if (info->IsInstance != 0)
        {
            FreeInstance(obj, info);
        }
        else
        {
            FreeBlock(obj - info->PrefixBytes, bytes);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // A compare and a decrement at every death.
    private void CountDeallocation(TypeInfo* info)
    {
        if (!TVersion.IsIncremental && info->IsGc != 0 && _count0 > 0)
        {
            _count0--;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Four loads and two stores.
    private void Untrack(nint obj)
    {
        nint header = GcHeader.Of(obj);
        if (GcHeader.IsTracked(header))
        {
            GcList.Remove(header);
            CountUntracked(1);
        }
    }
}
