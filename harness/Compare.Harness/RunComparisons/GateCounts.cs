namespace Compare.Harness.RunComparisons;

/// <summary>Names by which a gate holds a group of counts that engines call differently.</summary>
public static class GateCounts
{
    private static readonly Dictionary<string, IReadOnlyList<string>> s_groups = new(StringComparer.Ordinal)
    {
        ["objects_marked"] = ["objects_visited", "visited_objects"],
        ["rc_ops"] = ["reference_increments", "reference_decrements"],
    };

    /// <summary>The names of the groups.</summary>
    public static IReadOnlyCollection<string> Groups => s_groups.Keys;

    /// <summary>The counts of the work vector that a name stands for: those of a group, or itself.</summary>
    /// <param name="name">A name of <c>gates.exact</c>.</param>
    public static IReadOnlyList<string> Members(string name) => s_groups.GetValueOrDefault(name) ?? [name];
}
