using System.CommandLine;
using Compare.Cli.Views;
using Compare.Harness.HeapSizing;
using Compare.Harness.Matrix;

namespace Compare.Cli.Commands;

/// <summary><c>gc-compare minheap</c>: the smallest heap in which each engine finishes each workload.</summary>
internal sealed class MinHeapCommand(
    MatrixSource matrices, MinHeapSource minHeaps, ConsoleView view, NameCompletions names) : ICommandFactory
{
    private readonly Argument<string?> _matrix = new("matrix")
    {
        Description = "Preset or YAML file; 'default' when none is named. Its heap limits do not matter.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string[]> _engines = Many(
        "--engine", "Engine with parameters, as of 'run'; replaces those of the matrix.");
    private readonly Option<string[]> _workloads = Many(
        "--workload", "Workload with parameters, as of 'run'; replaces those of the matrix.");
    private readonly Option<string?> _seed = new("--seed") { Description = "Seed of the workloads." };
    private readonly Option<string?> _timeout = new("--timeout") { Description = "Time limit of one process, e.g. 60s." };
    private readonly Option<string?> _cache = MinHeapSource.CacheOption();
    private readonly Option<bool> _fresh = new("--fresh") { Description = "Search again what is known." };

    /// <inheritdoc/>
    public Command Create()
    {
        ExampleCommand command = new(
            "minheap",
            "Finds the smallest heap in which each engine finishes each workload, verified and with its certificate.",
            "gc-compare minheap smoke",
            "gc-compare minheap --engine cpython --engine semispace --workload binary-trees:size=smoke",
            "gc-compare minheap night.yaml --cache results/minheap.json");
        _matrix.CompletionSources.Add(NameCompletions.Presets);
        _engines.CompletionSources.Add(names.Engines);
        _workloads.CompletionSources.Add(names.Workloads);
        command.Arguments.Add(_matrix);
        foreach (Option option in (Option[])[_engines, _workloads, _seed, _timeout, _cache, _fresh])
        {
            command.Options.Add(option);
        }

        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stopping)
    {
        RunMatrix matrix = matrices.Load(parsed.GetValue(_matrix) ?? MatrixPresets.Default, new MatrixOverrides(
            parsed.GetValue(_engines) ?? [],
            parsed.GetValue(_workloads) ?? [],
            Heaps: [],
            Invocations: null,
            parsed.GetValue(_seed),
            parsed.GetValue(_timeout),
            Verify: false));
        try
        {
            IReadOnlyList<MinHeapCertificate> certificates =
                await minHeaps.Open(parsed.GetValue(_cache)).FindAsync(matrix, parsed.GetValue(_fresh), stopping);
            view.Line(Path.GetFullPath(parsed.GetValue(_cache) ?? MinHeapStore.DefaultPath));
            return certificates.All(one => one.MinimumBytes is not null || one.IsExempt) ? ExitCodes.Ok : ExitCodes.Incomplete;
        }
        catch (OperationCanceledException)
        {
            view.Warning("The search was stopped; what is found is kept, and the same command continues.");
            return ExitCodes.Incomplete;
        }
    }

    private static Option<string[]> Many(string name, string description) => new(name)
    {
        Description = description,
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };
}
