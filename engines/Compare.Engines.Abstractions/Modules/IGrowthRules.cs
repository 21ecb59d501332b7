namespace Compare.Engines.Abstractions.Modules;

/// <summary>
/// How the modelled implementation sizes the growing parts of Python's containers. A workload that builds such a
/// container asks the engine's rules, so that each engine allocates what its original would.
/// </summary>
public interface IGrowthRules
{
    /// <summary>Gets the capacity of a list after a change of its length.</summary>
    /// <param name="capacity">Items that fit now.</param>
    /// <param name="oldLength">Items before.</param>
    /// <param name="newLength">Items after.</param>
    /// <returns>Items that fit afterwards.</returns>
    int ListCapacity(int capacity, int oldLength, int newLength);

    /// <summary>Gets the capacity of a new list.</summary>
    /// <param name="origin">How it comes into being.</param>
    /// <param name="length">Its items.</param>
    /// <returns>Items that fit.</returns>
    int NewListCapacity(ListOrigin origin, int length);

    /// <summary>Gets the capacity of a list that a sequence is added to at once.</summary>
    /// <param name="capacity">Items that fit now.</param>
    /// <param name="oldLength">Items before.</param>
    /// <param name="newLength">Items after, more than before.</param>
    /// <returns>Items that fit afterwards.</returns>
    int ExtendedListCapacity(int capacity, int oldLength, int newLength) => capacity == 0
        ? NewListCapacity(ListOrigin.Sequence, newLength)
        : ListCapacity(capacity, oldLength, newLength);

    /// <summary>Gets the capacity of a list that is made of two lists, one after the other.</summary>
    /// <param name="left">Items of the first.</param>
    /// <param name="right">Items of the second.</param>
    /// <returns>Items that fit.</returns>
    int ConcatenatedListCapacity(int left, int right) => NewListCapacity(ListOrigin.Exact, checked(left + right));

    /// <summary>Gets the capacity of a new byte array.</summary>
    /// <param name="length">Bytes, without a terminating zero.</param>
    /// <returns>Bytes allocated.</returns>
    int NewByteArrayCapacity(int length) => length == 0 ? 0 : ByteArrayCapacity(0, length);

    /// <summary>Gets the capacity of an <c>array.array</c> that is made of a list.</summary>
    /// <param name="length">Items.</param>
    /// <returns>Items that fit.</returns>
    int NewArrayCapacity(int length) => length;

    /// <summary>Gets the capacity of a byte array after a change of its length.</summary>
    /// <param name="capacity">Bytes allocated now, the terminating zero included; 0 for an empty one.</param>
    /// <param name="newLength">Bytes after, without the zero.</param>
    /// <returns>Bytes allocated afterwards.</returns>
    int ByteArrayCapacity(int capacity, int newLength);

    /// <summary>Gets the capacity of an <c>array.array</c> after a change of its length.</summary>
    /// <param name="capacity">Items that fit now.</param>
    /// <param name="newLength">Items after.</param>
    /// <returns>Items that fit afterwards.</returns>
    int ArrayCapacity(int capacity, int newLength);

    /// <summary>Gets the slots of a dictionary's table when it has to grow, or is made, for a number of entries.</summary>
    /// <param name="used">Live entries when the table is full; 0 for the first insertion.</param>
    /// <returns>Slots, a power of two.</returns>
    int DictSlots(int used);

    /// <summary>Gets the entries that fit into a dictionary's table, deleted ones included.</summary>
    /// <param name="slots">Slots of the table.</param>
    /// <returns>Entries.</returns>
    int DictEntries(int slots);

    /// <summary>Gets the slots of a set's table after an insertion.</summary>
    /// <param name="slots">Slots now.</param>
    /// <param name="filled">Slots in use, deleted ones included.</param>
    /// <param name="used">Live entries.</param>
    /// <returns>Slots; the same number while there is room.</returns>
    int SetSlots(int slots, int filled, int used);

    /// <summary>Gets the slots of the table of a set that is copied or made from another.</summary>
    /// <param name="used">Entries.</param>
    /// <returns>Slots.</returns>
    int CopiedSetSlots(int used);

    /// <summary>Gets the size of a dictionary's table that is made for a number of entries.</summary>
    /// <param name="entries">Entries; 0 for the first insertion into an empty one.</param>
    /// <returns>The size that insertion one by one would have led to.</returns>
    TableSize NewTable(int entries)
    {
        int slots = DictSlots(0);
        while (DictEntries(slots) < entries)
        {
            slots = checked(slots * 2);
        }

        return new(slots, DictEntries(slots));
    }

    /// <summary>Gets the size of an ordered table that has no room for one more entry.</summary>
    /// <param name="now">Its size.</param>
    /// <param name="filled">Entries used, deleted ones included.</param>
    /// <param name="used">Live entries.</param>
    /// <returns>
    /// The size to go on with. Where <see cref="TableSize.Slots"/> and entries are the same, deleted entries are to be squeezed out.
    /// </returns>
    TableSize GrownTable(TableSize now, int filled, int used)
    {
        int slots = DictSlots(used);
        return new(slots, DictEntries(slots));
    }

    /// <summary>Gets a value indicating whether an ordered table's index may be full before its entries are.</summary>
    bool IndexMayFillFirst => false;

    /// <summary>Tells whether an ordered table has no room for one more entry.</summary>
    /// <param name="now">Its size.</param>
    /// <param name="filled">Entries used, deleted ones included.</param>
    /// <returns>True when <see cref="GrownTable"/> must be asked before the insertion.</returns>
    bool IsFull(TableSize now, int filled) => filled >= now.Entries;

    /// <summary>Gets the size of an ordered table after a deletion.</summary>
    /// <param name="now">Its size.</param>
    /// <param name="filled">Entries used, deleted ones included.</param>
    /// <param name="used">Live entries after the deletion.</param>
    /// <returns>The same where deletion never shrinks.</returns>
    TableSize TableAfterDeletion(TableSize now, int filled, int used) => now;

    /// <summary>Gets the values that the <c>__dict__</c> of an instance has room for, where it holds the instance's values.</summary>
    /// <param name="attributes">Attributes that instances of the class share.</param>
    /// <param name="instances">Instances of the class made so far.</param>
    /// <returns>Values, no fewer than attributes.</returns>
    int SharedValues(int attributes, int instances) => attributes;

    /// <summary>Gets the bytes of one slot of an ordered table's index.</summary>
    /// <param name="slots">Slots of the index.</param>
    /// <returns>1, 2 or 4.</returns>
    int IndexSlotBytes(int slots);
}
