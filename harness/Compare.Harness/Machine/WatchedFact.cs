namespace Compare.Harness.Machine;

/// <summary>One thing that can be watched on some machines.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Reason">Why it is not available here; null where it is.</param>
public sealed record WatchedFact(string Name, string? Reason)
{
    /// <summary>Whether it can be watched here.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsAvailable => Reason is null;
}
