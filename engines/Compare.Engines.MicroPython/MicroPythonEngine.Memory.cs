using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.MicroPython.Blocks;

namespace Compare.Engines.MicroPython;

/// <content>The memory of the areas, and what is said when it does not suffice.</content>
internal sealed unsafe partial class MicroPythonEngine<TProbe, TGeometry>
{
    private const string Locked = "The heap is locked: nothing can be allocated until it is unlocked.";

    private const string Exhausted = "The heap is exhausted: less is free than was asked for.";

    private const string Fragmented =
        "The heap is fragmented: enough is free, but not in one run, and objects here never move together.";

    private long _areasAdded;
    private long _areasReleased;

    /// <inheritdoc/>
    public nint ProvideArea(nint leastBytes, nint wantedBytes, out nint bytes)
    {
        bytes = 0;
        nint available = (nint)Math.Min(_settings.MostNewAreaBytes, _settings.LimitBytes - CommittedBytes);
        if (available < leastBytes)
        {
            return 0;
        }

        nint start = _reserve.Take(leastBytes, Math.Min(available, wantedBytes), out bytes);
        _areasAdded += start == 0 ? 0 : 1;
        return start;
    }

    /// <inheritdoc/>
    /// <remarks>
    /// What the original gives back with an object in it stays readable here, so that a reference to it reads old content
    /// and does not end the process.
    /// </remarks>
    public void TakeBackArea(nint start, nint bytes, bool isEmpty)
    {
        _areasReleased++;
        if (isEmpty)
        {
            _reserve.GiveBack(start);
        }
        else
        {
            _freedObjects++;
        }
    }

    private void AddArea(nint bytes)
    {
        nint start = _reserve.Take(bytes, bytes, out _);
        if (start == 0 || !Blocks.AddArea(start, bytes))
        {
            throw new Abstractions.Parameters.ParameterException(
                $"engine micropython: an area of {bytes} bytes does not hold a single block; give more.");
        }

        _areasAdded++;
    }

    /// <summary>Describes why a request failed. Walks the heap.</summary>
    private HeapExhaustedException OutOfMemory(nint bytes)
    {
        HeapInformation found = Blocks.Inspect();
        long free = (long)found.FreeBlocks << TGeometry.BlockShift;
        string reason = Blocks.IsLocked ? Locked : free >= bytes ? Fragmented : Exhausted;
        return new(
            bytes,
            _settings.LimitBytes,
            (long)found.UsedBlocks << TGeometry.BlockShift,
            free,
            (long)found.LargestFreeRun << TGeometry.BlockShift,
            reason);
    }
}
