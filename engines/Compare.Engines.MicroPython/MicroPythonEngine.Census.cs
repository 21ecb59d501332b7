using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.MicroPython.Blocks;
using Compare.Engines.MicroPython.Objects;

namespace Compare.Engines.MicroPython;

/// <content>The census: objects by type, from a walk over the tables.</content>
internal sealed unsafe partial class MicroPythonEngine<TProbe, TGeometry>
{
    private const string Space = "blocks";

    /// <summary>Line for parts whose owner is gone: a word that looked like a reference kept them.</summary>
    private const string LoneParts = "(parts)";

    /// <inheritdoc/>
    public HeapCensus TakeCensus()
    {
        long[] objects = new long[_types.Count];
        long[] blocks = new long[_types.Count];
        long lone = 0;
        VisitHeads((head, count, isPart) =>
        {
            lone += isPart ? count : 0;
            if (isPart)
            {
                return;
            }

            TypeInfo* info = Info(head);
            long parts = 0;
            for (int part = 0; part < PartCount(info); part++)
            {
                parts += Blocks.BytesOf(Part(head, info, part)) >> TGeometry.BlockShift;
            }

            objects[info->Number]++;
            blocks[info->Number] += count + parts;
            lone -= parts;
        });

        List<CensusRow> rows = [];
        for (int type = 0; type < objects.Length; type++)
        {
            if (objects[type] > 0)
            {
                rows.Add(new(_types.Type(type).Name, Space, objects[type], blocks[type] << TGeometry.BlockShift));
            }
        }

        if (lone > 0)
        {
            rows.Add(new(LoneParts, Space, 0, lone << TGeometry.BlockShift));
        }

        return new([.. rows.OrderBy(row => row.Type, StringComparer.Ordinal)]);
    }

    /// <summary>Visits all heads in ascending order.</summary>
    /// <param name="visit">Is given the address, the number of blocks, and whether it is a part of an object.</param>
    private void VisitHeads(Action<nint, nint, bool> visit)
    {
        for (Area* area = Blocks.First; area != null; area = area->Next)
        {
            nint end = UsedEnd(area);
            for (nint block = 0; block < end;)
            {
                bool isFree = area->State(block) == 0;
                nint count = isFree ? area->CountFree(block, end - block) : area->CountBlocks(block);
                if (!isFree)
                {
                    visit(area->Pool + (block << TGeometry.BlockShift), count, IsPart(area, block));
                }

                block += count;
            }
        }
    }

    /// <summary>The block behind the last one that may be used.</summary>
    private static nint UsedEnd(Area* area) => Math.Min(area->LastUsed + 1, area->Blocks);

    private static bool IsPart(Area* area, nint block) =>
        (area->Parts[block >> TableWord.Shift] & (TableWord.Head << Area.Bit(block))) != 0;
}
