namespace Compare.Harness.Costs;

/// <summary>Tells what an event of <c>events.csv</c> counts as.</summary>
public static class CollectionClasses
{
    private const string Minor = "minor";
    private const string Host = "host";
    private const string Cascade = "cascade";

    /// <summary>What an event counts as.</summary>
    /// <param name="kind">Kind of the event.</param>
    /// <param name="generation">Oldest generation that was collected.</param>
    public static CollectionClass Of(string kind, long? generation) => kind switch
    {
        Cascade => CollectionClass.Cascade,
        Minor => CollectionClass.Minor,
        Host when generation == 0 => CollectionClass.Minor,
        _ => CollectionClass.Major,
    };
}
