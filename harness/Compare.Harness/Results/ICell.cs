namespace Compare.Harness.Results;

/// <summary>What names a cell in every result file.</summary>
public interface ICell
{
    /// <summary>Name of the engine, e.g. <c>cpython</c>.</summary>
    string Engine { get; }

    /// <summary>The engine with its parameters as written in the matrix, e.g. <c>cpython:3.13,gen0=700</c>.</summary>
    string Config { get; }

    /// <summary>The workload with its parameters as written in the matrix, e.g. <c>binary-trees:depth=18</c>.</summary>
    string Workload { get; }

    /// <summary>Heap limit in bytes; empty for no limit.</summary>
    long? HeapBytes { get; }
}
