namespace Compare.Harness.Results;

/// <summary>The key that all result files share.</summary>
public interface ICellKey
{
    /// <summary>Name of the engine, e.g. <c>cpython</c>.</summary>
    string Engine { get; }

    /// <summary>The engine with its parameters as written in the matrix, e.g. <c>cpython:3.13,gen0=700</c>.</summary>
    string Config { get; }

    /// <summary>The workload with its parameters as written in the matrix, e.g. <c>binary-trees:depth=18</c>.</summary>
    string Workload { get; }

    /// <summary>Heap limit in bytes; empty for no limit.</summary>
    long? HeapBytes { get; }

    /// <summary>Number of the process among the repetitions of its cell, from 0.</summary>
    int Invocation { get; }
}
