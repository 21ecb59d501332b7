using System.Numerics;
using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Heap.Types;

/// <summary>
/// Where the references and words of a buffer's items are: for engines that keep items one after the other, the references of
/// each before its words. In native memory beside a type's description.
/// </summary>
/// <remarks>
/// The interface numbers the references of all items in one sequence, and the words in another. To find a place takes a division
/// by what an item has of them. That is on the path of every look-up in a hash table, so it is a shift for 1, 2, 4 … of them.
/// </remarks>
public readonly struct ItemShape
{
    private const sbyte NoShift = -1;

    private readonly sbyte _referenceShift;
    private readonly sbyte _wordShift;

    /// <summary>Initializes a new instance of the <see cref="ItemShape"/> struct.</summary>
    /// <param name="shape">The shape of the items.</param>
    public ItemShape(BufferShape shape)
    {
        References = shape.References;
        Words = shape.Words;
        Bytes = shape.ItemBytes;
        _referenceShift = ShiftOf(shape.References);
        _wordShift = ShiftOf(shape.Words);
    }

    /// <summary>Gets the references in an item.</summary>
    public int References { get; }

    /// <summary>Gets the words in an item.</summary>
    public int Words { get; }

    /// <summary>Gets the bytes of an item.</summary>
    public int Bytes { get; }

    /// <summary>Finds a reference.</summary>
    /// <param name="index">item × references per item + number of the reference in its item.</param>
    /// <returns>Its place, in slots from the first item on.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // A few instructions on the path of every item.
    public nint ReferenceSlot(int index)
    {
        if (Words == 0)
        {
            return index;
        }

        nint item = _referenceShift >= 0 ? index >> _referenceShift : index / References;
        return index + (item * Words);
    }

    /// <summary>Finds a word.</summary>
    /// <param name="index">item × words per item + number of the word in its item.</param>
    /// <returns>Its place, in slots from the first item on.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // A few instructions on the path of every item.
    public nint WordSlot(int index)
    {
        if (References == 0)
        {
            return index;
        }

        nint item = _wordShift >= 0 ? index >> _wordShift : index / Words;
        return index + ((item + 1) * References);
    }

    private static sbyte ShiftOf(int number) => number == 0 || BitOperations.IsPow2(number)
        ? (sbyte)BitOperations.Log2((uint)number)
        : NoShift;
}
