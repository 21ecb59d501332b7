using System.CommandLine;
using System.Globalization;
using Compare.Cli.Views;
using Compare.Harness.Discovery;
using Compare.Harness.Execution;
using Compare.Harness.HeapSizing;
using Compare.Harness.Machine;
using Compare.Harness.Matrix;
using Compare.Harness.Planning;
using Compare.Harness.Results;
using Compare.Harness.Validation;

namespace Compare.Cli.Commands;

/// <summary><c>gc-compare run</c>: from a matrix to a report.</summary>
internal sealed class RunCommand(
    MatrixSource source, ProcessRunner runner, WorkerCommand worker, MachineProbe machine, ReportFiles reports, ConsoleView view, TimeProvider time,
    MinHeapSource minHeaps, MachineWatch watch, WatchedFacts watched, Catalogs catalogs, NameCompletions names)
    : ICommandFactory
{
    private readonly Argument<string?> _matrix = new("matrix")
    {
        Description = "Preset or YAML file; 'default' when none is named, or the matrix of the directory with --resume.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string[]> _engines = Many("--engine", "Engine with parameters, e.g. cpython:gen0=2000 or cpython:gen0=[700,2000]; replaces those of the matrix.");
    private readonly Option<string[]> _workloads = Many("--workload", "Workload with parameters, e.g. binary-trees:depth=18 or rings:size=smoke; replaces those of the matrix.");
    private readonly Option<string[]> _heaps = Many("--heap", "Heap limit, e.g. 64MiB, or none.");
    private readonly Option<string?> _invocations = new("--invocations") { Description = "Processes per cell." };
    private readonly Option<string?> _seed = new("--seed") { Description = "Seed of workloads, order and bootstrap." };
    private readonly Option<string?> _timeout = new("--timeout") { Description = "Time limit of one process, e.g. 60s, or 10x for ten times what finished ones took." };
    private readonly Option<bool> _verify = new("--verify")
    {
        Description = "Every engine verifies its heap after each collection; the times are no measurements then.",
    };

    private readonly Option<string?> _out = new("--out") { Description = "Result directory; results/<time> when none is named." };
    private readonly Option<string?> _cache = MinHeapSource.CacheOption();
    private readonly Option<string?> _shard = new("--shard")
    {
        Description = "Run one part of the matrix, e.g. 2/8 for the second of eight; 'gc-compare merge' puts the parts together.",
    };

    private readonly Option<bool> _resume = new("--resume") { Description = "Continue the run in the result directory." };
    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Print the plan and how long it takes; of the plan run no more than the pilot, and keep nothing.",
    };

    private readonly Option<string?> _pilot = new("--pilot")
    {
        Description = $"With --dry-run: the longest time to try cells out for the estimate, 0 for none ({DryRun.DefaultPilot}).",
    };


    /// <inheritdoc/>
    public Command Create()
    {
        ExampleCommand command = new(
            "run",
            "Runs a matrix of engines and workloads, each cell in processes of its own, and writes the report.",
            "gc-compare run",
            "gc-compare run smoke --out results/first",
            "gc-compare run --engine cpython:gen0=[700,2000] --engine clr --workload binary-trees:depth=16 --invocations 10",
            "gc-compare run night.yaml --dry-run --pilot 30s",
            "gc-compare run night.yaml --shard 2/8 --out results/night-2",
            "gc-compare run night.yaml --out results/night --resume");
        _matrix.CompletionSources.Add(NameCompletions.Presets);
        _engines.CompletionSources.Add(names.Engines);
        _workloads.CompletionSources.Add(names.Workloads);
        command.Arguments.Add(_matrix);
        foreach (Option option in (Option[])
            [_engines, _workloads, _heaps, _invocations, _seed, _timeout, _verify, _out, _cache, _shard, _resume, _dryRun, _pilot])
        {
            command.Options.Add(option);
        }

        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stopping)
    {
        bool resume = parsed.GetValue(_resume);
        string? outPath = parsed.GetValue(_out);
        if (resume && outPath is null)
        {
            throw new InputException("--resume", "Which run is to be continued? Name its directory with --out.");
        }

        RunMatrix matrix = source.Load(MatrixName(parsed, resume, outPath), new MatrixOverrides(
            parsed.GetValue(_engines) ?? [],
            parsed.GetValue(_workloads) ?? [],
            parsed.GetValue(_heaps) ?? [],
            parsed.GetValue(_invocations),
            parsed.GetValue(_seed),
            parsed.GetValue(_timeout),
            parsed.GetValue(_verify)));
        string path = outPath ?? DefaultPath();
        Shard? shard = Shard.Of(parsed.GetValue(_shard), "--shard") ?? (resume ? ResultDirectory.ShardOf(path) : null);
        if (!resume && ResultDirectory.Check(path, string.Empty, resume) is { } occupied)
        {
            throw new InputException([occupied]); // Before a sweep searches for minutes.
        }

        bool dryRun = parsed.GetValue(_dryRun);
        TimeSpan pilot = DryRun.Budget(parsed.GetValue(_pilot), dryRun);
        MinHeaps heaps = minHeaps.Open(parsed.GetValue(_cache));
        if (dryRun && heaps.SearchesBefore(matrix) is > 0 and int searches)
        {
            view.Line($"The smallest heaps that the sweep refers to are not known yet: {searches} searches come first; "
                + "'gc-compare minheap' makes them alone.");
            return ExitCodes.Ok;
        }

        if (await minHeaps.ResolveAsync(heaps, matrix, stopping) is not { } resolved)
        {
            return ExitCodes.Incomplete;
        }

        matrix = resolved;
        string yaml = MatrixWriter.Write(matrix);
        RunPlan plan = RunPlan.Of(matrix, shard);
        if (ResultDirectory.Check(path, yaml, resume, shard) is { } problem)
        {
            throw new InputException([problem]);
        }

        if (plan.Invocations.Count == 0)
        {
            throw new InputException(
                "--shard", $"Shard {shard} of this matrix is empty; divide it into at most {new ShardSplit(matrix).MostShards}.");
        }

        if (dryRun)
        {
            Journal? journal = resume ? Journal.Read(Path.Combine(path, ResultFiles.Journal)) : null;
            Pilot trial = new(new ProcessCellExecutor(runner, worker, matrix.Runs), time);
            await new DryRun(trial, view).RunAsync(matrix, plan, journal, pilot, stopping);
            return ExitCodes.Ok;
        }

        using ResultDirectory directory = ResultDirectory.Open(path, yaml, plan, resume, shard);
        heaps.Keep(matrix, directory.PathOf(ResultFiles.MinHeaps));
        RunEnvironment environment = Describe(directory, yaml, matrix, shard);
        if (matrix.Runs.Verify)
        {
            view.Warning("Every engine verifies its heap after each collection (--verify): the times are no measurements.");
        }

        foreach (string warning in environment.Warnings.Concat(directory.Journal.Damage))
        {
            view.Warning(warning);
        }

        bool finished = await view.WatchAsync(progress =>
            new MatrixRunner(
                    new ProcessCellExecutor(runner, worker, matrix.Runs, watch), progress, new BatchPlanner(matrix.Runs))
                .RunAsync(plan, directory, stopping));
        environment = environment with { Parts = RunParts.Counted(environment.Parts, directory) };
        ResultSet results = ResultSetBuilder.Build(matrix, yaml, directory, environment);
        ResultSetWriter.Write(results, directory);
        reports.WriteAll(results, directory.Root);
        return Conclude(results, directory, finished);
    }

    private RunEnvironment Describe(ResultDirectory directory, string yaml, RunMatrix matrix, Shard? shard)
    {
        RunEnvironment environment = machine.Capture(time, ToolVersion.Text, MatrixWriter.Hash(yaml));
        environment = environment with
        {
            Verify = matrix.Runs.Verify,
            Watched = watched.Find(),
            Plugins = [.. catalogs.Plugins.Select(plugin => plugin.Identity)],
            Warnings = [.. environment.Warnings, .. BatchNotes.Of(matrix), .. PluginNotes.Of(catalogs.Plugins)],
            Engines = [.. matrix.Engines.Select(EngineFacts.Of)],
            Workloads = [.. matrix.Workloads.Select(WorkloadFacts.Of).DistinctBy(facts => facts.Workload, StringComparer.Ordinal)],
            Shard = shard?.ToString(),
        };
        environment = environment with { Parts = RunParts.Continued(directory, environment) };
        try
        {
            ResultSetWriter.WriteEnvironment(environment, directory);
            return environment;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw directory.NotWritable(exception);
        }
    }

    private int Conclude(ResultSet results, ResultDirectory directory, bool finished)
    {
        SummaryView.Show(view, results);
        if (!finished)
        {
            view.Warning($"The run was stopped; continue it with: gc-compare run --resume --out {directory.Root}");
        }

        view.Line(directory.PathOf(ResultFiles.HtmlReport));
        return finished && RunOutcome.IsClean(directory, results) ? ExitCodes.Ok : ExitCodes.Incomplete;
    }

    private string MatrixName(ParseResult parsed, bool resume, string? outPath)
    {
        if (parsed.GetValue(_matrix) is { } name)
        {
            return name;
        }

        string own = Path.Combine(outPath ?? string.Empty, ResultFiles.Matrix);
        return resume && File.Exists(own) ? own : MatrixPresets.Default;
    }

    private string DefaultPath()
    {
        string stamp = time.GetLocalNow().ToString("yyyy-MM-ddTHH-mm-ss", CultureInfo.InvariantCulture);
        string path = Path.Combine("results", stamp);
        for (int i = 2; Directory.Exists(path); i++)
        {
            path = Path.Combine("results", $"{stamp}-{i}");
        }

        return path;
    }

    private static Option<string[]> Many(string name, string description) => new(name)
    {
        Description = description,
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };
}
