using System.CommandLine;
using System.Text.Json;
using Compare.Cli.Views;
using Compare.Engines.Abstractions.Parameters;
using Compare.Harness.Metrics;
using Compare.Harness.RunComparisons;
using Compare.Harness.Validation;
using Compare.Reports.Comparisons;

namespace Compare.Cli.Commands;

/// <summary><c>gc-compare compare</c>: one run against another, with gates for a build server.</summary>
internal sealed class CompareCommand(ConsoleView view) : ICommandFactory
{
    private const string Worse = "worse";
    private const string Exact = "exact";

    private static readonly string[] s_gates = [Worse, Exact];

    private readonly Argument<string> _base = new("base") { Description = "Result directory of the run to compare with." };
    private readonly Argument<string> _new = new("new") { Description = "Result directory of the run to judge." };

    private readonly Option<string[]> _failOn = new("--fail-on")
    {
        Description = "Exit with 2: 'worse' when a cell is worse or no longer ends well, or what the gates of NEW's matrix say, 'exact' when any count of the work "
            + "vector or any answer changed. Can be given twice.",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string[]> _metrics = new("--metric")
    {
        Description = "Compare only this metric and print all its verdicts; can be repeated. Fewer metrics find smaller differences.",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<bool> _allowMachine = new(RunDifferences.AllowMachine)
    {
        Description = "Compare although processor, memory, system, governor or runtime differ.",
    };

    private readonly Option<bool> _allowSettings = new(RunDifferences.AllowSettings)
    {
        Description = "Compare although seed, iterations, warm-up, probes or verification differ.",
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print JSON." };
    private readonly Option<string?> _markdown = new("--markdown")
    {
        Description = "Write the comparison for a pull request to this file.",
    };

    /// <inheritdoc/>
    public Command Create()
    {
        ExampleCommand command = new(
            "compare",
            "Compares two result directories: a verdict per cell and metric, and every change of the deterministic work. "
                + "Exit codes: 0 compared, 1 bad input or runs that cannot be compared, 2 a gate of --fail-on found what it looks "
                + "for, 3 a gate found nothing but a run is incomplete, 4 --fail-on worse cannot decide since an A/A pair differs.",
            "gc-compare compare results/main results/branch",
            "gc-compare compare results/main results/branch --fail-on worse --fail-on exact --markdown comment.md",
            "gc-compare compare results/main results/branch --metric wall_ns --json");
        _failOn.CompletionSources.Add(s_gates);
        _metrics.CompletionSources.Add(NameCompletions.Metrics);
        command.Arguments.Add(_base);
        command.Arguments.Add(_new);
        foreach (Option option in (Option[])[_failOn, _metrics, _allowMachine, _allowSettings, _json, _markdown])
        {
            command.Options.Add(option);
        }

        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        string[] gates = Known("--fail-on", "gate", parsed.GetValue(_failOn), s_gates);
        string[] names = Known(
            "--metric", "metric", parsed.GetValue(_metrics), [.. MetricCatalog.Metrics.Select(metric => metric.Name)]);
        ComparedRun baseRun = ComparedRun.Read(parsed.GetRequiredValue(_base));
        ComparedRun newRun = ComparedRun.Read(parsed.GetRequiredValue(_new));
        RunDifferences.Refuse(
            RunDifferences.Of(baseRun, newRun), parsed.GetValue(_allowMachine), parsed.GetValue(_allowSettings));
        RunComparison comparison = RunComparer.Compare(
            baseRun,
            newRun,
            [.. MetricCatalog.Metrics.Where(metric => names.Length == 0 || names.Contains(metric.Name, StringComparer.Ordinal))]);
        if (parsed.GetValue(_json))
        {
            view.Line(JsonSerializer.Serialize(comparison, RunComparisonJson.Default.RunComparison));
        }
        else
        {
            RunComparisonView.Show(view, comparison, all: names.Length > 0);
        }

        if (parsed.GetValue(_markdown) is { } path)
        {
            Write(path, RunComparisonMarkdown.Render(comparison));
        }

        MatrixGateResult? own =
            gates.Contains(Worse, StringComparer.Ordinal) ? MatrixGate.Evaluate(baseRun, newRun) : null;
        return Gate(comparison, gates, own);
    }

    private int Gate(RunComparison comparison, string[] gates, MatrixGateResult? own)
    {
        bool worse = gates.Contains(Worse, StringComparer.Ordinal);
        bool exact = gates.Contains(Exact, StringComparer.Ordinal);
        (bool Fails, int ExitCode, string Words)[] rules =
        [
            (exact && comparison.HasExactChange, ExitCodes.Regression, "the deterministic work changed (--fail-on exact)."),
            (own is { Counts.Count: > 0 }, ExitCodes.Regression, "a count changed that the gate of the matrix holds."),
            (worse && comparison.HasLostCells, ExitCodes.Regression, "a cell no longer ends well (--fail-on worse)."),
            (worse && comparison.IsGreyed, ExitCodes.AaPairDiffers, "an A/A pair differs from itself, so nothing can be called worse."),
            (worse && own is { Worse.Count: > 0 }, ExitCodes.Regression, "a cell is worse than the gate of the matrix allows."),
            (worse && own?.Stat is null && comparison.HasWorse, ExitCodes.Regression, "a cell is worse (--fail-on worse)."),
            (exact && !comparison.ComparesWork, ExitCodes.BadInput, "the work cannot be compared, since the seeds differ."),
            (gates.Length > 0 && comparison.IsIncomplete, ExitCodes.Incomplete, "a run is incomplete; finish it with --resume."),
        ];
        MatrixGateView.Show(view, own);
        foreach ((bool fails, int exitCode, string words) in rules)
        {
            if (fails)
            {
                view.Error("gate: " + words);
                return exitCode;
            }
        }

        return ExitCodes.Ok;
    }

    private static string[] Known(string option, string what, string[]? given, string[] valid)
    {
        string[] all = given ?? [];
        Problem[] problems =
        [
            .. all.Except(valid, StringComparer.Ordinal)
                .Select(name => new Problem(option, $"Unknown {what} '{name}'{NearestWord.Suggest(name, valid)}")),
        ];
        return problems.Length == 0 ? all : throw new InputException(problems);
    }

    private static void Write(string path, string text)
    {
        try
        {
            File.WriteAllText(path, text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                $"{path}: The comparison cannot be written ({exception.Message.TrimEnd('.')}); name another place.", exception);
        }
    }
}
