using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Heap.Memory;
using Compare.Engines.MicroPython.Objects;

namespace Compare.Engines.MicroPython;

/// <content>Allocation of objects and of their parts.</content>
internal sealed unsafe partial class MicroPythonEngine<TProbe, TGeometry>
{
    /// <summary>Bytes allocated between two samples of memory.</summary>
    private const long SampleBytes = 1 << 20;

    /// <summary>Objects under construction: what C keeps alive from its stack.</summary>
    private readonly UnmanagedList<nint> _pinned = new();

    private long _sampledAmount;
    private long _fastAllocations;
    private long _slowAllocations;

    /// <summary>Allocates an object without variable elements.</summary>
    /// <param name="info">Its type.</param>
    /// <returns>Its address; references are null.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // The allocation fast path.
    internal nint NewObject(TypeInfo* info)
    {
        nint obj = info->IsPlainBlock == 0 ? 0 : Blocks.TryAllocateBlock();
        if (obj == 0)
        {
            return NewObjectSlow(info);
        }

        if (TProbe.Counts)
        {
            _fastAllocations++;
        }

        SetHeader(obj, info);
        info->Account.CountFixed();
        return obj;
    }

    /// <summary>Allocates an object with variable elements.</summary>
    /// <param name="info">Its type.</param>
    /// <param name="length">Number of elements.</param>
    /// <returns>Its address; references are null.</returns>
    internal nint NewArray(TypeInfo* info, int length)
    {
        bool isAside = info->HasElementsAside != 0;
        nint elements = ElementsBytes(info, length);
        nint depth = _pinned.Count;
        nint obj = Allocate(info->FixedBytes + (isAside ? 0 : elements), info);
        try
        {
            WriteNumber(obj + info->LengthOffset, length);
            if (isAside && elements > 0)
            {
                Write(obj + info->ElementsOffset, AllocatePart(obj, elements));
            }

            Complete(obj, info);
        }
        finally
        {
            _pinned.Resize(depth);
        }

        if (info->Elements == ElementKind.References)
        {
            ClearUnlessFresh(Elements(obj), elements);
        }

        info->Account.CountVariable(_types.Type(info->Number).NominalBytes(length));
        return Delivered(obj);
    }

    [MethodImpl(MethodImplOptions.NoInlining)] // Keeps the fast path small in its callers.
    private nint NewObjectSlow(TypeInfo* info)
    {
        nint depth = _pinned.Count;
        nint obj = Allocate(info->FixedBytes, info);
        try
        {
            Complete(obj, info);
        }
        finally
        {
            _pinned.Resize(depth);
        }

        info->Account.CountFixed();
        return Delivered(obj);
    }

    /// <summary>Allocates the first block of an object, makes its fields null and pins it.</summary>
    private nint Allocate(nint bytes, TypeInfo* info)
    {
        nint obj = AllocateBlocks(bytes, info->IsFinalizable != 0);
        ClearUnlessFresh(obj, info->FixedBytes);
        SetHeader(obj, info);
        _pinned.Push(obj);
        return obj;
    }

    /// <summary>Allocates the parts that an object has from the beginning: an instance's table, a list's first items.</summary>
    private void Complete(nint obj, TypeInfo* info)
    {
        if (info->TableBytes > 0)
        {
            Write(obj + TGeometry.WordBytes, AllocatePart(obj, info->TableBytes));
        }

        if (info->LeastItems > 0)
        {
            Write(BufferSlot(obj, 0), AllocatePart(obj, BufferBytes(info, 0, 0)));
        }
    }

    /// <summary>Allocates a part of a pinned object; without memory for it the object counts as a part: as garbage.</summary>
    private nint AllocatePart(nint obj, nint bytes)
    {
        try
        {
            nint part = AllocateBlocks(bytes, hasFinalizer: false);
            Blocks.MarkPart(part);
            ClearUnlessFresh(part, bytes);
            return part;
        }
        catch (Abstractions.Heaps.HeapExhaustedException)
        {
            Blocks.MarkPart(obj);
            throw;
        }
    }

    private nint AllocateBlocks(nint bytes, bool hasFinalizer)
    {
        bool isDue = (Blocks.SettledAmount - _sampledAmount) << TGeometry.BlockShift >= SampleBytes;
        if (isDue)
        {
            // Before the new block is there, of which nobody could tell what it is.
            _options.Sampled?.Invoke(SampleMoment.Growth);
        }

        nint address = Blocks.Allocate(bytes, hasFinalizer);
        _slowAllocations++;
        if (address == 0)
        {
            DeliverPending();
            throw OutOfMemory(bytes);
        }

        if ((Blocks.SettledAmount - _sampledAmount) << TGeometry.BlockShift >= SampleBytes)
        {
            _sampledAmount = Blocks.SettledAmount;
            Sample(UsedBytes);
        }

        return address;
    }

    private void ClearUnlessFresh(nint address, nint bytes)
    {
        if (!_settings.Blocks.ClearsFreshMemory)
        {
            NativeMemory.Clear((void*)address, (nuint)bytes);
        }
    }

    /// <summary>Calls what a collection inside an allocation found due, now that the new object is whole.</summary>
    private nint Delivered(nint obj)
    {
        if (_pending.Count > 0 || _thrown is not null)
        {
            nint depth = _pinned.Count;
            _pinned.Push(obj);
            try
            {
                DeliverPending();
            }
            finally
            {
                _pinned.Resize(depth);
            }
        }

        return obj;
    }
}
