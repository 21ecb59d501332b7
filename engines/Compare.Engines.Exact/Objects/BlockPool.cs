using System.Runtime.InteropServices;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.Exact.Objects;

/// <summary>Native memory for objects: small blocks from free lists by size, large ones from the system's allocator.</summary>
internal sealed unsafe class BlockPool : IDisposable
{
    private const int Alignment = 16;
    private const int LargestSmall = 512;
    private const int ChunkBytes = 1 << 20;

    private readonly UnmanagedList<nint> _chunks = new();
    private readonly nint* _free = (nint*)NativeMemory.AllocZeroed((LargestSmall / Alignment) + 1, (nuint)sizeof(nint));
    private nint _cursor;
    private nint _end;

    /// <summary>Allocates a block.</summary>
    /// <param name="bytes">Bytes, more than 0.</param>
    /// <returns>Its address, aligned to 16 bytes.</returns>
    public nint Allocate(nint bytes)
    {
        if (bytes > LargestSmall)
        {
            return (nint)NativeMemory.Alloc((nuint)bytes);
        }

        nint units = (bytes + Alignment - 1) / Alignment;
        nint block = _free[units];
        if (block != 0)
        {
            _free[units] = *(nint*)block;
            return block;
        }

        nint size = units * Alignment;
        if (_end - _cursor < size)
        {
            _cursor = (nint)NativeMemory.AlignedAlloc(ChunkBytes, Alignment);
            _end = _cursor + ChunkBytes;
            _chunks.Push(_cursor);
        }

        block = _cursor;
        _cursor += size;
        return block;
    }

    /// <summary>Gives a block back.</summary>
    /// <param name="block">Its address.</param>
    /// <param name="bytes">The bytes that it was allocated with.</param>
    public void Free(nint block, nint bytes)
    {
        if (bytes > LargestSmall)
        {
            NativeMemory.Free((void*)block);
            return;
        }

        nint units = (bytes + Alignment - 1) / Alignment;
        *(nint*)block = _free[units];
        _free[units] = block;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        for (nint i = 0; i < _chunks.Count; i++)
        {
            NativeMemory.AlignedFree((void*)_chunks[i]);
        }

        _chunks.Dispose();
        NativeMemory.Free(_free);
    }
}
