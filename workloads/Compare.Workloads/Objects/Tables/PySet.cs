using Compare.Engines.Abstractions.Heaps;
using Compare.Workloads.Objects.Keys;

namespace Compare.Workloads.Objects.Tables;

/// <summary>
/// Sets and frozen sets, in the three forms of the implementations: slots of key and hash (CPython, whose smallest table lies in
/// the set itself), slots of keys alone (MicroPython), and an index beside entries in the order of insertion (PyPy).
/// </summary>
public static partial class PySet
{
    /// <summary>What <see cref="Find{THeap, TRef}"/> returns for an absent member.</summary>
    public const int Absent = -1;

    /// <summary>Number of the one buffer, whichever form it has.</summary>
    private const int Members = 0;

    /// <summary>Makes an empty set. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it.</param>
    public static void New<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.New(ref local, py.Set);

    /// <summary>Makes an empty frozen set, to be filled by who makes it. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it.</param>
    public static void NewFrozen<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.New(ref local, py.Kinds.FrozenSet);

    /// <summary>Gets the number of members.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="set">The set.</param>
    /// <returns>Live members.</returns>
    public static int Count<THeap, TRef>(in Python<THeap, TRef> py, TRef set)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.GetCount(set, Members);

    /// <summary>Finds a member. Never allocates.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="set">The set.</param>
    /// <param name="member">The member; null is None.</param>
    /// <returns>Number of its entry, valid until the next change, or <see cref="Absent"/>.</returns>
    public static int Find<THeap, TRef>(in Python<THeap, TRef> py, TRef set, TRef member)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        FindHashed(in py, set, member, PyKeys.Hash(in py, member));

    /// <summary>Tells whether something is a member. Never allocates.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="set">The set.</param>
    /// <param name="member">The member; null is None.</param>
    /// <returns>True for a member.</returns>
    public static bool Contains<THeap, TRef>(in Python<THeap, TRef> py, TRef set, TRef member)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        Find(in py, set, member) != Absent;

    /// <summary>Gets the member of an entry as a borrowed temporary.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="set">The set.</param>
    /// <param name="entry">What <see cref="Find{THeap, TRef}"/> or <see cref="Next{THeap, TRef}"/> found.</param>
    /// <returns>The member.</returns>
    public static TRef Borrow<THeap, TRef>(in Python<THeap, TRef> py, TRef set, int entry)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.BorrowItem(set, Members, entry);

    /// <summary>Adds a member. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="set">A local with the set.</param>
    /// <param name="member">A local with the member; null is None.</param>
    /// <returns>False for one that is there.</returns>
    /// <exception cref="NotSupportedException">The member is None and the form keeps no hashes to tell it by.</exception>
    public static bool Add<THeap, TRef>(in Python<THeap, TRef> py, ref TRef set, ref TRef member)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        long hash = PyKeys.Hash(in py, member);
        if (FindHashed(in py, set, member, hash) != Absent)
        {
            return false;
        }

        if (!py.IsOpenSet)
        {
            CompactTable<MemberEntries>.Add(in py, ref set, ref member, hash);
        }
        else if (py.Rules.SetsKeepHashes)
        {
            OpenTable<HashedMembers>.Add(in py, ref set, ref member, hash);
        }
        else
        {
            OpenTable<OpenMembers>.Add(in py, ref set, ref member, hash);
        }

        return true;
    }

    /// <summary>Removes a member if it is there. Shrinks the table where the implementation does. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="set">A local with the set.</param>
    /// <param name="member">A local with the member.</param>
    /// <returns>False for one that is not there.</returns>
    public static bool Discard<THeap, TRef>(in Python<THeap, TRef> py, ref TRef set, ref TRef member)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        MemberFrame<TRef> frame = default;
        py.Heap.Enter(ref frame);
        int entry = Find(in py, set, member);
        if (entry != Absent)
        {
            // The frame holds the member until the set is whole again: its death may run anything.
            py.Heap.Copy(ref frame.Member, Borrow(in py, set, entry));
            TakeOut(in py, ref set, entry);
        }

        py.Heap.Leave(ref frame);
        return entry != Absent;
    }

    /// <summary>Goes from member to member, in the order of the table.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="set">The set.</param>
    /// <param name="position">Where to go on: 0 at first; moved behind the entry.</param>
    /// <returns>Number of the next live entry, or <see cref="Absent"/>.</returns>
    public static int Next<THeap, TRef>(in Python<THeap, TRef> py, TRef set, ref int position)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int end = py.IsOpenSet ? py.Heap.BufferLength(set, Members) : py.Heap.GetFilled(set, Members);
        while (position < end)
        {
            int entry = position++;
            if (IsLive(in py, set, entry))
            {
                return entry;
            }
        }

        return Absent;
    }

    /// <summary>Removes all members and the table. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="set">A local with the set.</param>
    public static void Clear<THeap, TRef>(in Python<THeap, TRef> py, ref TRef set)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (py.IsOpenSet)
        {
            py.Heap.ResizeBuffer(ref set, Members, 0);
        }
        else
        {
            py.Heap.ResizeTable(ref set, Members, 0, 0);
        }
    }

    private static int FindHashed<THeap, TRef>(in Python<THeap, TRef> py, TRef set, TRef member, long hash)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        !py.IsOpenSet ? CompactTable<MemberEntries>.Find(in py, set, member, hash)
            : py.Rules.SetsKeepHashes ? OpenTable<HashedMembers>.Find(in py, set, member, hash)
            : OpenTable<OpenMembers>.Find(in py, set, member, hash);

    private static bool IsLive<THeap, TRef>(in Python<THeap, TRef> py, TRef set, int entry)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        !py.IsOpenSet ? CompactTable<MemberEntries>.IsLive(in py, set, entry)
            : py.Rules.SetsKeepHashes ? OpenTable<HashedMembers>.IsLive(in py, set, entry)
            : OpenTable<OpenMembers>.IsLive(in py, set, entry);

    private static void TakeOut<THeap, TRef>(in Python<THeap, TRef> py, ref TRef set, int entry)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (!py.IsOpenSet)
        {
            CompactTable<MemberEntries>.Forget(in py, set, entry);
            if (py.Rules.EmptiedSetsLoseTable && py.Heap.GetCount(set, Members) == 0)
            {
                Clear(in py, ref set);
            }
            else
            {
                CompactTable<MemberEntries>.ShrinkAfterDeletion(in py, ref set);
            }
        }
        else if (py.Rules.SetsKeepHashes)
        {
            OpenTable<HashedMembers>.Forget(in py, set, entry);
        }
        else
        {
            OpenTable<OpenMembers>.Forget(in py, set, entry);
        }
    }

    private ref struct MemberFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Member;
    }
}
