using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;

namespace Compare.Workloads.Caches;

/// <summary>
/// The entries of <see cref="LruCache"/> and their links: chains of a hash table and a ring in order of use around a
/// sentinel. Nothing here allocates, so all references are borrowed.
/// </summary>
internal static class LruLinks
{
    /// <summary>The table: a list of chains.</summary>
    public static readonly ObjectType Table = new(
        "LruCache.Table", PythonKind.List, buffers: [BufferShape.ReferenceItems]);

    /// <summary>An entry: next in its chain, more recently used, less recently used, value; key.</summary>
    public static readonly ObjectType Entry = new("LruCache.Entry", PythonKind.SlotsInstance, references: 4, words: 1);

    /// <summary>Number of the reference to the entry's value.</summary>
    public const int Value = 3;

    /// <summary>Number of the word with the entry's key.</summary>
    public const int Key = 0;

    /// <summary>Number of the table's buffer.</summary>
    public const int Chains = 0;

    private const int Chain = 0;
    private const int Newer = 1;
    private const int Older = 2;

    /// <summary>Finds an entry.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="heap">The heap.</param>
    /// <param name="table">The table.</param>
    /// <param name="chain">Number of the key's chain.</param>
    /// <param name="key">The key.</param>
    /// <returns>The entry, borrowed from its chain; null when it is not there.</returns>
    public static TRef Find<THeap, TRef>(THeap heap, TRef table, int chain, long key)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        TRef entry = heap.BorrowItem(table, Chains, chain);
        while (!heap.IsNull(entry) && heap.GetWord(entry, Key) != key)
        {
            entry = heap.Borrow(entry, Chain);
        }

        return entry;
    }

    /// <summary>Puts an entry before the others of its chain.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="heap">The heap.</param>
    /// <param name="table">The table.</param>
    /// <param name="chain">Number of the chain.</param>
    /// <param name="entry">An entry outside all chains.</param>
    public static void AddToChain<THeap, TRef>(THeap heap, TRef table, int chain, TRef entry)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.Store(entry, Chain, heap.BorrowItem(table, Chains, chain));
        heap.StoreItem(table, Chains, chain, entry);
    }

    /// <summary>Takes an entry out of its chain.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="heap">The heap.</param>
    /// <param name="table">The table.</param>
    /// <param name="chain">Number of the chain.</param>
    /// <param name="entry">An entry of the chain that a local holds.</param>
    public static void RemoveFromChain<THeap, TRef>(THeap heap, TRef table, int chain, TRef entry)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        TRef before = heap.BorrowItem(table, Chains, chain);
        if (heap.Same(before, entry))
        {
            heap.StoreItem(table, Chains, chain, heap.Borrow(entry, Chain));
        }
        else
        {
            for (TRef next = heap.Borrow(before, Chain); !heap.Same(next, entry); next = heap.Borrow(before, Chain))
            {
                before = next;
            }

            heap.Store(before, Chain, heap.Borrow(entry, Chain));
        }

        heap.Store(entry, Chain, default);
    }

    /// <summary>Makes a sentinel the only member of its ring.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="heap">The heap.</param>
    /// <param name="sentinel">A fresh entry.</param>
    public static void Close<THeap, TRef>(THeap heap, TRef sentinel)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.Store(sentinel, Newer, sentinel);
        heap.Store(sentinel, Older, sentinel);
    }

    /// <summary>Gets the entry that was not used for the longest time.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="heap">The heap.</param>
    /// <param name="sentinel">The sentinel of a ring with entries.</param>
    /// <returns>The entry, borrowed from the sentinel.</returns>
    public static TRef Oldest<THeap, TRef>(THeap heap, TRef sentinel)
        where THeap : struct, IHeap<TRef>
        where TRef : struct => heap.Borrow(sentinel, Newer);

    /// <summary>Puts an entry into the ring as the one used last.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="heap">The heap.</param>
    /// <param name="sentinel">The sentinel.</param>
    /// <param name="entry">An entry outside the ring.</param>
    public static void AddToRing<THeap, TRef>(THeap heap, TRef sentinel, TRef entry)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        TRef newest = heap.Borrow(sentinel, Older);
        heap.Store(entry, Newer, sentinel);
        heap.Store(entry, Older, newest);
        heap.Store(newest, Newer, entry);
        heap.Store(sentinel, Older, entry);
    }

    /// <summary>Makes an entry of the ring the one used last.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="heap">The heap.</param>
    /// <param name="sentinel">The sentinel.</param>
    /// <param name="entry">An entry that its chain or a local holds.</param>
    public static void MoveToFront<THeap, TRef>(THeap heap, TRef sentinel, TRef entry)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (!heap.Same(heap.Borrow(sentinel, Older), entry))
        {
            Bypass(heap, entry);
            AddToRing(heap, sentinel, entry);
        }
    }

    /// <summary>Takes an entry out of the ring; it refers to no neighbour any more.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="heap">The heap.</param>
    /// <param name="entry">An entry that a local holds.</param>
    public static void RemoveFromRing<THeap, TRef>(THeap heap, TRef entry)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Bypass(heap, entry);
        heap.Store(entry, Newer, default);
        heap.Store(entry, Older, default);
    }

    private static void Bypass<THeap, TRef>(THeap heap, TRef entry)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        TRef newer = heap.Borrow(entry, Newer);
        TRef older = heap.Borrow(entry, Older);
        heap.Store(newer, Older, older);
        heap.Store(older, Newer, newer);
    }
}
