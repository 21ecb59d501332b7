using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Workloads.Objects;
using Compare.Workloads.Objects.Numbers;
using Compare.Workloads.Objects.Sequences;
using Compare.Workloads.Objects.Tables;
using Compare.Workloads.Objects.Text;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Text;

/// <summary>
/// Walks over a parsed document. It never allocates; members of objects count in any order, as tables may have none.
/// </summary>
internal static class JsonDigest
{
    /// <summary>Digests a value with all below it.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="value">The value; null is None. Its containers are at most as deep as a document may be.</param>
    /// <returns>The digest; equal for equal values on all engines.</returns>
    public static ulong Of<THeap, TRef>(in Python<THeap, TRef> py, TRef value)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        if (heap.IsNull(value))
        {
            return Tag(JsonKind.Null, 0);
        }

        TypeHandle type = heap.TypeOf(value);
        if (type == py.List)
        {
            return OfList(in py, value);
        }

        if (type == py.Dict)
        {
            return OfDict(in py, value);
        }

        if (py.IsStr(type))
        {
            return OfText(in py, value);
        }

        if (type == py.Float)
        {
            return Tag(JsonKind.Number, (ulong)BitConverter.DoubleToInt64Bits(PyFloat.Value(in py, value)));
        }

        return type == py.Bool
            ? Tag(JsonKind.Boolean, PyBool.Value(in py, value) ? 1UL : 0)
            : Tag(JsonKind.Integer, (ulong)PyInt.Value(in py, value));
    }

    private static ulong Tag(JsonKind kind, ulong content) => SplitMix64.Mix(content + ((ulong)kind * SplitMix64.Increment));

    private static ulong OfList<THeap, TRef>(in Python<THeap, TRef> py, TRef list)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Digest digest = default;
        bool keepsValues = PyList.KeepsValues(in py, list);
        int count = PyList.Count(in py, list);
        for (int i = 0; i < count; i++)
        {
            digest.Add(keepsValues
                ? Tag(JsonKind.Integer, (ulong)PyList.LoadInt(in py, list, i))
                : Of(in py, PyList.Borrow(in py, list, i)));
        }

        digest.Add((long)count);
        return digest.Value;
    }

    private static ulong OfDict<THeap, TRef>(in Python<THeap, TRef> py, TRef dict)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        ulong sum = (ulong)PyDict.Count(in py, dict);
        int position = 0;
        for (int entry = PyDict.Next(in py, dict, ref position);
            entry != PyDict.Absent;
            entry = PyDict.Next(in py, dict, ref position))
        {
            Digest member = default;
            member.Add(Of(in py, PyDict.BorrowKey(in py, dict, entry)));
            member.Add(Of(in py, PyDict.BorrowValue(in py, dict, entry)));
            sum += member.Value;
        }

        return SplitMix64.Mix(sum);
    }

    private static ulong OfText<THeap, TRef>(in Python<THeap, TRef> py, TRef text)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Span<char> units = stackalloc char[JsonSource.LongestText];
        Digest digest = default;
        foreach (char unit in units[..PyStr.CopyTo(in py, text, units)])
        {
            digest.Add((long)unit);
        }

        return Tag(JsonKind.Text, digest.Value);
    }
}
