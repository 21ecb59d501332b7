using Compare.Harness.Results;
using Compare.Reports.Model;

namespace Compare.Reports.Sections;

/// <summary>
/// What collections of the young generation promoted although the program could not reach it any more: dead old objects that
/// nobody has found yet still referred to it.
/// </summary>
/// <remarks>
/// From looks at the whole heap just before and just after a collection, each with a trace from the roots. A collection of the
/// young generation reclaims nothing old and changes nothing in what is reachable, so what is old and unreachable after it and
/// was not before is what it promoted dead.
/// </remarks>
/// <param name="Collections">Collections that were looked at and promoted something.</param>
/// <param name="PromotedBytes">Bytes that they promoted.</param>
/// <param name="DeadBytes">Bytes of these that were unreachable.</param>
internal sealed record Nepotism(int Collections, long PromotedBytes, long DeadBytes)
{
    /// <summary>The dead share of what was promoted.</summary>
    public double Share => (double)DeadBytes / PromotedBytes;

    /// <summary>
    /// Reads the looks of a cell; null where no collection that promoted something was looked at, or the engine does not tell.
    /// </summary>
    public static Nepotism? Of(ReportModel model, ReportCell cell)
    {
        (int collections, long promoted, long dead) = (0, 0, 0);
        foreach (IGrouping<int, MemoryRow> invocation in model.MemoryOf(cell).GroupBy(row => row.Invocation))
        {
            MemoryRow[] looks = [.. invocation.OrderBy(row => row.Sample)];
            foreach ((MemoryRow before, MemoryRow after) in looks.Zip(looks.Skip(1)))
            {
                // A step of a collection of everything promotes nothing: it leaves as much old as there was, or less.
                bool isPair = before.Moment == "before" && after.Moment == "after";
                if (isPair && OldBytes(after) - OldBytes(before) is > 0 and { } grown)
                {
                    collections++;
                    promoted += grown;
                    dead += after.OldFloatingBytes!.Value - before.OldFloatingBytes!.Value;
                }
            }
        }

        return collections == 0 ? null : new Nepotism(collections, promoted, dead);
    }

    private static long? OldBytes(MemoryRow row) => row.OldLiveBytes + row.OldFloatingBytes;
}
