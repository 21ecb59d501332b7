using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.CPython.Cycles;
using Compare.Engines.CPython.Objects;
using Compare.Engines.CPython.Obmalloc;
using Compare.Engines.Heap.Frames;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.CPython;

/// <content>The verifier: lists, counts, tables and pools.</content>
internal sealed unsafe partial class CPythonEngine<TProbe, TVersion>
{
    /// <inheritdoc/>
    /// <remarks>
    /// Valid where the interface lets a collection happen: no temporary holds a count then. While an object is dying or
    /// a callback runs, the engine itself holds references, so counts may exceed what is found.
    /// </remarks>
    public void Verify()
    {
        PoolVerifier.Verify(ref _pools.Arenas);
        Dictionary<nint, int> found = [];
        Stack<nint> pending = new();
        for (int generation = 0; generation <= PermanentGeneration; generation++)
        {
            VerifyList(generation, found, pending);
        }

        CountRoots(found, pending);
        while (pending.TryPop(out nint obj))
        {
            CollectVisitor visitor = new(found, pending);
            Traversal.VisitChildren(obj, ref visitor);
        }

        bool isQuiet = IsQuiet;
        foreach ((nint obj, int references) in found)
        {
            VerifyTables(obj);
            int count = ObjectLayout.Count(obj) - (IsShared(obj) ? 1 : 0);
            if (count >= 0 && (count < references || (isQuiet && count != references)))
            {
                throw new HeapCorruptionException(
                    $"{_types.Type(ObjectLayout.Type(obj)->Number)} at {obj:x} has a count of {count}, but {references} references to it exist.");
            }
        }
    }

    private void VerifyTables(nint obj)
    {
        TypeInfo* info = ObjectLayout.Type(obj);
        for (int buffer = 0; buffer < info->BufferCount; buffer++)
        {
            int items = ObjectLayout.BufferItems(obj, buffer);
            nint first = ObjectLayout.BufferAddress(obj, buffer);
            if (items < 0 || (items != 0 && first == 0))
            {
                throw new HeapCorruptionException(
                    $"Buffer {buffer} of {_types.Type(info->Number)} at {obj:x} has {items} items at {first:x}.");
            }

            if (first != 0 && info->HasDictKeys != 0 && info->IsTable(buffer)
                && DictKeys.IndexBytesOf(first) != DictKeys.IndexBytes(items))
            {
                string index = $"an index of {DictKeys.IndexBytesOf(first)} bytes";
                throw new HeapCorruptionException(
                    $"The table of {_types.Type(info->Number)} at {obj:x} has {items} entries and {index}.");
            }
        }
    }

    private void VerifyList(int generation, Dictionary<nint, int> found, Stack<nint> pending)
    {
        nint head = Generation(generation);
        nint bits = GcHeader.GenerationBits(generation);
        nint previous = head;
        for (nint header = GcHeader.Next(head); header != head; header = GcHeader.Next(header))
        {
            if (GcHeader.Previous(header) != previous || (GcHeader.PreviousWord(header) & (GcHeader.Collecting | GcHeader.GenerationMask)) != bits)
            {
                throw new HeapCorruptionException(
                    $"The list of generation {generation} is broken at {header:x}: wrong back link, wrong generation or a mark left behind.");
            }

            if (found.TryAdd(GcHeader.Object(header), 0))
            {
                pending.Push(GcHeader.Object(header));
            }

            previous = header;
        }

        if (GcHeader.PreviousWord(head) != previous)
        {
            throw new HeapCorruptionException($"The list of generation {generation} does not end where its head says.");
        }
    }

    private void CountRoots(Dictionary<nint, int> found, Stack<nint> pending)
    {
        CollectVisitor visitor = new(found, pending);
        for (nint frame = InnermostFrame; frame != 0; frame = FrameChain.Previous(frame))
        {
            foreach (ObjectReference local in FrameChain.Locals(frame))
            {
                visitor.VisitIfAny(local.Address);
            }
        }

        for (nint i = 0; i < _roots.Count; i++)
        {
            visitor.VisitIfAny(_roots[i].Address);
        }

        for (nint i = 0; i < _garbage.Count; i++)
        {
            visitor.Visit(_garbage[i]);
        }
    }

    private readonly struct CollectVisitor(Dictionary<nint, int> found, Stack<nint> pending) : IChildVisitor
    {
        public void VisitIfAny(nint obj)
        {
            if (obj != 0)
            {
                Visit(obj);
            }
        }

        public void Visit(nint child)
        {
            if (found.TryGetValue(child, out int references))
            {
                found[child] = references + 1;
                return;
            }

            found.Add(child, 1);
            pending.Push(child);
        }
    }
}
