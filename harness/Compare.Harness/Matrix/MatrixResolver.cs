using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Workloads;
using Compare.Harness.Discovery;
using Compare.Harness.Machine.Canary;
using Compare.Harness.Validation;

namespace Compare.Harness.Matrix;

/// <summary>Holds a matrix against the engines and workloads of this build. Everything that can be wrong is found before anything runs.</summary>
public sealed class MatrixResolver
{
    private const string All = "all";
    private const string SizeKey = "size";
    private const long MostInvocations = 1_000_000;

    private static readonly string[] s_sizes = ["smoke", "default", "large"];

    private readonly EngineCatalog _engines;
    private readonly WorkloadCatalog _workloads;
    private readonly List<Problem> _problems = [];

    private MatrixResolver(EngineCatalog engines, WorkloadCatalog workloads)
    {
        _engines = engines;
        _workloads = workloads;
    }

    /// <summary>Name of a size in matrices and result files.</summary>
    /// <param name="size">The size.</param>
    public static string SizeName(WorkloadSize size) => s_sizes[(int)size];

    /// <summary>Resolves a matrix.</summary>
    /// <param name="document">The matrix as written.</param>
    /// <param name="engines">Engines of this build.</param>
    /// <param name="workloads">Workloads of this build.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <returns>The matrix, or null when problems were found.</returns>
    public static RunMatrix? Resolve(
        MatrixDocument document, EngineCatalog engines, WorkloadCatalog workloads, ICollection<Problem> problems)
    {
        MatrixResolver resolver = new(engines, workloads);
        RunMatrix? matrix = resolver.Resolve(document);
        foreach (Problem problem in resolver._problems)
        {
            problems.Add(problem);
        }

        return resolver._problems.Count == 0 ? matrix : null;
    }

    private RunMatrix? Resolve(MatrixDocument document)
    {
        List<EngineConfig> engines = [.. document.Engines.SelectMany(ResolveEngine).DistinctBy(engine => engine.Label)];
        List<WorkloadConfig> workloads = [.. document.Workloads.SelectMany(ResolveWorkload).DistinctBy(workload => workload.Label)];
        List<Located<long?>> heaps = [.. (document.Heaps.Count == 0 ? [new(null, document.Source)] : document.Heaps).DistinctBy(heap => heap.Value)];
        if (_problems.Count > 0)
        {
            return null;
        }

        string baseline = ResolveBaseline(document.Baseline, engines);
        CheckRules(document.Include.Concat(document.Exclude), engines, workloads);
        if (document.Sweep is null)
        {
            CheckHeaps(heaps, engines); // A size that a sweep computes is an experiment, and how it ends a measurement.
        }

        CheckSweep(document.Sweep, workloads);
        RunMatrix matrix = new()
        {
            Name = document.Name,
            Question = document.Question,
            Baseline = baseline,
            Engines = engines,
            Workloads = workloads,
            Heaps = [.. heaps.Select(heap => heap.Value)],
            Sweep = document.Sweep?.Value,
            Runs = document.Runs,
            Canary = CanaryCell.Of(_engines, _workloads),
            Include = [.. document.Include.Select(rule => rule.Value)],
            Exclude = [.. document.Exclude.Select(rule => rule.Value)],
        };
        CheckExtent(document, matrix);
        return matrix;
    }

    private IEnumerable<EngineConfig> ResolveEngine(Located<ConfigExpression> entry)
    {
        if (IsAll(entry))
        {
            return _engines.Engines.SelectMany(engine => ResolveEngine(engine, new ConfigSpec(engine.Name, []), entry.Place));
        }

        if (_engines.Find(entry.Value.Name) is { } found)
        {
            return entry.Value.Expand().SelectMany(spec => ResolveEngine(found, spec, entry.Place));
        }

        Add(entry.Place, $"Unknown engine '{entry.Value.Name}'"
            + NearestWord.Suggest(entry.Value.Name, [.. _engines.Engines.Select(engine => engine.Name)]));
        return [];
    }

    private IEnumerable<EngineConfig> ResolveEngine(EngineInfo engine, ConfigSpec spec, string place)
    {
        if (TryParse($"engine {engine.Name}", engine.Factory.Parameters, Arguments(spec), place) is { } values)
        {
            yield return new EngineConfig(spec, engine, values);
        }
    }

    private IEnumerable<WorkloadConfig> ResolveWorkload(Located<ConfigExpression> entry)
    {
        if (IsAll(entry))
        {
            return _workloads.Workloads.SelectMany(workload => ResolveWorkload(workload, new ConfigSpec(workload.Name, []), entry.Place));
        }

        if (_workloads.Find(entry.Value.Name) is { } found)
        {
            return entry.Value.Expand().SelectMany(spec => ResolveWorkload(found, spec, entry.Place));
        }

        Add(entry.Place, $"Unknown workload '{entry.Value.Name}'"
            + NearestWord.Suggest(entry.Value.Name, [.. _workloads.Workloads.Select(workload => workload.Name)]));
        return [];
    }

