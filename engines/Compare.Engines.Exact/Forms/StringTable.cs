using System.Runtime.InteropServices;
using Compare.Engines.Exact.Objects;

namespace Compare.Engines.Exact.Forms;

/// <summary>The interned strings by type and content, in native memory. It holds no references.</summary>
/// <remarks>Open addressing with linear probing; a removal moves up what follows it, so every chain stays whole.</remarks>
internal sealed unsafe class StringTable : IDisposable
{
    private const int FirstSlots = 64;

    private ExactObject** _slots = Make(FirstSlots);
    private int _slotCount = FirstSlots;
    private int _count;

    /// <summary>Finds the string that is equal to a string, which is added when there is none.</summary>
    /// <param name="str">The string.</param>
    /// <returns>The interned one.</returns>
    public ExactObject* FindOrAdd(ExactObject* str)
    {
        if (2 * (_count + 1) > _slotCount)
        {
            Grow();
        }

        int slot = Home(str);
        for (; _slots[slot] != null; slot = Next(slot))
        {
            bool isEqual = _slots[slot]->Type == str->Type && Content(_slots[slot]).SequenceEqual(Content(str));
            if (isEqual)
            {
                return _slots[slot];
            }
        }

        _slots[slot] = str;
        _count++;
        return str;
    }

    /// <summary>Removes a string that is there.</summary>
    /// <param name="str">The string.</param>
    public void Remove(ExactObject* str)
    {
        int hole = Home(str);
        while (_slots[hole] != str)
        {
            hole = Next(hole);
        }

        for (int slot = Next(hole); _slots[slot] != null; slot = Next(slot))
        {
            int fromHome = (slot - Home(_slots[slot])) & (_slotCount - 1);
            int fromHole = (slot - hole) & (_slotCount - 1);
            if (fromHome >= fromHole)
            {
                _slots[hole] = _slots[slot];
                hole = slot;
            }
        }

        _slots[hole] = null;
        _count--;
    }

    /// <inheritdoc/>
    public void Dispose() => NativeMemory.Free(_slots);

    private static ExactObject** Make(int slots) => (ExactObject**)NativeMemory.AllocZeroed((nuint)slots, (nuint)sizeof(nint));

    private static ReadOnlySpan<byte> Content(ExactObject* str) => new(ExactObject.Elements(str), str->Length);

    /// <summary>FNV-1a (Fowler, Noll, Vo), 32 bits.</summary>
    private int Home(ExactObject* str)
    {
        const uint Offset = 2_166_136_261;
        const uint Prime = 16_777_619;
        uint hash = Offset;
        foreach (byte value in Content(str))
        {
            hash = (hash ^ value) * Prime;
        }

        return (int)(hash & (uint)(_slotCount - 1));
    }

    private int Next(int slot) => (slot + 1) & (_slotCount - 1);

    private void Grow()
    {
        ExactObject** old = _slots;
        int oldCount = _slotCount;
        _slotCount *= 2;
        _slots = Make(_slotCount);
        for (int i = 0; i < oldCount; i++)
        {
            if (old[i] != null)
            {
                int slot = Home(old[i]);
                while (_slots[slot] != null)
                {
                    slot = Next(slot);
                }

                _slots[slot] = old[i];
            }
        }

        NativeMemory.Free(old);
    }
}
