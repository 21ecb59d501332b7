using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Workloads;
using Compare.Harness.Discovery;
using Compare.Harness.Machine.Canary;
using Compare.Harness.Validation;

namespace Compare.Harness.Matrix;

/// <summary>Holds a matrix against the engines and workloads of this build. Everything that can be wrong is found before anything runs.</summary>
public sealed class MatrixResolver
{
    private const string SizeKey = "size";

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
        EntryExpander expander = new(document, _engines, _workloads, _problems);
        List<EngineConfig> engines =
        [
            .. expander.Expand(document.Engines, CellHalf.Engine).SelectMany(ResolveEngine)
                .GroupBy(engine => engine.Label, StringComparer.Ordinal).Select(Joined),
        ];
        List<WorkloadConfig> workloads =
        [
            .. expander.Expand(document.Workloads, CellHalf.Workload).SelectMany(ResolveWorkload)
                .GroupBy(workload => workload.Label, StringComparer.Ordinal).Select(Joined),
        ];
        List<Located<long?>> heaps = [.. (document.Heaps.Count == 0 ? [new(null, document.Source)] : document.Heaps).DistinctBy(heap => heap.Value)];
        if (_problems.Count > 0)
        {
            return null;
        }

        string baseline = ResolveBaseline(document, expander, engines);
        Located<MatrixRule>[] include = [.. document.Include.Select(rule => Plain(rule, expander)).OfType<Located<MatrixRule>>()];
        Located<MatrixRule>[] exclude = [.. document.Exclude.Select(rule => Plain(rule, expander)).OfType<Located<MatrixRule>>()];
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
            Gates = document.Gates,
            Canary = CanaryCell.Of(_engines, _workloads),
            Include = [.. include.Select(rule => rule.Value)],
            Exclude = [.. exclude.Select(rule => rule.Value)],
        };
        MatrixChecks checks = new(matrix, _problems);
        checks.Rules(include.Concat(exclude));
        checks.Filters(document, _engines, _workloads);
        if (document.Sweep is { } sweep)
        {
            checks.Limits(sweep);
        }
        else
        {
            checks.Heaps(heaps); // A size that a sweep computes is an experiment, and how it ends a measurement.
        }

        checks.Extent(document.Source);
        return matrix;
    }

    // Named twice, the restrictions of both hold: so 'all' and one of them with a filter is that one with a filter.
    private static EngineConfig Joined(IGrouping<string, EngineConfig> named) => named.Aggregate((one, other) => one with
    {
        IsWithoutHeapLimit = one.IsWithoutHeapLimit || other.IsWithoutHeapLimit,
        Workloads = [.. one.Workloads, .. other.Workloads],
    });

    private static WorkloadConfig Joined(IGrouping<string, WorkloadConfig> named) =>
        named.Aggregate((one, other) => one with { Engines = [.. one.Engines, .. other.Engines] });

    // In results an engine has parameters, no modifiers.
    private Located<MatrixRule>? Plain(Located<MatrixRule> rule, EntryExpander expander) =>
        PlainLabel(rule.Value.Engine, rule.Place, expander) is { } label
            ? rule with { Value = rule.Value with { Engine = label } }
            : null;

    /// <summary>The label of an engine that is written with modifiers, any other text as it is; null when it is wrong.</summary>
    private string? PlainLabel(string engine, string place, EntryExpander expander)
    {
        if (!engine.Contains('|', StringComparison.Ordinal))
        {
            return engine;
        }

        if (engine.Contains('*', StringComparison.Ordinal)
            || !ConfigExpression.TryParse(engine, out ConfigExpression? expression, out _))
        {
            Add(place, $"'{Sentence.Shown(engine)}' is no engine with modifiers; "
                + "write name|modifier in full, or a pattern of its parameters such as name:key=*.");
            return null;
        }

        return expander.Expand([new Located<ConfigExpression>(expression!, place)], CellHalf.Engine) is [var plain, ..]
            ? plain.Value.Expand()[0].Label
            : null;
    }

    private IEnumerable<EngineConfig> ResolveEngine(Located<ConfigExpression> entry)
    {
        EngineInfo engine = _engines.Find(entry.Value.Name)!;
        foreach (ConfigSpec spec in entry.Value.Expand())
        {
            if (TryParse($"engine {engine.Name}", engine.Factory.Parameters, Arguments(spec), entry.Place) is { } values)
            {
                yield return new EngineConfig(spec, engine, values)
                {
                    IsWithoutHeapLimit = entry.Value.IsWithoutHeapLimit,
                    Workloads = [.. entry.Value.Filters.Select(filter => filter.Value)],
                };
            }
        }
    }

    private IEnumerable<WorkloadConfig> ResolveWorkload(Located<ConfigExpression> entry) => entry.Value.Expand()
        .SelectMany(spec => ResolveWorkload(_workloads.Find(entry.Value.Name)!, spec, entry.Place))
        .Select(workload => workload with { Engines = [.. entry.Value.Filters.Select(filter => filter.Value)] });

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

    private string ResolveBaseline(MatrixDocument document, EntryExpander expander, List<EngineConfig> engines)
    {
        string first = engines.FirstOrDefault()?.Label ?? string.Empty;
        if (document.Baseline is not { } baseline)
        {
            return first;
        }

        if (PlainLabel(baseline.Value, baseline.Place, expander) is not { } written)
        {
            return first;
        }

        EngineConfig? config = engines.Find(engine => engine.Label == written) ?? engines.Find(engine => engine.Name == written);
        if (config is null && !document.IsBaselineOptional)
        {
            Add(baseline.Place, $"The baseline '{baseline.Value}' is not among the engines"
                + NearestWord.Suggest(written, [.. engines.Select(engine => engine.Label)]));
        }

        return config?.Label ?? first;
    }

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
