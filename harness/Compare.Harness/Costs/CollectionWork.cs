using Compare.Harness.Results;

namespace Compare.Harness.Costs;

/// <summary>What the collections of one invocation's measured iterations did, against what the program allocated.</summary>
internal static class CollectionWork
{
    /// <summary>Objects examined over objects allocated (mark/cons); null where a collection does not tell.</summary>
    /// <param name="one">The invocation.</param>
    /// <param name="which">The collections that count.</param>
    public static double? ObjectsPerAllocated(CellRows.OneInvocation one, CollectionClass which) => Ratio(
        one, which, one.Iterations.Sum(row => (double)row.AllocatedObjects), EventColumns.VisitedObjects, EventColumns.CopiedObjects);

    /// <summary>Bytes moved or promoted over bytes allocated; null where a collection does not tell.</summary>
    public static double? BytesPerAllocated(CellRows.OneInvocation one) => Ratio(
        one, CollectionClass.Collections, one.Iterations.Sum(row => (double)row.AllocatedBytes), EventColumns.CopiedBytes);

    /// <summary>Bytes that survived collections of the youngest generation over what these found in it.</summary>
    public static double? NurserySurvival(CellRows.OneInvocation one)
    {
        (int count, double? survived) = one.Events.Total(CollectionClass.Minor, EventColumns.CopiedBytes);
        (_, double? freed) = one.Events.Total(CollectionClass.Minor, EventColumns.FreedBytes);
        double? found = survived + freed;
        return count > 0 && one.HasAllPauses && found > 0 ? survived / found : null;
    }

    private static double? Ratio(
        CellRows.OneInvocation one, CollectionClass which, double allocated, int column, int? otherwise = null) =>
        allocated > 0 && one.HasAllPauses ? one.Events.Total(which, column, otherwise).Sum / allocated : null;
}
