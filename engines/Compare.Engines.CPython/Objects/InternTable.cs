using System.Runtime.InteropServices;

namespace Compare.Engines.CPython.Objects;

/// <summary>
/// The interned strings, by content: a hash table of addresses outside the modelled heap. It owns no references: a string
/// that dies takes itself out.
/// </summary>
/// <remarks>Open addressing with linear probing; removal shifts the entries behind it back, so there are no tombstones.</remarks>
internal sealed unsafe class InternTable : IDisposable
{
    private const int FirstCapacity = 64;

    private nint* _slots = (nint*)NativeMemory.AllocZeroed(FirstCapacity, (nuint)sizeof(nint));
    private nuint _capacity = FirstCapacity;
    private nuint _count;

    /// <summary>Finds the interned string with the content and the type of a string.</summary>
    /// <param name="str">Address of the string.</param>
    /// <returns>Address of the interned one, or 0.</returns>
    public nint Find(nint str)
    {
        for (nuint i = Hash(str) & (_capacity - 1); _slots[i] != 0; i = (i + 1) & (_capacity - 1))
        {
            if (AreEqual(_slots[i], str))
            {
                return _slots[i];
            }
        }

        return 0;
    }

    /// <summary>Adds a string; none of its content and type is there.</summary>
    /// <param name="str">Address of the string.</param>
    public void Add(nint str)
    {
        if (2 * (_count + 1) > _capacity)
        {
            Grow();
        }

        Insert(str);
        _count++;
    }

    /// <summary>Removes a string that is there.</summary>
    /// <param name="str">Address of the string.</param>
    public void Remove(nint str)
    {
        nuint mask = _capacity - 1;
        nuint hole = Hash(str) & mask;
        while (_slots[hole] != str)
        {
            hole = (hole + 1) & mask;
        }

        for (nuint i = (hole + 1) & mask; _slots[i] != 0; i = (i + 1) & mask)
        {
            nuint home = Hash(_slots[i]) & mask;
            if (((i - home) & mask) >= ((i - hole) & mask))
            {
                _slots[hole] = _slots[i];
                hole = i;
            }
        }

        _slots[hole] = 0;
        _count--;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.Free(_slots);
        _slots = null;
    }

    private static ReadOnlySpan<byte> Content(nint str) =>
        new((void*)ObjectLayout.Elements(str), (int)ObjectLayout.Length(str));

    private static bool AreEqual(nint left, nint right) =>
        ObjectLayout.Type(left) == ObjectLayout.Type(right) && Content(left).SequenceEqual(Content(right));

    /// <summary>FNV-1a (Fowler, Noll, Vo), 64 bits.</summary>
    private static nuint Hash(nint str)
    {
        const ulong Offset = 14_695_981_039_346_656_037;
        const ulong Prime = 1_099_511_628_211;
        ulong hash = Offset;
        foreach (byte value in Content(str))
        {
            hash = (hash ^ value) * Prime;
        }

        return (nuint)hash;
    }

    private void Insert(nint str)
    {
        nuint i = Hash(str) & (_capacity - 1);
        while (_slots[i] != 0)
        {
            i = (i + 1) & (_capacity - 1);
        }

        _slots[i] = str;
    }

    private void Grow()
    {
        nint* old = _slots;
        nuint oldCapacity = _capacity;
        _capacity *= 2;
        _slots = (nint*)NativeMemory.AllocZeroed(_capacity, (nuint)sizeof(nint));
        for (nuint i = 0; i < oldCapacity; i++)
        {
            if (old[i] != 0)
            {
                Insert(old[i]);
            }
        }

        NativeMemory.Free(old);
    }
}
