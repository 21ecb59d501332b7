using System.Runtime.InteropServices;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.MicroPython;

/// <summary>
/// The address space that all areas of a heap are cut from: one mapping, so that a narrow reference can be an offset. The
/// system gives its pages when they are first touched.
/// </summary>
internal sealed unsafe class AreaReserve : IDisposable
{
    /// <summary>Areas begin at a page: each may waste most of one.</summary>
    public const nint PageBytes = 4096;

    private readonly nint _mappedBytes;
    private readonly List<(nint Offset, nint Bytes)> _taken = [];
    private nint _touchedBytes;

    /// <summary>Initializes a new instance of the <see cref="AreaReserve"/> class.</summary>
    /// <param name="bytes">Bytes for all areas together.</param>
    /// <exception cref="HeapExhaustedException">The system refuses.</exception>
    public AreaReserve(nint bytes)
    {
        _mappedBytes = RoundUp(bytes);
        Start = SystemMemory.Map(_mappedBytes);
        if (Start == 0)
        {
            throw new HeapExhaustedException(bytes, null, 0, null);
        }
    }

    /// <summary>Gets the address of the first byte.</summary>
    public nint Start { get; private set; }

    /// <summary>Takes the first gap that holds an area.</summary>
    /// <param name="least">Bytes that it must have.</param>
    /// <param name="wanted">Bytes that it should have.</param>
    /// <param name="bytes">Receives its bytes.</param>
    /// <returns>Its address, page aligned, its memory zero; 0 when there is no such gap.</returns>
    public nint Take(nint least, nint wanted, out nint bytes)
    {
        nint offset = 0;
        for (int i = 0; i <= _taken.Count; i++)
        {
            nint end = i < _taken.Count ? _taken[i].Offset : _mappedBytes;
            bytes = Math.Min(wanted, end - offset);
            if (bytes >= least)
            {
                _taken.Insert(i, (offset, RoundUp(bytes)));
                ClearTouched(offset, bytes);
                return Start + offset;
            }

            offset = i < _taken.Count ? _taken[i].Offset + _taken[i].Bytes : end;
        }

        bytes = 0;
        return 0;
    }

    /// <summary>Makes an area's bytes available again.</summary>
    /// <param name="start">What <see cref="Take"/> returned.</param>
    public void GiveBack(nint start) => _taken.RemoveAll(area => area.Offset == start - Start);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Start != 0)
        {
            SystemMemory.Unmap(Start, _mappedBytes);
            Start = 0;
        }
    }

    private static nint RoundUp(nint bytes) => (bytes + PageBytes - 1) & -PageBytes;

    private void ClearTouched(nint offset, nint bytes)
    {
        nint used = Math.Min(bytes, _touchedBytes - offset);
        if (used > 0)
        {
            NativeMemory.Clear((void*)(Start + offset), (nuint)used);
        }

        _touchedBytes = Math.Max(_touchedBytes, offset + bytes);
    }
}
