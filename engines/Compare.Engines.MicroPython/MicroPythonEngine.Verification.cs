using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Heap.Frames;
using Compare.Engines.Heap.Memory;
using Compare.Engines.MicroPython.Blocks;
using Compare.Engines.MicroPython.Objects;

namespace Compare.Engines.MicroPython;

/// <content>The verifier: tables, objects, references and weak references agree.</content>
internal sealed unsafe partial class MicroPythonEngine<TProbe, TGeometry>
{
    /// <inheritdoc/>
    public void Verify()
    {
        nint used = 0;
        for (Area* area = Blocks.First; area != null; area = area->Next)
        {
            used += VerifyTable(area);
        }

        Require(used == Blocks.UsedBlocks(), $"{used} blocks are in use, the account says {Blocks.UsedBlocks()}");
        HashSet<nint> owned = [];
        VisitHeads((head, count, isPart) =>
        {
            if (!isPart)
            {
                VerifyObject(head, count, owned);
            }
        });
        VerifyRoots();
        VerifyWeakReferences();
    }

    private static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new HeapCorruptionException(message + ".");
        }
    }

    /// <summary>
    /// Checks states: a tail follows a head or tail, nothing is marked, nothing free lies before the search bound, nothing
    /// is used behind the last used block, only heads have bits in the side tables.
    /// </summary>
    /// <remarks>Messages are made only when something is wrong: a heap may have millions of blocks.</remarks>
    private static nint VerifyTable(Area* area)
    {
        nint used = 0;
        ulong before = 0;
        nint end = Math.Min(area->LastUsed + 1, area->Blocks);
        for (nint block = 0; block < end; block++)
        {
            ulong state = area->State(block);
            if (Fault(area, block, state, before) is { } fault)
            {
                throw new HeapCorruptionException($"Block {block} of the area at {area->Start:x} {fault}.");
            }

            used += state == 0 ? 0 : 1;
            before = state;
        }

        VerifyUnused(area, end);
        return used;
    }

    private static string? Fault(Area* area, nint block, ulong state, ulong before)
    {
        bool isFlagged = HasBit(area->Finalizers, block) || HasBit(area->Targets, block) || IsPart(area, block);
        return state == TableWord.Mark ? "is marked outside a collection"
            : state == TableWord.Tail && before == 0 ? "is a tail without a head"
            : state == 0 && block / AreaLayout.BlocksPerByte < area->SearchByte ? "is free before the search bound"
            : isFlagged && state != TableWord.Head ? "is no head but is flagged as one"
            : null;
    }

    private static void VerifyUnused(Area* area, nint from)
    {
        nint end = from;
        for (; end < area->Blocks && (end & (TableWord.Blocks - 1)) != 0; end++)
        {
            Require(area->State(end) == 0, "A block is used behind the last used one");
        }

        for (nint word = (end + TableWord.Blocks - 1) >> TableWord.Shift; word < area->Words; word++)
        {
            Require(area->Word(word) == 0, "A block is used behind the last used one");
        }

        Require(((byte*)area->Table)[area->TableBytes] == 0, "The gap byte of an area is not 0");
    }

    private static bool HasBit(byte* table, nint block) =>
        table != null && (table[block / BitsPerByte] & (1 << (int)(block % BitsPerByte))) != 0;

    private const int BitsPerByte = 8;

    private void VerifyObject(nint obj, nint blocks, HashSet<nint> owned)
    {
        TypeInfo* info = (TypeInfo*)KnownInfo(obj);
        Require(info != null, $"object {obj:x} has no known type");
        string name = $"{_types.Type(info->Number)} {obj:x}";
        bool isInline = info->Elements != ElementKind.None && info->HasElementsAside == 0;
        nint bytes = info->FixedBytes + (isInline ? ElementsBytes(info, Length(obj)) : 0);
        Require(blocks == BlockHeap<TGeometry>.BlocksFor(bytes), $"{name} has {blocks} blocks for {bytes} bytes");
        Area* area = Blocks.Find(obj);
        bool isFlagged = HasBit(area->Finalizers, (obj - area->Pool) >> TGeometry.BlockShift);
        Require(
            isFlagged == (info->IsFinalizable != 0 && area->Finalizers != null),
            $"{name} is flagged for finalization: {isFlagged}");
        for (int part = 0; part < PartCount(info); part++)
        {
            VerifyPart(obj, info, part, name, owned);
        }

        CheckVisitor visitor = new(this, name);
        VisitReferences(obj, ref visitor);
    }

    private void VerifyPart(nint obj, TypeInfo* info, int part, string name, HashSet<nint> owned)
    {
        nint address = Part(obj, info, part);
        if (address == 0)
        {
            bool isEmpty = part > 0 ? BufferItems(obj, part - 1) == 0
                : info->TableBytes == 0 && (info->HasElementsAside == 0 || ElementsBytes(info, Length(obj)) == 0);
            Require(isEmpty || IsPinned(obj), $"{name} has lost part {part}");
            return;
        }

        nint least = part > 0 ? PartBytes(obj, info, part - 1)
            : info->HasTable != 0 ? info->TableBytes : ElementsBytes(info, Length(obj));
        Require(Blocks.BytesOf(address) >= least, $"part {part} of {name} at {address:x} has less than {least} bytes");
        Area* area = Blocks.Find(address);
        Require(IsPart(area, (address - area->Pool) >> TGeometry.BlockShift), $"part {part} of {name} is an object");
        Require(owned.Add(address), $"part {part} of {name} has another owner too");
    }

    /// <summary>Tells whether an object is under construction: its parts are allocated one after the other.</summary>
    private bool IsPinned(nint obj)
    {
        for (nint i = 0; i < _pinned.Count; i++)
        {
            if (_pinned[i] == obj)
            {
                return true;
            }
        }

        return false;
    }

    private void VerifyReference(nint target, string from)
    {
        if (IsImmediate(target))
        {
            VerifyImmediate(target, from);
        }
        else if (target != 0)
        {
            Require(Blocks.BytesOf(target) > 0, $"{from} refers to {target:x}, where no object begins");
            Area* area = Blocks.Find(target);
            Require(!IsPart(area, (target - area->Pool) >> TGeometry.BlockShift), $"{from} refers to {target:x}, a part");
        }
    }

    private void VerifyRoots()
    {
        for (nint frame = InnermostFrame; frame != 0; frame = FrameChain.Previous(frame))
        {
            foreach (ObjectReference local in FrameChain.Locals(frame))
            {
                VerifyReference(local.Address, "a local");
            }
        }

        for (nint i = 0; i < _roots.Count; i++)
        {
            VerifyReference(_roots[i].Address, $"root {i}");
        }
    }

    private void VerifyWeakReferences()
    {
        for (nint i = 0; i < _weaks.Count; i++)
        {
            WeakEntry entry = _weaks[i];
            VerifyReference(entry.Weak, "the list of weak references");
            VerifyReference(entry.Target, $"weak reference {entry.Weak:x}");
            Require(WeakTarget(entry.Weak) == entry.Target, $"weak reference {entry.Weak:x} has another target than listed");
            Area* area = Blocks.Find(entry.Target);
            Require(
                HasBit(area->Targets, (entry.Target - area->Pool) >> TGeometry.BlockShift),
                $"{entry.Target:x} is not flagged as the target of a weak reference");
        }
    }

    /// <summary>Gets the description that an object's first word names, if there is such a type.</summary>
    private nint KnownInfo(nint obj)
    {
        nint header = ReadHeader(obj);
        for (nint i = 0; i < _infos.Count; i++)
        {
            if (((TypeInfo*)_infos[i])->Header == header)
            {
                return _infos[i];
            }
        }

        return 0;
    }

    private readonly struct CheckVisitor(MicroPythonEngine<TProbe, TGeometry> engine, string name) : ISlotVisitor
    {
        public void Visit(nint slot) => engine.VerifyReference(engine.Read(slot), name);
    }
}
