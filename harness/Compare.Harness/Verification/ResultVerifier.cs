using Compare.Harness.Matrix;
using Compare.Harness.Planning;
using Compare.Harness.Results;
using Compare.Harness.Validation;

namespace Compare.Harness.Verification;

/// <summary>
/// Recomputes everything that a result directory derives, from the files of the workers up, and says what differs. Raw are
/// <c>matrix.yaml</c>, <c>environment.json</c>, <c>cells/</c> and the journal's word on processes that left no result.
/// </summary>
/// <remarks>
/// The matrix is held against its hash, the plan against the matrix and its seed, the rows of the journal against the files of the
/// workers, every table against the journal and those files, every report against the tables. All of it is deterministic, so
/// equal means the same bytes. Nothing is written.
/// </remarks>
public static class ResultVerifier
{
    private static readonly string[] s_raw =
        [ResultFiles.Matrix, ResultFiles.Environment, ResultFiles.Plan, ResultFiles.Journal];

    /// <summary>Names what has to be there before anything can be recomputed.</summary>
    /// <param name="path">The result directory.</param>
    /// <exception cref="InputException">Something is missing.</exception>
    public static void RequireRawFiles(string path)
    {
        if (!Directory.Exists(path))
        {
            throw new InputException(path, "There is no such directory; name a result directory of 'gc-compare run'.");
        }

        Problem[] missing =
        [
            .. s_raw.Where(name => !File.Exists(Path.Combine(path, name))).Select(name => new Problem(
                Path.Combine(path, name),
                "The file is not there, and nothing can be recomputed without it; "
                    + "restore it or name a result directory of 'gc-compare run'.")),
        ];
        if (missing.Length > 0)
        {
            throw new InputException(missing);
        }
    }

    /// <summary>Verifies a result directory.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="matrix">Its matrix, resolved.</param>
    /// <param name="reports">Reports to write again for comparison.</param>
    /// <exception cref="InputException">A file that is needed is missing or damaged.</exception>
    public static VerificationResult Verify(string path, RunMatrix matrix, IEnumerable<IResultReport> reports)
    {
        RequireRawFiles(path);
        string yaml = ResultSetReader.Text(path, ResultFiles.Matrix);
        RunEnvironment environment = ResultSetReader.Environment(path);
        RunPlan plan = RunPlan.Of(matrix, Shard.Of(environment.Shard, ResultFiles.Environment));
        (RawRun raw, IReadOnlyList<ResultDifference> inJournal) = JournalRecomputation.Of(RawRun.Read(path), matrix, plan);
        ResultSet results = ResultSetBuilder.Build(matrix, yaml, raw, environment);
        RecomputedFiles files = new(raw.Root);
        List<ResultDifference> differences =
        [
            .. InEnvironment(environment, results.Environment, yaml),
            .. LineDifferences.Of(ResultFiles.Plan, ResultSetReader.Text(path, ResultFiles.Plan), PlanLine.Text(plan)),
            .. inJournal,
        ];
        ResultSetWriter.WriteTables(results, (name, write) => differences.AddRange(files.Table(name, write)));
        differences.AddRange(files.TablesOfNothing());
        files.ThrowIfTablesAreMissing();
        foreach (IResultReport report in reports)
        {
            differences.AddRange(files.Report(report, results));
        }

        return new VerificationResult(
            environment.Commit is { } commit ? $"{environment.ToolVersion}+{commit}" : environment.ToolVersion,
            [ResultFiles.Matrix, ResultFiles.Environment, ResultFiles.Plan, ResultFiles.Journal, .. files.Verified],
            files.NotThere,
            differences);
    }

    private static IEnumerable<ResultDifference> InEnvironment(RunEnvironment stored, RunEnvironment recomputed, string yaml)
    {
        string hash = MatrixWriter.Hash(yaml);
        if (stored.MatrixHash != hash)
        {
            yield return new ResultDifference(ResultFiles.Environment, 1, string.Empty, "matrix_hash", stored.MatrixHash, hash);
        }

        foreach (string warning in recomputed.Warnings.Except(stored.Warnings, StringComparer.Ordinal))
        {
            yield return new ResultDifference(ResultFiles.Environment, 1, string.Empty, "warnings", null, warning);
        }
    }
}
