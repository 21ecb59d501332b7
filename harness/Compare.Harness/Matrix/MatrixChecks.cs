using Compare.Engines.Abstractions.Parameters;
using Compare.Harness.Discovery;
using Compare.Harness.Validation;

namespace Compare.Harness.Matrix;

/// <summary>Checks of a matrix whose names and parameters are known: what it rules out, its heap limits, its extent.</summary>
/// <param name="matrix">The matrix.</param>
/// <param name="problems">Receives what is wrong.</param>
internal sealed class MatrixChecks(RunMatrix matrix, ICollection<Problem> problems)
{
    private const long MostInvocations = 1_000_000;

    /// <summary>Every rule fits something.</summary>
    /// <param name="rules">The rules.</param>
    public void Rules(IEnumerable<Located<MatrixRule>> rules)
    {
        foreach ((MatrixRule rule, string place) in rules)
        {
            if (!matrix.Engines.Any(engine => rule.MatchesEngine(engine.Spec)))
            {
                Add(place, $"The rule's engine '{rule.Engine}' fits no engine of the matrix"
                    + NearestWord.Suggest(rule.Engine, [.. matrix.Engines.Select(engine => engine.Label)]));
            }

            if (!matrix.Workloads.Any(workload => rule.MatchesWorkload(workload.Spec)))
            {
                Add(place, $"The rule's workload '{rule.Workload}' fits no workload of the matrix"
                    + NearestWord.Suggest(rule.Workload, [.. matrix.Workloads.Select(workload => workload.Label)]));
            }
        }
    }

    /// <summary>
    /// Every pattern of an entry's filter fits something of this build. It need not be in the matrix: the command line may name
    /// other engines, and a set may be used in many matrices.
    /// </summary>
    /// <param name="document">The matrix as written.</param>
    /// <param name="engines">Engines of this build.</param>
    /// <param name="workloads">Workloads of this build.</param>
    public void Filters(MatrixDocument document, EngineCatalog engines, WorkloadCatalog workloads)
    {
        string[] engineNames = [.. engines.Engines.Select(engine => engine.Name)];
        string[] workloadNames = [.. workloads.Workloads.Select(workload => workload.Name)];
        ConfigSpec[] engineSpecs = [.. matrix.Engines.Select(engine => engine.Spec)];
        ConfigSpec[] workloadSpecs = [.. matrix.Workloads.Select(workload => workload.Spec)];
        IEnumerable<Located<CellFilter>> ofEngines = document.Engines.Concat(document.Sets.Values.SelectMany(set => set.Value.Engines))
            .SelectMany(entry => entry.Value.Filters)
            .Concat(document.Modifiers.SelectMany(modifier =>
                modifier.Value.Workloads.Select(filter => new Located<CellFilter>(filter, modifier.Place))));
        IEnumerable<Located<CellFilter>> ofWorkloads = document.Workloads
            .Concat(document.Sets.Values.SelectMany(set => set.Value.Workloads))
            .SelectMany(entry => entry.Value.Filters);
        Filters(ofEngines, "workload", workloadNames, workloadSpecs);
        Filters(ofWorkloads, "engine", engineNames, engineSpecs);
    }

    /// <summary>A heap that is too small to start is a mistake of the matrix, not a result: each is made once, empty.</summary>
    /// <param name="heaps">The limits.</param>
    public void Heaps(IEnumerable<Located<long?>> heaps)
    {
        foreach ((long? bytes, string place) in heaps)
        {
            foreach (EngineConfig engine in matrix.Engines.Where(engine => !engine.IsWithoutHeapLimit))
            {
                if (HeapLimitUse.CannotStart(engine, bytes) is { } reason)
                {
                    Add(place, $"The engine '{engine.Label}' cannot start with the heap limit {HeapLimits.Format(bytes)} ("
                        + reason.TrimEnd('.') + "); choose another limit or other parameters.");
                }
            }
        }
    }

    /// <summary>The limits of a sweep are those of the workloads, where they are given.</summary>
    /// <param name="sweep">The sweep.</param>
    public void Limits(Located<HeapSweep> sweep)
    {
        if (sweep.Value.Limits is not { } given)
        {
            return;
        }

        foreach (string label in given.Select(limits => limits.Workload))
        {
            if (!matrix.Workloads.Any(workload => workload.Label == label))
            {
                Add(sweep.Place, $"The workload '{label}' of the heap limits is not among the workloads"
                    + NearestWord.Suggest(label, [.. matrix.Workloads.Select(workload => workload.Label)]));
            }
        }

        if (matrix.Workloads.FirstOrDefault(workload => !given.Any(limits => limits.Workload == workload.Label)) is { } missing)
        {
            Add(sweep.Place, $"The heap limits do not name the workload '{missing.Label}'; add it, or leave out 'limits' to have them found.");
        }
    }

    /// <summary>There is something to run, and not too much.</summary>
    /// <param name="source">The file.</param>
    public void Extent(string source)
    {
        int heaps = matrix.Sweep?.Points.Count ?? matrix.Heaps.Count;
        long most = (long)matrix.Engines.Count * matrix.Workloads.Count * heaps * (matrix.Runs.Invocations + 1L);
        if (most > MostInvocations)
        {
            Add(source, $"The matrix asks for up to {most} processes; shorten its lists to at most {MostInvocations}.");
        }
        else if (problems.Count == 0 && matrix.Cells().Count == 0)
        {
            Add(source, "The include and exclude rules leave no cell; loosen them.");
        }
    }

    private void Filters(
        IEnumerable<Located<CellFilter>> filters, string what, string[] names, IReadOnlyList<ConfigSpec> specs)
    {
        foreach ((CellFilter filter, string place) in filters)
        {
            foreach (string pattern in filter.Include.Concat(filter.Exclude))
            {
                string name = pattern.Split(':')[0];
                if (!specs.Any(spec => Patterns.Fits(pattern, spec)) && !names.Any(known => Patterns.Fits(name, known)))
                {
                    Add(place, $"The pattern '{Sentence.Shown(pattern)}' fits no {what} of this build{NearestWord.Suggest(name, names)}");
                }
            }
        }
    }

    private void Add(string place, string message) => problems.Add(new Problem(place, message));
}
