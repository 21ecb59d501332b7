namespace Compare.Harness.Results;

/// <summary>The key that the result files of single invocations share.</summary>
public interface ICellKey : ICell
{
    /// <summary>Number of the process among the repetitions of its cell, from 0.</summary>
    int Invocation { get; }
}
