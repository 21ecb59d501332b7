using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Compare.Engines.Abstractions.Events;
using Compare.Engines.PyPy.Objects;

namespace Compare.Engines.PyPy;

/// <content>The nursery: a bump pointer, barriers at pinned objects, and what happens when it is full.</content>
internal sealed unsafe partial class PyPyEngine<TProbe>
{
    /// <summary>What an emptied nursery is overwritten with under nursery-debug, as PyPy does.</summary>
    private const byte DeadByte = (byte)'#';

    /// <summary>Minor collections in one allocation after which there is no hope: pinned objects fill the nursery.</summary>
    private const int MostCollectionsPerAllocation = 2;

    /// <summary>Next free byte of the nursery.</summary>
    internal nint NurseryFree;

    /// <summary>End of the free run: the next pinned object or the end of the nursery.</summary>
    internal nint NurseryTop;

    private readonly nint _nursery;
    private readonly nint _nurseryBytes;

    /// <summary>Start of the run that <see cref="NurseryFree"/> fills.</summary>
    private nint _runStart;

    /// <summary>Gets the bytes of the nursery that objects take which were allocated since the last minor collection.</summary>
    private long NurseryUsedBytes
    {
        get
        {
            long sum = NurseryFree - _runStart;
            for (nint i = 0; i < _filledRuns.Count; i++)
            {
                sum += _filledRuns[i].Bytes;
            }

            for (nint i = 0; i < _survivingPinned.Count; i++)
            {
                sum += SizeOfObject(_survivingPinned[i]);
            }

            return sum;
        }
    }

    private nint NurseryEnd => _nursery + _nurseryBytes;

    /// <summary>Tells whether an address lies in the nursery.</summary>
    /// <param name="obj">Address of an object.</param>
    /// <returns>True for young objects that are not raw-allocated.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Asked for each reference that is traced.
    internal bool IsInNursery(nint obj) => (nuint)(obj - _nursery) < (nuint)_nurseryBytes;

    /// <summary>Allocates in the nursery; collects when it is full.</summary>
    /// <param name="bytes">A multiple of 8, at least two words.</param>
    /// <returns>Address of as many bytes, uninitialized.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // The fast path of objects with storage of their own.
    private nint AllocateYoung(nint bytes)
    {
        nint obj = NurseryFree;
        nint end = obj + bytes;
        if (end > NurseryTop)
        {
            return CollectAndReserve(bytes);
        }

        NurseryFree = end;
        return obj;
    }

    /// <summary>Finds room in the nursery behind a pinned object, or by collecting.</summary>
    /// <param name="bytes">A multiple of 8, at least two words.</param>
    /// <returns>Address of as many bytes.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)] // Keeps the fast path small.
    private nint CollectAndReserve(nint bytes)
    {
        int collections = 0;
        while (true)
        {
            if (_nextBarrier < _barriers.Count)
            {
                PassBarrier();
            }
            else
            {
                collections++;
                _cause = CollectionCause.AllocationFailure;
                RequireHeadroom(bytes);
                if (collections == 1)
                {
                    CollectMinorWithProgress(0);
                }
                else
                {
                    CollectMinor();
                }
            }

            nint obj = NurseryFree;
            if (obj + bytes <= NurseryTop)
            {
                NurseryFree = obj + bytes;
                if (_parameters.TinyNurseryBytes != 0)
                {
                    LeaveTinyNursery();
                }

                return obj;
            }

            if (collections > MostCollectionsPerAllocation)
            {
                throw Exhausted(bytes); // Pinned objects leave no room.
            }
        }
    }

    /// <summary>Goes on behind the pinned object that ends the free run.</summary>
    private void PassBarrier()
    {
        EndRun();
        NurseryFree = NurseryTop + SizeInNursery(NurseryTop);
        _runStart = NurseryFree;
        NurseryTop = _barriers[_nextBarrier++];
    }

    private void EndRun()
    {
        if (NurseryFree > _runStart)
        {
            _filledRuns.Push(new(_runStart, NurseryFree - _runStart));
        }
    }

    /// <summary>In the debugging mode of tiny nurseries, leaves at most the requested number of bytes.</summary>
    private void LeaveTinyNursery()
    {
        nint least = NurseryTop - (nint)_parameters.TinyNurseryBytes;
        if (NurseryFree < least)
        {
            EndRun();
            NurseryFree = least & -ObjectHeader.SlotBytes;
            _runStart = NurseryFree;
        }
    }

    /// <summary>Makes the nursery empty but for pinned objects, which become its barriers.</summary>
    private void ResetNursery()
    {
        _filledRuns.Clear();
        if (_parameters.FillsNursery && _survivingPinned.Count == 0)
        {
            NativeMemory.Fill((void*)_nursery, (nuint)_nurseryBytes, DeadByte);
        }

        _barriers.Clear();
        for (nint i = 0; i < _survivingPinned.Count; i++)
        {
            _barriers.Push(_survivingPinned[i]);
        }

        _barriers.Push(NurseryEnd);
        _nextBarrier = 1;
        NurseryFree = _nursery;
        _runStart = _nursery;
        NurseryTop = _barriers[0];
    }

    /// <summary>Gets the bytes that an object takes in the nursery, where it needs room for a forwarding address.</summary>
    private nint SizeInNursery(nint obj) => Math.Max(SizeOfObject(obj), ObjectHeader.LeastNurseryBytes);
}
