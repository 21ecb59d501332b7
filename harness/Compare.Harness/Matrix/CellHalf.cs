namespace Compare.Harness.Matrix;

/// <summary>The two halves of a cell.</summary>
internal enum CellHalf
{
    /// <summary>An engine with its parameters.</summary>
    Engine,

    /// <summary>A workload with its parameters.</summary>
    Workload,
}
