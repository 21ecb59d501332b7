using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Workloads.Objects.Numbers;
using Compare.Workloads.Objects.Text;

namespace Compare.Workloads.Objects.Keys;

/// <summary>Hash and equality of numbers that are no small integers: equal numbers of different types are one key.</summary>
internal static class PyNumbers
{
    /// <summary>Bits of a magnitude that always fits a word with its sign.</summary>
    private const int WholeBits = 63;

    /// <summary>Computes the hash of a number.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="number">A float, boolean or big integer.</param>
    /// <param name="type">Its type.</param>
    /// <returns>The hash; of a whole number the one of the integer.</returns>
    public static long Hash<THeap, TRef>(in Python<THeap, TRef> py, TRef number, TypeHandle type)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (type == py.Bool)
        {
            return py.Heap.GetWord(number, 0);
        }

        if (type == py.Float)
        {
            double value = BitConverter.Int64BitsToDouble(py.Heap.GetWord(number, 0));
            return IsWhole(value) ? (long)value : value.GetHashCode();
        }

        return TryGetWhole(in py, number, out long whole) ? whole : ContentHash.Of(py.Heap.ElementBytes(number));
    }

    /// <summary>Tells whether two objects of different types are equal numbers.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="left">Not null.</param>
    /// <param name="right">Not null.</param>
    /// <returns>True for equal numbers; an integer of 64 bits or more equals none of another type.</returns>
    public static bool AreEqual<THeap, TRef>(in Python<THeap, TRef> py, TRef left, TRef right)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        TryGetWhole(in py, left, out long one) && TryGetWhole(in py, right, out long other) && one == other;

    /// <summary>Gets the value of a whole number of at most 63 bits, whatever its type. Never allocates.</summary>
    internal static bool TryGetWhole<THeap, TRef>(in Python<THeap, TRef> py, TRef number, out long value)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        TypeHandle type = heap.TypeOf(number);
        if (type == py.BigInt)
        {
            bool isShort = PyInt.BitLength(in py, number) <= WholeBits;
            value = isShort ? PyInt.Value(in py, number) : 0;
            return isShort;
        }

        value = type == py.Int || type == py.Bool || type == py.Float ? heap.GetWord(number, 0) : 0;
        if (type == py.Float)
        {
            double real = BitConverter.Int64BitsToDouble(value);
            value = IsWhole(real) ? (long)real : 0;
            return IsWhole(real);
        }

        return type == py.Int || type == py.Bool;
    }

    private static bool IsWhole(double value) => Math.Abs(value) < long.MaxValue && Math.Truncate(value).Equals(value);
}
