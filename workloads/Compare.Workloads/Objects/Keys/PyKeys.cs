using System.Numerics;
using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Workloads.Objects.Text;

namespace Compare.Workloads.Objects.Keys;

/// <summary>Hash and equality of the objects that may be keys: numbers, strings, tuples by value, all others by identity.</summary>
internal static class PyKeys
{
    /// <summary>The hash of no key: marks the place of a deleted one. No key that is null has it.</summary>
    public const long NoHash = -1;

    private const int AddressBits = 4; // Objects are aligned: the low bits of a hash that comes of an address tell little.
    private const int NoneHash = 0x6E6F6E65;
    private const long TupleSeed = 0x345678;
    private const long TupleFactor = 1_000_003;

    /// <summary>Computes the hash of a key. Never allocates.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="key">The key; null is None.</param>
    /// <returns>The hash: an integer's is its value.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Hash<THeap, TRef>(in Python<THeap, TRef> py, TRef key)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        return !heap.IsNull(key) && heap.TypeOf(key) == py.Int ? heap.GetWord(key, 0) : HashOfOther(in py, key);
    }

    /// <summary>Tells whether two keys are equal as Python compares them. Never allocates.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="left">One key, not the same object as the other.</param>
    /// <param name="right">The other key.</param>
    /// <returns>True for equal values.</returns>
    public static bool AreEqual<THeap, TRef>(in Python<THeap, TRef> py, TRef left, TRef right)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        if (heap.IsNull(left) || heap.IsNull(right))
        {
            return heap.IsNull(left) && heap.IsNull(right);
        }

        TypeHandle type = heap.TypeOf(left);
        if (type != heap.TypeOf(right))
        {
            return PyNumbers.AreEqual(in py, left, right);
        }

        if (type == py.Int || type == py.Bool)
        {
            return heap.GetWord(left, 0) == heap.GetWord(right, 0);
        }

        if (py.IsStr(type) || type == py.Bytes || type == py.BigInt)
        {
            return heap.ElementBytes(left).SequenceEqual(heap.ElementBytes(right));
        }

        return type == py.Tuple ? AreEqualTuples(in py, left, right)
            : type == py.Float && BitConverter.Int64BitsToDouble(heap.GetWord(left, 0)).Equals(
                BitConverter.Int64BitsToDouble(heap.GetWord(right, 0)));
    }

    private static long HashOfOther<THeap, TRef>(in Python<THeap, TRef> py, TRef key)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        if (heap.IsNull(key))
        {
            return NoneHash;
        }

        TypeHandle type = heap.TypeOf(key);
        return py.IsStr(type) || type == py.Bytes ? ContentHash.Of(in py, key)
            : type == py.Float || type == py.Bool || type == py.BigInt ? PyNumbers.Hash(in py, key, type)
            : type == py.Tuple ? HashOfTuple(in py, key)
            : (long)BitOperations.RotateRight((ulong)heap.IdentityHash(key), AddressBits);
    }

    private static long HashOfTuple<THeap, TRef>(in Python<THeap, TRef> py, TRef tuple)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        int length = heap.Length(tuple);
        long hash = TupleSeed + length;
        for (int i = 0; i < length; i++)
        {
            hash = unchecked((hash ^ Hash(in py, heap.BorrowElement(tuple, i))) * TupleFactor);
        }

        return hash;
    }

    private static bool AreEqualTuples<THeap, TRef>(in Python<THeap, TRef> py, TRef left, TRef right)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        int length = heap.Length(left);
        bool equal = length == heap.Length(right);
        for (int i = 0; equal && i < length; i++)
        {
            TRef one = heap.BorrowElement(left, i);
            TRef other = heap.BorrowElement(right, i);
            equal = heap.Same(one, other) || AreEqual(in py, one, other);
        }

        return equal;
    }
}
