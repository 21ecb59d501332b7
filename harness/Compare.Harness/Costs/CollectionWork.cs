using Compare.Harness.Results;

namespace Compare.Harness.Costs;

/// <summary>What the collections of one invocation's measured iterations did, against what the program allocated.</summary>
internal static class CollectionWork
{
    private const string Minor = "minor";
    private const string Host = "host";
    private const string Cascade = "cascade";

    /// <summary>Objects examined over objects allocated (mark/cons); null where a collection does not tell.</summary>
    public static double? ObjectsPerAllocated(CellRows.OneInvocation one, Func<EventRow, bool> which) => Ratio(
        one, which, row => row.VisitedObjects ?? row.CopiedObjects, one.Iterations.Sum(row => (double)row.AllocatedObjects));

    /// <summary>Bytes moved or promoted over bytes allocated; null where a collection does not tell.</summary>
    public static double? BytesPerAllocated(CellRows.OneInvocation one) => Ratio(
        one, _ => true, row => row.CopiedBytes, one.Iterations.Sum(row => (double)row.AllocatedBytes));

    /// <summary>Bytes that survived collections of the youngest generation over what these found in it.</summary>
    public static double? NurserySurvival(CellRows.OneInvocation one)
    {
        EventRow[] minor = [.. one.Events.Where(IsMinor)];
        if (minor.Length == 0
            || !one.HasAllPauses
            || Array.Exists(minor, row => row.CopiedBytes is null || row.FreedBytes is null))
        {
            return null;
        }

        double survived = minor.Sum(row => (double)row.CopiedBytes!.Value);
        double found = survived + minor.Sum(row => (double)row.FreedBytes!.Value);
        return found > 0 ? survived / found : null;
    }

    /// <summary>Whether an event is a collection of the youngest generation alone.</summary>
    public static bool IsMinor(EventRow row) => row.Kind == Minor || row is { Kind: Host, Generation: 0 };

    // A cascade of releases examines nothing: every object in it is dead.
    private static double? Ratio(
        CellRows.OneInvocation one, Func<EventRow, bool> which, Func<EventRow, long?> work, double allocated)
    {
        EventRow[] rows = [.. one.Events.Where(row => row.Kind != Cascade && which(row))];
        return allocated <= 0 || !one.HasAllPauses || Array.Exists(rows, row => work(row) is null)
            ? null
            : rows.Sum(row => (double)work(row)!.Value) / allocated;
    }
}
