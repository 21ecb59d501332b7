using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;

namespace Compare.Workloads.Objects.Tables;

/// <content>Sets made of others at once.</content>
public static partial class PySet
{
    /// <summary>Makes a copy of a set, as large as the implementation makes copies. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives the copy, which is no frozen set; not the local that holds the set.</param>
    /// <param name="set">A local with the set.</param>
    public static void Copy<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, ref TRef set)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        CopyFrame<TRef> frame = default;
        py.Heap.Enter(ref frame);
        New(in py, ref frame.Copy);
        Update(in py, ref frame.Copy, ref set);
        py.Heap.Take(ref local, py.Heap.Move(ref frame.Copy));
        py.Heap.Leave(ref frame);
    }

    /// <summary>Adds the members of another set. An empty set becomes as large as a copy. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="set">A local with the set.</param>
    /// <param name="other">A local with the other, not the same object.</param>
    public static void Update<THeap, TRef>(in Python<THeap, TRef> py, ref TRef set, ref TRef other)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int count = Count(in py, other);
        if (count != 0 && Count(in py, set) == 0)
        {
            MakeRoom(in py, ref set, ref other, count);
        }

        CopyFrame<TRef> frame = default;
        py.Heap.Enter(ref frame);
        int position = 0;
        for (int entry = Next(in py, other, ref position); entry != Absent; entry = Next(in py, other, ref position))
        {
            py.Heap.Copy(ref frame.Member, Borrow(in py, other, entry));
            Add(in py, ref set, ref frame.Member);
        }

        py.Heap.Leave(ref frame);
    }

    private static void MakeRoom<THeap, TRef>(in Python<THeap, TRef> py, ref TRef set, ref TRef other, int count)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Clear(in py, ref set);
        if (!py.IsOpenSet)
        {
            TableSize size = CompactTable<MemberEntries>.Size(in py, other);
            int filled = py.Heap.GetFilled(other, Members);
            CompactTable<MemberEntries>.Make(in py, ref set, filled == count ? size : py.Growth.NewTable(count));
        }
        else if (py.Rules.SetsKeepHashes)
        {
            OpenTable<HashedMembers>.Make(in py, ref set, py.Growth.CopiedSetSlots(count));
        }
        else
        {
            OpenTable<OpenMembers>.Make(in py, ref set, py.Growth.CopiedSetSlots(count));
        }
    }

    private ref struct CopyFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Copy;
        public TRef Member;
    }
}
