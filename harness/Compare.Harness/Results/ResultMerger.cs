using Compare.Harness.Matrix;
using Compare.Harness.Planning;
using Compare.Harness.Validation;

namespace Compare.Harness.Results;

/// <summary>
/// Puts runs of one matrix together: the union of their journals, in the order of the plan, and of the files that the journals
/// name. What is computed from them is then what one run of the whole matrix would have written.
/// </summary>
public sealed class ResultMerger
{
    private readonly RunMatrix _matrix;
    private readonly IReadOnlyList<MergedSource> _sources;
    private readonly List<string> _damage = [];

    /// <summary>Reads what is to be merged. Nothing is written.</summary>
    /// <param name="paths">Result directories.</param>
    /// <param name="matrix">The matrix of the first.</param>
    /// <exception cref="InputException">A directory is no result, is of another matrix, or contradicts another one.</exception>
    public ResultMerger(IReadOnlyList<string> paths, RunMatrix matrix)
    {
        _matrix = matrix;
        Plan = RunPlan.Of(matrix);
        _sources = [.. paths.Select(MergedSource.Read)];
        Problem[] others =
        [
            .. _sources.Where(source => source.MatrixHash != _sources[0].MatrixHash).Select(source => new Problem(
                source.Path,
                $"This is the run of another matrix than {_sources[0].Path}; merge only parts of one matrix "
                    + "(start every shard from the same matrix.yaml).")),
        ];
        if (others.Length > 0)
        {
            throw new InputException(others);
        }

        Chosen = Choose();
        Missing = [.. Plan.Invocations.Where(planned => !Chosen.ContainsKey(planned.Key))];
    }

    /// <summary>The plan of the whole matrix.</summary>
    public RunPlan Plan { get; }

    /// <summary>What no part has finished, in the order of the plan.</summary>
    public IReadOnlyList<PlannedInvocation> Missing { get; }

    /// <summary>One sentence for everything that could not be used.</summary>
    public IReadOnlyList<string> Damage => _damage;

    /// <summary>Flattened text of the matrix.</summary>
    public string Yaml => _sources[0].Yaml;

    private Dictionary<InvocationKey, (MergedSource Source, JournalEntry Entry)> Chosen { get; }

    /// <summary>Writes the union.</summary>
    /// <param name="directory">A new result directory of the whole matrix.</param>
    /// <returns>The description of the whole run.</returns>
    /// <exception cref="InputException">The directory cannot be written, or a file can no longer be read.</exception>
    public RunEnvironment Write(ResultDirectory directory)
    {
        try
        {
            foreach ((MergedSource source, JournalEntry entry) in
                from planned in Plan.Invocations where Chosen.ContainsKey(planned.Key) select Chosen[planned.Key])
            {
                if (entry.File is { } file)
                {
                    File.Copy(source.Run.PathOf(file), directory.PathOf(file), overwrite: true);
                }

                directory.Append(entry);
            }

            foreach (MergedSource source in _sources)
            {
                source.CopyExpectations(directory);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw directory.NotWritable(exception);
        }

        return Environment();
    }

    private Dictionary<InvocationKey, (MergedSource Source, JournalEntry Entry)> Choose()
    {
        Dictionary<InvocationKey, PlannedInvocation> planned = Plan.Invocations.ToDictionary(invocation => invocation.Key);
        Dictionary<InvocationKey, (MergedSource Source, JournalEntry Entry)> chosen = [];
        List<Problem> problems = [];
        foreach (MergedSource source in _sources)
        {
            _damage.AddRange(source.Run.Damage.Select(damage => $"{source.Path}: {damage}"));
            foreach (JournalEntry entry in source.Run.Entries)
            {
                if (!planned.TryGetValue(entry.Key, out PlannedInvocation? place) || place.Order != entry.Row.Order)
                {
                    problems.Add(new Problem(
                        source.PathOf(ResultFiles.Journal),
                        $"It holds {entry.Key}, which the matrix does not ask for in that place; "
                            + "merge results of the same version of the tool."));
                }
                else if (!source.Run.IsComplete(entry))
                {
                    _damage.Add($"{source.PathOf(entry.File!)}: The file is missing or cut, so {entry.Key} counts as not run.");
                }
                else if (!chosen.TryAdd(entry.Key, (source, entry)) && !Same(chosen[entry.Key], (source, entry)))
                {
                    problems.Add(new Problem(
                        source.Path, $"{entry.Key} is here and, with other results, in {chosen[entry.Key].Source.Path}; "
                            + "merge only one of them."));
                }
            }
        }

        return problems.Count == 0 ? chosen : throw new InputException(problems);
    }

    private static bool Same(
        (MergedSource Source, JournalEntry Entry) first, (MergedSource Source, JournalEntry Entry) second) =>
        first.Entry == second.Entry
        && (first.Entry.File is not { } file
            || File.ReadAllBytes(first.Source.Run.PathOf(file)).AsSpan()
                .SequenceEqual(File.ReadAllBytes(second.Source.Run.PathOf(file))));

    private RunEnvironment Environment()
    {
        ILookup<MergedSource, JournalEntry> given = Chosen.Values.ToLookup(pair => pair.Source, pair => pair.Entry);
        RunPart[] parts = [.. _sources.SelectMany(source => Parts(source, [.. given[source]]))];
        return _sources[0].Environment with
        {
            StartedAt = parts.Select(part => part.StartedAt).Min(StringComparer.Ordinal)!,
            MatrixHash = _sources[0].MatrixHash,
            Shard = null,
            Parts = parts,
            Engines =
            [
                .. _sources.SelectMany(source => source.Environment.Engines)
                    .DistinctBy(engine => engine.Config, StringComparer.Ordinal),
            ],
            Workloads =
            [
                .. _sources.SelectMany(source => source.Environment.Workloads)
                    .DistinctBy(workload => workload.Workload, StringComparer.Ordinal),
            ],
            Warnings =
            [
                .. _sources.SelectMany(source => source.Environment.Warnings).Distinct(StringComparer.Ordinal),
                .. _damage,
            ],
        };
    }

    // A merged result that is merged again keeps its parts; what it gives as a whole is theirs.
    private IReadOnlyList<RunPart> Parts(MergedSource source, JournalEntry[] given)
    {
        HashSet<string> workloads = [.. given.Select(entry => entry.Workload)];
        return source.Environment.Parts
            ?? [
                RunPart.Of(
                    source.Environment,
                    given.Length,
                    [.. _matrix.Workloads.Select(workload => workload.Label).Where(workloads.Contains)]),
            ];
    }
}
