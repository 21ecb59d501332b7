using Compare.Harness.Matrix;
using Compare.Harness.Verification;

namespace Compare.Harness.Results;

/// <summary>A result directory that is merged into another one.</summary>
/// <param name="Path">The directory as the user named it.</param>
/// <param name="Yaml">Its flattened matrix.</param>
/// <param name="Environment">Where it ran.</param>
/// <param name="Run">What it measured.</param>
internal sealed record MergedSource(string Path, string Yaml, RunEnvironment Environment, RawRun Run)
{
    /// <summary>Hash of the matrix; computed, because what is stored may have been changed.</summary>
    public string MatrixHash { get; } = MatrixWriter.Hash(Yaml);

    /// <summary>Reads a directory.</summary>
    /// <param name="path">The directory.</param>
    /// <exception cref="Validation.InputException">It is not the result of a run.</exception>
    public static MergedSource Read(string path)
    {
        ResultVerifier.RequireRawFiles(path);
        return new(
            path, ResultSetReader.Text(path, ResultFiles.Matrix), ResultSetReader.Environment(path), RawRun.Read(path));
    }

    /// <summary>Path of a file as the user would name it.</summary>
    /// <param name="name">Name relative to the directory.</param>
    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Copies what the exact heap says of cells, so that the merged run can be continued without it being computed again.</summary>
    /// <param name="directory">The merged run.</param>
    public void CopyExpectations(ResultDirectory directory)
    {
        string folder = Run.PathOf(ResultFiles.Expectations);
        if (!Directory.Exists(folder))
        {
            return;
        }

        Directory.CreateDirectory(directory.PathOf(ResultFiles.Expectations));
        foreach (string file in Directory.GetFiles(folder, "*.json"))
        {
            File.Copy(file, System.IO.Path.Combine(directory.PathOf(ResultFiles.Expectations), System.IO.Path.GetFileName(file)), overwrite: true);
        }
    }
}
