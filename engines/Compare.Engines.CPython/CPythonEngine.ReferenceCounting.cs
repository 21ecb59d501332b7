using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Events;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.CPython.Cycles;
using Compare.Engines.CPython.Objects;
using Compare.Engines.Heap.Events;

namespace Compare.Engines.CPython;

/// <content>Counting: what happens when a reference goes, and when the last one does.</content>
internal sealed unsafe partial class CPythonEngine<TProbe>
{
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

        // As Py_INCREF since 3.12: the count of an immortal object is all ones, which wraps to zero and is not stored.
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
            Deallocate(obj); // Inside another death or a collection, which is timed already.
            return;
        }

        _cascade = 0;
        Deallocate(obj);
        if (_cascadeStartWall != 0)
        {
            LogCascade();
        }
    }

    /// <summary>Destroys an object whose count has reached zero: releases what it refers to and frees its memory.</summary>
    private void Deallocate(nint obj)
    {
        TypeInfo* info = ObjectLayout.Type(obj);
        if (info->IsGc != 0)
        {
            Untrack(obj);
        }

        if (!EnterTrashcan(obj))
        {
            return;
        }

        if (info->IsSpecial != 0 && !FinalizeSpecial(obj, info))
        {
            LeaveTrashcan();
            return; // Resurrected.
        }

        if (++_cascade == _cascadeObjects)
        {
            BeginCascade();
        }

        ReleaseFields(obj, info);
        info->Freed++;
        FreeObject(obj, info);
        LeaveTrashcan();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // The loop of every cascade.
    private void ReleaseFields(nint obj, TypeInfo* info)
    {
        int references = info->References;
        if (info->ReleasesBackwards != 0)
        {
            for (int i = references - 1; i >= 0; i--)
            {
                ReleaseChild(ObjectLayout.Field(obj, i));
            }
        }
        else
        {
            for (int i = 0; i < references; i++)
            {
                ReleaseChild(ObjectLayout.Field(obj, i));
            }
        }

        if (info->IsSpecial != 0)
        {
            ReleaseElements(obj, info);
            FreeBuffers(obj, info);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // The loop of every cascade.
    private void ReleaseChild(nint child)
    {
        if (child != 0 && DropReference(child))
        {
            Deallocate(child);
        }
    }

    private void ReleaseElements(nint obj, TypeInfo* info)
    {
        if (info->Elements == ElementKind.References)
        {
            nint* elements = (nint*)(obj + info->ElementsOffset);
            for (long i = ObjectLayout.Length(obj) - 1; i >= 0; i--)
            {
                ReleaseChild(elements[i]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // The end of every death.
    private void FreeObject(nint obj, TypeInfo* info)
    {
        FreeList* free = info->FreeList;
        if (free->Count < free->Capacity)
        {
            *(nint*)obj = free->Head;
            free->Head = obj;
            free->Count++;
            return;
        }

        if (info->IsGc != 0 && _count0 > 0)
        {
            _count0--;
        }

        if (info->Elements == ElementKind.None && info->SizeClass >= 0)
        {
            _pools.Free(obj - info->PrefixBytes);
            return;
        }

        long bytes = RequestedBytes(obj, info);
        if (info->Elements != ElementKind.None)
        {
            info->VariableBlockBytes -= BlockBytes(bytes);
        }

        FreeBlock(obj, info, bytes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Four loads and two stores.
    private static void Untrack(nint obj)
    {
        nint header = GcHeader.Of(obj);
        if (GcHeader.Next(header) != 0)
        {
            GcList.Remove(header);
        }
    }

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
