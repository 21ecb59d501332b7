using System.Text.Json;
using Compare.Harness.Execution;
using Compare.Harness.Matrix;
using Compare.Harness.Planning;
using Compare.Harness.Results;
using Compare.Harness.Validation;

namespace Compare.Harness.Verification;

/// <summary>Makes the rows of a journal again from what the workers handed over.</summary>
internal static class JournalRecomputation
{
    /// <summary>Recomputes every row that a file of its own backs; how a worker without a result ended is raw itself.</summary>
    /// <param name="raw">The run.</param>
    /// <param name="matrix">Its matrix.</param>
    /// <param name="plan">The order that the matrix gives.</param>
    /// <returns>The run with recomputed rows, and where they differ from those stored.</returns>
    /// <exception cref="InputException">Files that the journal names are missing or damaged.</exception>
    public static (RawRun Raw, IReadOnlyList<ResultDifference> Differences) Of(RawRun raw, RunMatrix matrix, RunPlan plan)
    {
        Dictionary<InvocationKey, PlannedInvocation> planned = plan.Invocations.ToDictionary(invocation => invocation.Key);
        List<Problem> problems = [];
        List<JournalEntry> entries = [];
        List<JournalEntry> known = [];
        List<ResultDifference> differences = [];
        foreach (JournalEntry entry in raw.Entries)
        {
            if (!planned.TryGetValue(entry.Key, out PlannedInvocation? invocation))
            {
                differences.Add(new ResultDifference(ResultFiles.Journal, null, entry.Key.ToString(), null, "a row", null));
                continue;
            }

            known.Add(entry);
            entries.Add(entry with { Row = Recomputed(raw, entry, invocation, matrix.Runs, problems) });
        }

        if (problems.Count > 0)
        {
            throw new InputException(problems);
        }

        differences.AddRange(Differences(known, entries));
        return (raw with { Entries = entries }, differences);
    }

    private static IEnumerable<ResultDifference> Differences(List<JournalEntry> stored, List<JournalEntry> recomputed)
    {
        foreach ((JournalEntry was, JournalEntry should) in stored.Zip(recomputed))
        {
            if (was.Row == should.Row)
            {
                continue;
            }

            foreach (ResultDifference difference in TableDifferences.Of(ResultFiles.Journal, Text(was.Row), Text(should.Row)))
            {
                yield return difference with { Line = null, Row = was.Key.ToString() };
            }
        }
    }

    private static InvocationRow Recomputed(
        RawRun raw, JournalEntry entry, PlannedInvocation planned, RunSettings runs, List<Problem> problems)
    {
        if (entry.File is null)
        {
            return InvocationAssembler.Row(planned, runs, entry.Row.Status, entry.Row.Error, null) with
            {
                Process = entry.Row.Process, // Nothing else tells which process left no result.
            };
        }

        try
        {
            if (raw.IsComplete(entry))
            {
                using FileStream stream = File.OpenRead(raw.PathOf(entry.File));
                WorkerResult result = JsonSerializer.Deserialize(stream, WorkerJson.Default.WorkerResult) is { } read
                    && OutcomeClassifier.IsWhole(read)
                    ? read
                    : throw new JsonException("Values are missing.");
                (CellStatus status, string? error) = OutcomeClassifier.Judge(result);
                return InvocationAssembler.Row(planned, runs, status, error, result);
            }

            bool isThere = File.Exists(raw.PathOf(entry.File));
            problems.Add(Missing(entry, isThere ? "has not the length that the journal names" : "is not there"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            problems.Add(Missing(entry, "cannot be read"));
        }

        return entry.Row;
    }

    private static Problem Missing(JournalEntry entry, string what) =>
        new(entry.File!, $"This raw file {what}, so the numbers of {entry.Key} cannot be recomputed; restore it.");

    private static StringReader Text(InvocationRow row)
    {
        using MemoryStream stream = new();
        CsvTables.Write(stream, [row]);
        return new StringReader(System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length));
    }
}
