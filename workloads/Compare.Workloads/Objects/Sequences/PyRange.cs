using Compare.Engines.Abstractions.Heaps;
using Compare.Workloads.Objects.Numbers;

namespace Compare.Workloads.Objects.Sequences;

/// <summary>Ranges: integers for start, stop and step, and for the length where the implementation keeps it.</summary>
public static class PyRange
{
    private const int StartField = 0;
    private const int StopField = 1;
    private const int StepField = 2;
    private const int LengthField = 3;

    /// <summary>Makes a range. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it.</param>
    /// <param name="start">The first number.</param>
    /// <param name="stop">The number that is not reached.</param>
    /// <param name="step">From one number to the next; not 0.</param>
    public static void New<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, long start, long stop, long step = 1)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        ArgumentOutOfRangeException.ThrowIfZero(step);
        RangeFrame<TRef> frame = default;
        py.Heap.Enter(ref frame);
        py.Heap.New(ref local, py.Range);
        Set(in py, ref frame.Number, ref local, StartField, start);
        Set(in py, ref frame.Number, ref local, StopField, stop);
        Set(in py, ref frame.Number, ref local, StepField, step);
        if (py.Rules.RangesKeepLength)
        {
            Set(in py, ref frame.Number, ref local, LengthField, LengthOf(start, stop, step));
        }

        py.Heap.Leave(ref frame);
    }

    /// <summary>Gets the number of numbers. Never allocates.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="range">A range.</param>
    /// <returns>Its length.</returns>
    public static long Length<THeap, TRef>(in Python<THeap, TRef> py, TRef range)
        where THeap : struct, IHeap<TRef>
        where TRef : struct => py.Rules.RangesKeepLength
        ? Get(in py, range, LengthField)
        : LengthOf(Get(in py, range, StartField), Get(in py, range, StopField), Get(in py, range, StepField));

    /// <summary>Gets a number of the range. Never allocates.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="range">A range.</param>
    /// <param name="index">0 to the length − 1.</param>
    /// <returns>The number.</returns>
    public static long At<THeap, TRef>(in Python<THeap, TRef> py, TRef range, long index)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        Get(in py, range, StartField) + (index * Get(in py, range, StepField));

    private static long LengthOf(long start, long stop, long step)
    {
        Int128 distance = step > 0 ? (Int128)stop - start : (Int128)start - stop;
        Int128 width = step > 0 ? step : -(Int128)step;
        return distance <= 0 ? 0 : checked((long)((distance + width - 1) / width));
    }

    private static long Get<THeap, TRef>(in Python<THeap, TRef> py, TRef range, int field)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        PyInt.Value(in py, py.Heap.Borrow(range, field));

    private static void Set<THeap, TRef>(in Python<THeap, TRef> py, ref TRef number, ref TRef range, int field, long value)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        PyInt.Load(in py, ref number, value);
        py.Heap.Store(range, field, number);
    }

    private ref struct RangeFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Number;
    }
}
