using System.Globalization;
using System.Text;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Heap.Memory;
using Compare.Engines.MicroPython.Blocks;
using Compare.Engines.MicroPython.Modules;
using Compare.Engines.MicroPython.Objects;

namespace Compare.Engines.MicroPython;

/// <content>What Python programs can ask: modules gc, micropython, weakref.</content>
internal sealed unsafe partial class MicroPythonEngine<TProbe, TGeometry>
    : IMicroPythonModule, IMicroPythonObjects<ObjectReference>
{
    private const char FreeLetter = '.';
    private const char TailLetter = '=';
    private const char MarkLetter = 'm';
    private const char PlainLetter = 'h';

    /// <inheritdoc/>
    public long Threshold
    {
        get => Blocks.Threshold >= BlockHeap<TGeometry>.NoThreshold ? -1 : Blocks.Threshold << TGeometry.BlockShift;
        set => Blocks.Threshold = value < 0 ? BlockHeap<TGeometry>.NoThreshold : value >> TGeometry.BlockShift;
    }

    /// <inheritdoc/>
    public long FreeBytes
    {
        get
        {
            long free = ((long)Blocks.AllBlocks() << TGeometry.BlockShift) - UsedBytes;
            return free + (MostNewAreaBytes() ?? 0);
        }
    }

    /// <inheritdoc/>
    long IMicroPythonModule.UsedBytes => UsedBytes;

    /// <inheritdoc/>
    public int LockDepth => Blocks.LockDepth;

    /// <inheritdoc/>
    public void LockHeap() => Blocks.Lock();

    /// <inheritdoc/>
    public int UnlockHeap() => Blocks.LockDepth > 0
        ? Blocks.Unlock()
        : throw new InvalidOperationException("The heap is not locked.");

    /// <inheritdoc/>
    public BlockHeapInformation GetInformation()
    {
        HeapInformation found = Blocks.Inspect();
        return new(
            (long)(found.UsedBlocks + found.FreeBlocks) << TGeometry.BlockShift,
            (long)found.UsedBlocks << TGeometry.BlockShift,
            (long)found.FreeBlocks << TGeometry.BlockShift,
            MostNewAreaBytes(),
            found.OneBlockObjects,
            found.TwoBlockObjects,
            found.LargestObject,
            found.LargestFreeRun);
    }

    /// <inheritdoc/>
    public string GetReport()
    {
        BlockHeapInformation found = GetInformation();
        StringBuilder report = new();
        report.Append(
            CultureInfo.InvariantCulture,
            $"GC: total: {found.TotalBytes}, used: {found.UsedBytes}, free: {found.FreeBytes}");
        if (found.MostNewAreaBytes is { } most)
        {
            report.Append(CultureInfo.InvariantCulture, $", max new split: {most}");
        }

        report.Append(
            CultureInfo.InvariantCulture,
            $"\n No. of 1-blocks: {found.OneBlockObjects}, 2-blocks: {found.TwoBlockObjects}");
        report.Append(
            CultureInfo.InvariantCulture,
            $", max blk sz: {found.LargestObjectBlocks}, max free sz: {found.LargestFreeBlocks}\n");
        HeapMapWriter writer = new(report, BlockHeap<TGeometry>.BlockBytes);
        for (Area* area = Blocks.First; area != null; area = area->Next)
        {
            char[] letters = new char[area->Blocks];
            for (int block = 0; block < letters.Length; block++)
            {
                letters[block] = Letter(area, block);
            }

            writer.Write(letters);
        }

        return report.ToString();
    }

    /// <inheritdoc/>
    public IReadOnlyList<IReadOnlyList<BlockState>> GetMap()
    {
        List<IReadOnlyList<BlockState>> maps = [];
        for (Area* area = Blocks.First; area != null; area = area->Next)
        {
            BlockState[] states = new BlockState[area->Blocks];
            for (int block = 0; block < states.Length; block++)
            {
                states[block] = (BlockState)area->State(block);
            }

            maps.Add(states);
        }

        return maps;
    }

    /// <inheritdoc/>
    public void Free(ref ObjectReference local)
    {
        nint obj = local.Address;
        if (obj == 0 || Blocks.LockDepth > 0)
        {
            return;
        }

        if (IsImmediate(obj))
        {
            local = default; // There is nothing to free.
            return;
        }

        TypeInfo* info = Info(obj);
        ForgetWeakReferences(obj);
        for (int part = 0; part < PartCount(info); part++)
        {
            Blocks.Free(Part(obj, info, part));
        }

        Blocks.Free(obj);
        _freedObjects++;
        local = default;
    }

    /// <inheritdoc/>
    public void NewFinalize(ref ObjectReference local, ref ObjectReference target, long tag) =>
        local = new(NewWeak(ref target, tag, isFinalize: true));

    /// <inheritdoc/>
    public bool Detach(ObjectReference weak)
    {
        bool wasAlive = WeakTarget(weak.Address) != 0;
        SetDisguised(weak.Address, 0);
        ForgetDeadWeakReferences();
        return wasAlive;
    }

    private long? MostNewAreaBytes() => _settings.Blocks.Grows
        ? Math.Min(_settings.MostNewAreaBytes, _settings.LimitBytes - CommittedBytes)
        : null;

    /// <summary>
    /// Chooses the character of a block. A head's is that of the type that its first word names; so is that of a buffer whose
    /// first item happens to be such a word, unless quirks are off.
    /// </summary>
    private char Letter(Area* area, nint block)
    {
        switch (area->State(block))
        {
            case 0:
                return FreeLetter;
            case TableWord.Tail:
                return TailLetter;
            case TableWord.Mark:
                return MarkLetter;
            default:
                bool isHidden = !_settings.Blocks.IsStrict && IsPart(area, block);
                TypeInfo* info = (TypeInfo*)KnownInfo(area->Pool + (block << TGeometry.BlockShift));
                return isHidden || info == null ? PlainLetter : (char)info->MapLetter;
        }
    }
}
