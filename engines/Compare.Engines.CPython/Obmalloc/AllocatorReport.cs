using System.Globalization;
using System.Text;

namespace Compare.Engines.CPython.Obmalloc;

/// <summary>Writes what <c>sys._debugmallocstats</c> prints, line for line.</summary>
internal static class AllocatorReport
{
    private const int LabelWidth = 35;
    private const int NumberWidth = 21;
    private const int FreeListWidth = 48;

    /// <summary>Writes the report.</summary>
    /// <param name="state">The allocator's state.</param>
    /// <returns>The lines, each ended by a line feed.</returns>
    public static string Write(AllocatorState state)
    {
        StringBuilder text = new();
        Line(text, $"Small block threshold = {SizeClasses.LargestBytes}, in {SizeClasses.Number} size classes.");
        WriteClasses(text, state);
        WriteArenas(text, state);
        WriteBytes(text, state);
        WriteMap(text, state);
        WriteFreeLists(text, state);
        return text.ToString();
    }

    private static void WriteClasses(StringBuilder text, AllocatorState state)
    {
        Line(text, $"");
        Line(text, $"class   size   num pools   blocks in use  avail blocks");
        Line(text, $"-----   ----   ---------   -------------  ------------");
        foreach (SizeClassUse use in state.Classes)
        {
            int bytes = SizeClasses.Bytes(use.SizeClass);
            Line(text, $"{use.SizeClass,5} {bytes,6} {use.Pools,11} {use.Blocks,15} {state.Available(use),13}");
        }
    }

    private static void WriteArenas(StringBuilder text, AllocatorState state)
    {
        Line(text, $"");
        Number(text, "# arenas allocated total", state.ArenasAllocated);
        Number(text, "# arenas reclaimed", state.ArenasAllocated - state.ArenasCurrent);
        Number(text, "# arenas highwater mark", state.ArenasHighest);
        Number(text, "# arenas allocated current", state.ArenasCurrent);
        Number(text, $"{state.ArenasCurrent} arenas * {state.ArenaBytes} bytes/arena", state.ArenasCurrent * state.ArenaBytes);
    }

    private static void WriteBytes(StringBuilder text, AllocatorState state)
    {
        long unused = state.UnusedPools * state.PoolBytes;
        long alignment = state.UnalignedArenas * state.PoolBytes;
        Line(text, $"");
        Number(text, "# bytes in allocated blocks", state.BytesInBlocks);
        Number(text, "# bytes in available blocks", state.BytesAvailable);
        Number(text, $"{state.UnusedPools} unused pools * {state.PoolBytes} bytes", unused);
        Number(text, "# bytes lost to pool headers", state.BytesInHeaders);
        Number(text, "# bytes lost to quantization", state.BytesInRests);
        Number(text, "# bytes lost to arena alignment", alignment);
        Number(
            text,
            "Total",
            state.BytesInBlocks + state.BytesAvailable + unused + state.BytesInHeaders + state.BytesInRests + alignment);
    }

    private static void WriteMap(StringBuilder text, AllocatorState state)
    {
        if (state.MapNodes is not var (middle, bottom))
        {
            return;
        }

        long middleBytes = (long)middle * ArenaMap.MiddleBytes;
        long bottomBytes = (long)bottom * ArenaMap.BottomBytes;
        Line(text, $"");
        Line(text, $"arena map counts");
        Number(text, "# arena map mid nodes", middle);
        Number(text, "# arena map bot nodes", bottom);
        Line(text, $"");
        Number(text, "# bytes lost to arena map root", ArenaMap.RootBytes);
        Number(text, "# bytes lost to arena map mid", middleBytes);
        Number(text, "# bytes lost to arena map bot", bottomBytes);
        Number(text, "Total", ArenaMap.RootBytes + middleBytes + bottomBytes);
    }

    private static void WriteFreeLists(StringBuilder text, AllocatorState state)
    {
        Line(text, $"");
        foreach (FreeListUse list in state.FreeLists)
        {
            string label = string.Create(
                CultureInfo.InvariantCulture, $"{list.Objects} free {list.Name} * {list.Bytes} bytes each");
            Line(text, $"{label,FreeListWidth} ={list.Objects * list.Bytes,NumberWidth:N0}");
        }
    }

    private static void Number(StringBuilder text, FormattableString label, long value) =>
        Number(text, FormattableString.Invariant(label), value);

    private static void Number(StringBuilder text, string label, long value) =>
        Line(text, $"{label.PadRight(LabelWidth)}={value,NumberWidth:N0}");

    private static void Line(StringBuilder text, FormattableString line) =>
        text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
