namespace Compare.Harness.Matrix;

/// <summary>What the points of a heap sweep are multiples of.</summary>
public enum SweepBase
{
    /// <summary>The smallest heap in which any engine of the matrix finishes the workload.</summary>
    MinHeap,

    /// <summary>The exact peak of live bytes of the workload.</summary>
    PeakLive,
}
