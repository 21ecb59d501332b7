using CsvHelper.Configuration.Attributes;

namespace Compare.Harness.Results;

/// <summary>One row of <c>mmu.csv</c>: how much of any window of one length a program has for itself, in one cell.</summary>
/// <key>config, workload, heap_bytes, window_ns</key>
/// <empty>Where the window is no power of ten ns.</empty>
public sealed record UtilizationRow : ICell
{
    /// <inheritdoc/>
    [Name("engine")]
    public required string Engine { get; init; }

    /// <inheritdoc/>
    [Name("config")]
    public required string Config { get; init; }

    /// <inheritdoc/>
    [Name("workload")]
    public required string Workload { get; init; }

    /// <inheritdoc/>
    [Name("heap_bytes")]
    public long? HeapBytes { get; init; }

    /// <summary>Length of the window, ns.</summary>
    [Name("window_ns")]
    public required long WindowNs { get; init; }

    /// <summary>Minimum mutator utilisation: share of the worst window of this length in all runs.</summary>
    [Name("mmu")]
    public required double Mmu { get; init; }

    /// <summary>Median over invocations of each one's minimum: the worst window that a process usually has.</summary>
    [Name("mmu_median")]
    public required double MmuMedian { get; init; }

    /// <summary>Bounded mutator utilisation: share of the worst window of this length or any longer one in all runs.</summary>
    [Name("bmu")]
    public required double Bmu { get; init; }

    /// <summary>
    /// Utilisation that one window in a hundred does not exceed, rounded down to a thousandth; empty where the window is no power
    /// of ten ns.
    /// </summary>
    [Name("utilization_p1")]
    public double? P1 { get; init; }

    /// <summary>Utilisation that one window in twenty does not exceed, rounded down to a thousandth.</summary>
    [Name("utilization_p5")]
    public double? P5 { get; init; }

    /// <summary>Utilisation that half of the windows do not exceed, rounded down to a thousandth.</summary>
    [Name("utilization_p50")]
    public double? P50 { get; init; }

    /// <summary>Invocations of which at least one run is in these numbers.</summary>
    [Name("invocations")]
    public required int Invocations { get; init; }

    /// <summary>Measured iterations in these numbers.</summary>
    [Name("runs")]
    public required int Runs { get; init; }
}
