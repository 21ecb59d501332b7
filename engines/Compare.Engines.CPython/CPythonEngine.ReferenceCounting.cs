using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Events;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.CPython.Cycles;
using Compare.Engines.CPython.Objects;
using Compare.Engines.Heap.Events;

namespace Compare.Engines.CPython;

/// <content>Counting: what happens when a reference goes, and when the last one does.</content>
internal sealed unsafe partial class CPythonEngine<TProbe, TVersion>
{
    /// <summary>Count from which 3.14 does not increment any more (_Py_IMMORTAL_INITIAL_REFCNT).</summary>
    private const uint ImmortalFrom = 3u << 30;

    private readonly int _cascadeObjects;
    private int _cascade;
    private long _cascadeStartWall;
    private long _cascadeStartCpu;

    /// <summary>Adds a reference to an object.</summary>
    /// <param name="obj">Address of the object, not null.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // A load, a test, a store in the object's own header.
    internal void Retain(nint obj)
    {
        if (TProbe.Counts)
        {
            _increments++;
        }

        if (!TVersion.HasImmortals)
        {
            ObjectLayout.WideCount(obj)++;
            return;
        }

        if (TVersion.IncrementsSaturate)
        {
            // 3.14 stops at the first value of an immortal object that no decrement has touched.
            uint saturating = (uint)ObjectLayout.Count(obj);
            if (saturating < ImmortalFrom)
            {
                ObjectLayout.Count(obj) = (int)(saturating + 1);
            }

            return;
        }

        // As Py_INCREF of 3.12: the count of an immortal object is all ones, which wraps to zero and is not stored.
        int count = ObjectLayout.Count(obj) + 1;
        if (count != 0)
        {
            ObjectLayout.Count(obj) = count;
        }
    }

    /// <summary>Drops a reference that the program held; the object may die.</summary>
    /// <param name="obj">Address of the object, not null.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // A load, a test, a store in the object's own header.
    internal void Release(nint obj)
    {
        if (DropReference(obj))
        {
            Destroy(obj);
        }
    }

    /// <summary>Takes one from the count of an object.</summary>
    /// <returns>True when that was the last reference.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // A load, a test, a store in the object's own header.
    private bool DropReference(nint obj)
    {
        if (TProbe.Counts)
        {
            _decrements++;
        }

        if (!TVersion.HasImmortals)
        {
            return --ObjectLayout.WideCount(obj) == 0;
        }

        int count = ObjectLayout.Count(obj);
        if (count < 0)
        {
            return false; // Immortal.
        }

        ObjectLayout.Count(obj) = --count;
        return count == 0;
    }

    /// <summary>
    /// Destroys an object on the program's account. A long chain of deaths is a pause like any other, so it is logged;
    /// its first <c>cascade</c> deaths are not timed, because reading a clock at each of them would cost more than they do.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)] // The death of an object is a call in every program.
    private void Destroy(nint obj)
    {
        if (_trashcanBudget != _profile.TrashcanBudget || _isCollecting)
        {
            Deallocate(obj, _trashcanBudget); // Inside another death or a collection, which is timed already.
            return;
        }

        _cascade = 0;
        Deallocate(obj, _trashcanBudget);
        if (_cascadeStartWall != 0)
        {
            LogCascade();
        }
    }

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

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Two increments at every death.
    private void CountDeath(TypeInfo* info)
    {
        info->Freed++;
        if (++_cascade == _cascadeObjects)
        {
            BeginCascade();
        }
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Part of the end of every death.
    private static void Keep(nint obj, FreeList* free)
    {
        *(nint*)obj = free->Head;
        free->Head = obj;
        free->Count++;
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

    [MethodImpl(MethodImplOptions.NoInlining)] // Once in a cascade.
    private void BeginCascade()
    {
        if (!_isCollecting)
        {
            _cascadeStartWall = GcClock.Wall();
            _cascadeStartCpu = GcClock.ThreadCpu();
        }
    }

    private void LogCascade()
    {
        long now = GcClock.Wall();
        _events.Add(new()
        {
            Kind = CollectionKind.Cascade,
            Cause = CollectionCause.Release,
            StartNanoseconds = _cascadeStartWall,
            PauseNanoseconds = now - _cascadeStartWall,
            CpuNanoseconds = GcClock.ThreadCpuSince(_cascadeStartCpu),
            AllocatedBytes = _types.AllocatedBytes(),
            AfterBytes = UsedBytes(),
            CommittedBytes = CommittedBytes,
            FreedObjects = _cascade,
        });
        _cascadeStartWall = 0;
        Sample();
    }
}
