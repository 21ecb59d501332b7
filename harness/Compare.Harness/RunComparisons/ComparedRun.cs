using Compare.Harness.Matrix;
using Compare.Harness.Results;
using Compare.Harness.Validation;

namespace Compare.Harness.RunComparisons;

/// <summary>One of the two runs of a comparison.</summary>
/// <param name="Path">Its directory, as the user named it.</param>
/// <param name="Results">What it holds.</param>
/// <param name="Settings">The settings that it ran with.</param>
public sealed record ComparedRun(string Path, ResultSet Results, RunSettings Settings)
{
    /// <summary>Reads a run.</summary>
    /// <param name="path">Its directory.</param>
    /// <exception cref="InputException">A file is missing or malformed; the message names it.</exception>
    public static ComparedRun Read(string path)
    {
        ResultSet results = ResultSetReader.Read(path);
        List<Problem> problems = [];
        MatrixDocument matrix = MatrixReader.Read(
            results.MatrixYaml, System.IO.Path.Combine(path, ResultFiles.Matrix), problems) ?? throw new InputException(problems);
        return new ComparedRun(path, results, matrix.Runs) { Gates = matrix.Gates };
    }

    /// <summary>What its matrix says that a comparison fails on; null for the rule of the tool.</summary>
    public MatrixGates? Gates { get; init; }

    /// <summary>True when fewer invocations are there than were planned.</summary>
    public bool IsIncomplete => Results.Invocations.Count < Results.PlannedInvocations;
}
