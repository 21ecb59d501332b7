using System.Buffers.Binary;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Churn;

/// <summary>
/// The table of <see cref="HashChurn"/>: open addressing with linear probing in one buffer whose items are key, value and hash.
/// A deleted item keeps its place, marked by a key that no program uses, until the next rehash. Nothing here allocates, so all
/// references are borrowed.
/// </summary>
internal static class HashTable
{
    /// <summary>The table: a dictionary whose items lie in one array.</summary>
    public static readonly ObjectType Type = new(
        "HashChurn.Table", PythonKind.Dict, buffers: [new BufferShape(ItemReferences, 1, 0)]);

    /// <summary>Keys, which are compared by content.</summary>
    public static readonly ObjectType Key = new(
        "HashChurn.Key", PythonKind.Bytes, elements: ElementKind.Bytes, traits: ObjectTraits.Acyclic);

    /// <summary>Number of the table's buffer.</summary>
    public const int Items = 0;

    /// <summary>What <see cref="Find"/> answers for a key that is not there.</summary>
    public const int Absent = -1;

    private const int ItemReferences = 2;
    private const int NumberBytes = sizeof(ulong);
    private const int LengthKinds = 25;
    private const int LengthSalt = 59;

    /// <summary>Gets the number of bytes of a key: its number, and 0 to 24 bytes more.</summary>
    /// <param name="number">Number of the key.</param>
    /// <returns>The length.</returns>
    public static int KeyLength(int number) => NumberBytes + (int)(SplitMix64.Mix((ulong)number + LengthSalt) % LengthKinds);

    /// <summary>Writes the content of a key.</summary>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="number">Its number.</param>
    public static void WriteKey(Span<byte> bytes, int number)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, SplitMix64.Mix((ulong)number));
        bytes[NumberBytes..].Fill((byte)number);
    }

    /// <summary>Computes the hash of a key from its content.</summary>
    /// <param name="bytes">Its bytes.</param>
    /// <returns>The hash.</returns>
    public static long Hash(ReadOnlySpan<byte> bytes)
    {
        Digest digest = default;
        foreach (byte one in bytes)
        {
            digest.Add((ulong)one);
        }

        return unchecked((long)digest.Value);
    }

    /// <summary>Finds a key.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="heap">The heap.</param>
    /// <param name="table">A table with an item that is free.</param>
    /// <param name="key">The key.</param>
    /// <param name="hash">Its hash.</param>
    /// <returns>The number of its item, or <see cref="Absent"/>.</returns>
    public static int Find<THeap, TRef>(THeap heap, TRef table, TRef key, long hash)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int mask = heap.BufferLength(table, Items) - 1;
        for (int item = (int)hash & mask; ; item = (item + 1) & mask)
        {
            TRef candidate = heap.BorrowItem(table, Items, item * ItemReferences);
            if (heap.IsNull(candidate))
            {
                return Absent;
            }

            if (heap.GetItemWord(table, Items, item) == hash
                && heap.ElementBytes(candidate).SequenceEqual(heap.ElementBytes(key)))
            {
                return item;
            }
        }
    }

    /// <summary>Adds a key that is not there.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="heap">The heap.</param>
    /// <param name="table">A table with an item that is free.</param>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value.</param>
    /// <param name="hash">The key's hash.</param>
    public static void Add<THeap, TRef>(THeap heap, TRef table, TRef key, TRef value, long hash)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int mask = heap.BufferLength(table, Items) - 1;
        int item = (int)hash & mask;
        while (!heap.IsNull(heap.BorrowItem(table, Items, item * ItemReferences)))
        {
            item = (item + 1) & mask;
        }

        heap.StoreItem(table, Items, item * ItemReferences, key);
        heap.StoreItem(table, Items, (item * ItemReferences) + 1, value);
        heap.SetItemWord(table, Items, item, hash);
    }

    /// <summary>Gets the value of an item.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="heap">The heap.</param>
    /// <param name="table">The table.</param>
    /// <param name="item">Number of an item.</param>
    /// <returns>The value, borrowed from the table; null in an item that is free or deleted.</returns>
    public static TRef Value<THeap, TRef>(THeap heap, TRef table, int item)
        where THeap : struct, IHeap<TRef>
        where TRef : struct => heap.BorrowItem(table, Items, (item * ItemReferences) + 1);

    /// <summary>Gives an item another value.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="heap">The heap.</param>
    /// <param name="table">The table.</param>
    /// <param name="item">Number of an item with a key.</param>
    /// <param name="value">The new value.</param>
    public static void Replace<THeap, TRef>(THeap heap, TRef table, int item, TRef value)
        where THeap : struct, IHeap<TRef>
        where TRef : struct => heap.StoreItem(table, Items, (item * ItemReferences) + 1, value);

    /// <summary>Deletes an item: it stays in the way of probes, and its mark is empty, so that no key equals it.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="heap">The heap.</param>
    /// <param name="table">The table.</param>
    /// <param name="item">Number of an item with a key.</param>
    /// <param name="deleted">The empty key that marks deleted items.</param>
    public static void Delete<THeap, TRef>(THeap heap, TRef table, int item, TRef deleted)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.StoreItem(table, Items, item * ItemReferences, deleted);
        heap.StoreItem(table, Items, (item * ItemReferences) + 1, default);
    }

    /// <summary>Adds all that is in one table to another.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="heap">The heap.</param>
    /// <param name="from">The old table; deleted items are left behind.</param>
    /// <param name="to">An empty table with more items than the old one holds keys.</param>
    public static void Rehash<THeap, TRef>(THeap heap, TRef from, TRef to)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int items = heap.BufferLength(from, Items);
        for (int item = 0; item < items; item++)
        {
            TRef value = Value(heap, from, item);
            if (!heap.IsNull(value))
            {
                Add(heap, to, heap.BorrowItem(from, Items, item * ItemReferences), value, heap.GetItemWord(from, Items, item));
            }
        }
    }
}
