namespace Compare.Harness.RunComparisons;

/// <summary>What a difference of two runs means for their comparison.</summary>
public enum RunDifferenceKind
{
    /// <summary>To be known, no obstacle: that something differs is what is measured.</summary>
    Shown,

    /// <summary>Another machine or runtime: times and memory differ for reasons that are not the engines'.</summary>
    Machine,

    /// <summary>Another seed or way of running: the two did not do the same.</summary>
    Settings,
}
