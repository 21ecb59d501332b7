using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Heaps;

namespace Compare.Workloads.Objects.Numbers;

/// <summary>Floating-point numbers: in the reference where the implementation has them there, else an object each.</summary>
public static class PyFloat
{
    /// <summary>Loads a number into a local. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it.</param>
    /// <param name="value">The value; an implementation with numbers in references may round it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, double value)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (py.Immediate is { } immediate && immediate.TryLoadFloat(ref local, py.Float, value))
        {
            return;
        }

        py.Heap.New(ref local, py.Float);
        py.Heap.SetWord(local, 0, BitConverter.DoubleToInt64Bits(value));
    }

    /// <summary>Gets the value of a number. Never allocates.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="number">A floating-point number.</param>
    /// <returns>The value.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Value<THeap, TRef>(in Python<THeap, TRef> py, TRef number)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        BitConverter.Int64BitsToDouble(py.Heap.GetWord(number, 0));
}
