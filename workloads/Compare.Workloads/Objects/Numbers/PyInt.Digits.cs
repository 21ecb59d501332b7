using Compare.Engines.Abstractions.Heaps;

namespace Compare.Workloads.Objects.Numbers;

/// <content>Integers of digits.</content>
public static partial class PyInt
{
    private const int ByteBits = 8;

    /// <summary>Loads an integer of any size into a local. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it.</param>
    /// <param name="magnitude">Bytes of the magnitude, least significant first; no part of the heap.</param>
    /// <param name="isNegative">Whether the integer is below zero.</param>
    public static void Load<THeap, TRef>(
        in Python<THeap, TRef> py, ref TRef local, ReadOnlySpan<byte> magnitude, bool isNegative)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        magnitude = magnitude.TrimEnd((byte)0);
        if (magnitude.Length * ByteBits <= LargestExactBits)
        {
            UInt128 value = 0;
            for (int i = magnitude.Length - 1; i >= 0; i--)
            {
                value = (value << ByteBits) | magnitude[i];
            }

            LoadExact(in py, ref local, isNegative ? -(Int128)value : (Int128)value);
            return;
        }

        DigitFormat digits = py.Digits;
        int topBits = ByteBits - byte.LeadingZeroCount(magnitude[^1]);
        int bits = checked(((magnitude.Length - 1) * ByteBits) + topBits);
        py.Heap.NewArray(ref local, py.BigInt, digits.LengthOf(bits, isNegative));
        Span<byte> content = py.Heap.ElementBytes(local);
        for (int i = 0; i < digits.Count(content); i++)
        {
            digits.Set(content, i, digits.BitsAt(magnitude, (long)i * digits.Bits));
        }