    private IEnumerable<WorkloadConfig> ResolveWorkload(IWorkload workload, ConfigSpec spec, string place)
    {
        string sizeName = spec.Parameters.FirstOrDefault(parameter => parameter.Key == SizeKey).Value ?? SizeName(WorkloadSize.Default);
        int size = Array.IndexOf(s_sizes, sizeName);
        if (size < 0)
        {
            Add(place, $"Unknown size '{sizeName}' for the workload '{workload.Name}'{NearestWord.Suggest(sizeName, s_sizes)}");
            yield break;
        }

        string owner = $"workload {workload.Name}";
        ConfigSpec written = spec with { Parameters = [.. spec.Parameters.Where(parameter => parameter.Key != SizeKey)] };
        if (TryParse(owner, workload.Parameters, Arguments(written), place) is null)
        {
            yield break;
        }

        // Written parameters go before those of the size.
        string positional = workload.Parameters.FirstOrDefault(parameter => parameter.Positional)?.Name ?? string.Empty;
        HashSet<string> given = [.. written.Parameters.Select(parameter => parameter.Key.Length == 0 ? positional : parameter.Key)];
        IEnumerable<KeyValuePair<string, string>> sized = workload.GetSize((WorkloadSize)size).Where(pair => !given.Contains(pair.Key));
        if (TryParse(owner, workload.Parameters, Arguments(written).Concat(sized), place) is { } values)
        {
            yield return new WorkloadConfig(spec, workload, (WorkloadSize)size, values);
        }
    }

    private string ResolveBaseline(Located<string>? baseline, List<EngineConfig> engines)
    {
        if (baseline is null)
        {
            return engines.FirstOrDefault()?.Label ?? string.Empty;
        }

        EngineConfig? config = engines.Find(engine => engine.Label == baseline.Value)
            ?? engines.Find(engine => engine.Name == baseline.Value);
        if (config is null)
        {
            Add(baseline.Place, $"The baseline '{baseline.Value}' is not among the engines"
                + NearestWord.Suggest(baseline.Value, [.. engines.Select(engine => engine.Label)]));
        }

        return config?.Label ?? string.Empty;
    }

    private void CheckRules(IEnumerable<Located<MatrixRule>> rules, List<EngineConfig> engines, List<WorkloadConfig> workloads)
    {
        foreach ((MatrixRule rule, string place) in rules)
        {
            if (!engines.Exists(engine => rule.MatchesEngine(engine.Spec)))
            {
                Add(place, $"The rule's engine '{rule.Engine}' fits no engine of the matrix"
                    + NearestWord.Suggest(rule.Engine, [.. engines.Select(engine => engine.Label)]));
            }

            if (!workloads.Exists(workload => rule.MatchesWorkload(workload.Spec)))
            {
                Add(place, $"The rule's workload '{rule.Workload}' fits no workload of the matrix"
                    + NearestWord.Suggest(rule.Workload, [.. workloads.Select(workload => workload.Label)]));
            }
        }
    }

    // A heap that is too small to start is a mistake of the matrix, not a result: each is made once, empty.
    private void CheckHeaps(List<Located<long?>> heaps, List<EngineConfig> engines)
    {
        foreach ((long? bytes, string place) in heaps)
        {
            foreach (EngineConfig engine in engines)
            {
                if (HeapLimitUse.CannotStart(engine, bytes) is { } reason)
                {
                    Add(place, $"The engine '{engine.Label}' cannot start with the heap limit {HeapLimits.Format(bytes)} ("
                        + reason.TrimEnd('.') + "); choose another limit or other parameters.");
                }
            }
        }
    }

    private void CheckSweep(Located<HeapSweep>? sweep, List<WorkloadConfig> workloads)
    {
        foreach (string label in (sweep?.Value.Limits ?? []).Select(limits => limits.Workload))
        {
            if (!workloads.Exists(workload => workload.Label == label))
            {
                Add(sweep!.Place, $"The workload '{label}' of the heap limits is not among the workloads"
                    + NearestWord.Suggest(label, [.. workloads.Select(workload => workload.Label)]));
            }
        }

        if (sweep?.Value.Limits is { } given
            && workloads.Find(workload => !given.Any(limits => limits.Workload == workload.Label)) is { } missing)
        {
            Add(sweep.Place, $"The heap limits do not name the workload '{missing.Label}'; add it, or leave out 'limits' to have them found.");
        }
    }

    private void CheckExtent(MatrixDocument document, RunMatrix matrix)
    {
        int heaps = matrix.Sweep?.Points.Count ?? matrix.Heaps.Count;
        long most = (long)matrix.Engines.Count * matrix.Workloads.Count * heaps * (matrix.Runs.Invocations + 1L);
        if (most > MostInvocations)
        {
            Add(document.Source, $"The matrix asks for up to {most} processes; shorten its lists to at most {MostInvocations}.");
        }
        else if (_problems.Count == 0 && matrix.Cells().Count == 0)
        {
            Add(document.Source, "The include and exclude rules leave no cell; loosen them.");
        }
    }

    private static bool IsAll(Located<ConfigExpression> entry) => entry.Value.Name == All && entry.Value.Expand()[0].Parameters.Count == 0;

    private ParameterValues? TryParse(
        string owner, IReadOnlyList<ParameterDescription> descriptions, IEnumerable<KeyValuePair<string, string>> arguments, string place)
    {
        try
        {
            return ParameterValues.Parse(owner, descriptions, arguments);
        }
        catch (ParameterException exception)
        {
            Add(place, Sentence.Of(exception.Message));
            return null;
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Arguments(ConfigSpec spec) =>
        spec.Parameters.Select(parameter => new KeyValuePair<string, string>(parameter.Key, parameter.Value));

    private void Add(string place, string message) => _problems.Add(new Problem(place, message));
}
