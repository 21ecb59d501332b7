using System.Numerics;
using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Heaps;

namespace Compare.Workloads.Objects.Numbers;

/// <summary>
/// Integers: in the reference where the implementation has them there, shared when small, of one word, or of digits.
/// </summary>
public static partial class PyInt
{
    private const long LeastShared = -5;
    private const long MostShared = 256;

    private const int WordBits = 64;

    /// <summary>Bits of what the host computes with at once.</summary>
    private const int ExactBits = 128;

    /// <summary>Bits of a magnitude that always fits, with a sign.</summary>
    private const int LargestExactBits = ExactBits - (WordBits / 2);

    /// <summary>Bits of a magnitude to which any small number may be added.</summary>
    private const int LargestSummandBits = LargestExactBits;

    /// <summary>Bits of a magnitude that may be multiplied by any small number: all that one of a word has.</summary>
    private const int LargestFactorBits = WordBits;

    /// <summary>Loads an integer into a local. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it.</param>
    /// <param name="value">The value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, long value)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (py.Immediate is { } immediate && immediate.TryLoadInteger(ref local, py.Int, value))
        {
            return;
        }

        if (value is >= LeastShared and <= MostShared && py.Sys is { } sys && sys.TryLoadInteger(ref local, py.Int, value))
        {
            return;
        }

        if (py.WordIntegerBits >= WordBits - 1 || Magnitude(value) >> py.WordIntegerBits == 0)
        {
            py.Heap.New(ref local, py.Int);
            py.Heap.SetWord(local, 0, value);
            return;
        }

        LoadDigits(in py, ref local, value);
    }

    /// <summary>Gets the value of an integer. Never allocates.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="integer">An integer that fits 64 bits.</param>
    /// <returns>The value.</returns>
    /// <exception cref="OverflowException">It does not fit.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Value<THeap, TRef>(in Python<THeap, TRef> py, TRef integer)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.TypeOf(integer) == py.BigInt ? ValueOfDigits(in py, integer) : py.Heap.GetWord(integer, 0);

    /// <summary>Gets the magnitude of a value.</summary>
    internal static ulong Magnitude(long value) => value < 0 ? unchecked((ulong)-value) : (ulong)value;

    private static int BitsOf(ulong magnitude) => WordBits - BitOperations.LeadingZeroCount(magnitude);
}