        if (isNegative)
        {
            digits.SetNegative(content);
        }
    }

    /// <summary>Gets the bits of an integer's magnitude (<c>int.bit_length</c>). Never allocates.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="integer">An integer.</param>
    /// <returns>0 for zero.</returns>
    public static int BitLength<THeap, TRef>(in Python<THeap, TRef> py, TRef integer)
        where THeap : struct, IHeap<TRef>
        where TRef : struct => py.Heap.TypeOf(integer) == py.BigInt
        ? py.Digits.BitLength(py.Heap.ElementBytes(integer))
        : BitsOf(Magnitude(py.Heap.GetWord(integer, 0)));

    /// <summary>Tells whether an integer is below zero. Never allocates.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="integer">An integer.</param>
    /// <returns>True below zero.</returns>
    public static bool IsNegative<THeap, TRef>(in Python<THeap, TRef> py, TRef integer)
        where THeap : struct, IHeap<TRef>
        where TRef : struct => py.Heap.TypeOf(integer) == py.BigInt
        ? py.Digits.IsNegative(py.Heap.ElementBytes(integer))
        : py.Heap.GetWord(integer, 0) < 0;

    /// <summary>Writes the magnitude of an integer. Never allocates.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="integer">An integer.</param>
    /// <param name="target">Receives the bytes, least significant first; room for all bits of the integer.</param>
    /// <returns>Bytes written, 0 for zero.</returns>
    public static int CopyMagnitude<THeap, TRef>(in Python<THeap, TRef> py, TRef integer, Span<byte> target)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        bool hasDigits = py.Heap.TypeOf(integer) == py.BigInt;
        ReadOnlySpan<byte> content = hasDigits ? py.Heap.ElementBytes(integer) : [];
        ulong word = hasDigits ? 0 : Magnitude(py.Heap.GetWord(integer, 0));
        int length = (BitLength(in py, integer) + ByteBits - 1) / ByteBits;
        for (int i = 0; i < length; i++)
        {
            target[i] = hasDigits ? ByteOfDigits(py.Digits, content, (long)i * ByteBits) : (byte)(word >> (i * ByteBits));
        }

        return length;
    }

    /// <summary>Computes the sum of an integer and a small number. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives the sum; may be the same local as the integer.</param>
    /// <param name="integer">A local with an integer.</param>
    /// <param name="number">What is added.</param>
    public static void Add<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, ref TRef integer, long number)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (BitLength(in py, integer) <= LargestSummandBits)
        {
            LoadExact(in py, ref local, ExactValue(in py, integer) + number);
            return;
        }

        bool isNegative = IsNegative(in py, integer);
        Combine(in py, ref local, ref integer, 1, isNegative ? -(Int128)number : number, isNegative);
    }

    /// <summary>Computes the product of an integer and a small number. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives the product; may be the same local as the integer.</param>
    /// <param name="integer">A local with an integer.</param>
    /// <param name="number">What it is multiplied by.</param>
    public static void Multiply<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, ref TRef integer, long number)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (BitLength(in py, integer) <= LargestFactorBits)
        {
            LoadExact(in py, ref local, ExactValue(in py, integer) * number);
            return;
        }

        if (number == 0)
        {
            Load(in py, ref local, 0);
            return;
        }

        bool isNegative = IsNegative(in py, integer) != (number < 0);
        Combine(in py, ref local, ref integer, Magnitude(number), 0, isNegative);
    }

    /// <summary>Makes the integer that a magnitude times a factor plus an addend is; too large for fewer than 64 bits.</summary>
    private static void Combine<THeap, TRef>(
        in Python<THeap, TRef> py, ref TRef local, ref TRef integer, ulong factor, Int128 addend, bool isNegative)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        DigitFormat digits = py.Digits;
        ResultFrame<TRef> frame = default;
        heap.Enter(ref frame);
        int bits = digits.Combine(heap.ElementBytes(integer), factor, addend, []);
        heap.NewArray(ref frame.Result, py.BigInt, digits.LengthOf(bits, isNegative));
        Span<byte> content = heap.ElementBytes(frame.Result);
        digits.Combine(heap.ElementBytes(integer), factor, addend, content);
        if (isNegative)
        {
            digits.SetNegative(content);
        }

        heap.Copy(ref local, frame.Result);
        heap.Leave(ref frame);
    }

    private static void LoadExact<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, Int128 value)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (value >= long.MinValue && value <= long.MaxValue)
        {
            Load(in py, ref local, (long)value);
        }
        else
        {
            LoadDigits(in py, ref local, value);
        }
    }

    private static void LoadDigits<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, Int128 value)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        DigitFormat digits = py.Digits;
        bool isNegative = value < 0;
        UInt128 magnitude = (UInt128)(isNegative ? -value : value);
        int bits = ExactBits - (int)UInt128.LeadingZeroCount(magnitude);
        py.Heap.NewArray(ref local, py.BigInt, digits.LengthOf(bits, isNegative));
        Span<byte> content = py.Heap.ElementBytes(local);
        for (int i = 0; i < digits.Count(content); i++)
        {
            digits.Set(content, i, (ulong)magnitude & digits.Mask);
            magnitude >>= digits.Bits;
        }

        if (isNegative)
        {
            digits.SetNegative(content);
        }
    }

    private static Int128 ExactValue<THeap, TRef>(in Python<THeap, TRef> py, TRef integer)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (py.Heap.TypeOf(integer) != py.BigInt)
        {
            return py.Heap.GetWord(integer, 0);
        }

        DigitFormat digits = py.Digits;
        ReadOnlySpan<byte> content = py.Heap.ElementBytes(integer);
        Int128 value = 0;
        for (int i = digits.Count(content) - 1; i >= 0; i--)
        {
            value = (value << digits.Bits) | digits.Get(content, i);
        }

        return digits.IsNegative(content) ? -value : value;
    }

    private static long ValueOfDigits<THeap, TRef>(in Python<THeap, TRef> py, TRef integer)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        BitLength(in py, integer) <= LargestExactBits
            ? checked((long)ExactValue(in py, integer))
            : throw new OverflowException("The integer has more than 64 bits.");

    /// <summary>Eight bits of the magnitude, which may be in two digits.</summary>
    private static byte ByteOfDigits(DigitFormat digits, ReadOnlySpan<byte> content, long first)
    {
        int index = (int)(first / digits.Bits);
        int offset = (int)(first % digits.Bits);
        ulong value = digits.Get(content, index) >> offset;
        if (offset + ByteBits > digits.Bits && index + 1 < digits.Count(content))
        {
            value |= digits.Get(content, index + 1) << (digits.Bits - offset);
        }

        return (byte)value;
    }

    private ref struct ResultFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Result;
    }
}
