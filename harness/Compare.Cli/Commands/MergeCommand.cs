using System.CommandLine;
using System.Globalization;
using Compare.Cli.Views;
using Compare.Harness.Matrix;
using Compare.Harness.Planning;
using Compare.Harness.Results;
using Compare.Harness.Validation;
using Compare.Harness.Verification;

namespace Compare.Cli.Commands;

/// <summary><c>gc-compare merge</c>: puts the shards of a matrix together.</summary>
internal sealed class MergeCommand(MatrixSource source, ReportFiles reports, ConsoleView view) : ICommandFactory
{
    private const int MostNamed = 20;

    private readonly Argument<string[]> _directories = new("directories")
    {
        Description = "Result directories of one matrix: shards, or runs that were stopped.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> _out = new("--out") { Description = "Directory for the merged result; new or empty.", Required = true };

    /// <inheritdoc/>
    public Command Create()
    {
        ExampleCommand command = new(
            "merge",
            "Puts the shards of one matrix together, with all tables and reports as 'run' writes them; the shards stay as they are. "
                + "Exit codes: 0 complete, 1 bad input, 3 invocations are missing or cells failed.",
            "gc-compare merge results/night-1 results/night-2 --out results/night");
        command.Arguments.Add(_directories);
        command.Options.Add(_out);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        string[] paths = [.. parsed.GetRequiredValue(_directories).DistinctBy(Path.GetFullPath)];
        string target = parsed.GetRequiredValue(_out);
        if (ResultDirectory.Check(target, string.Empty, resume: false) is { } occupied)
        {
            throw new InputException(
                occupied.Place, "This is not an empty directory; name a new one with --out: merging never changes a result.");
        }

        foreach (string path in paths)
        {
            ResultVerifier.RequireRawFiles(path);
        }

        RunMatrix matrix = source.Load(
            Path.Combine(paths[0], ResultFiles.Matrix), new MatrixOverrides([], [], [], null, null, null, Verify: false));
        ResultMerger merger = new(paths, matrix);
        using ResultDirectory directory = ResultDirectory.Open(target, merger.Yaml, merger.Plan, resume: false);
        ResultSet results = ResultSetBuilder.Build(matrix, merger.Yaml, directory, merger.Write(directory));
        ResultSetWriter.Write(results, directory);
        reports.WriteAll(results, directory.Root);
        ShowParts(results.Environment.Parts ?? []);
        foreach (string warning in results.Environment.Warnings)
        {
            view.Warning(warning);
        }

        SummaryView.Show(view, results);
        ShowMissing(merger.Missing, directory);
        view.Line(directory.PathOf(ResultFiles.HtmlReport));
        return merger.Missing.Count == 0 && RunOutcome.IsClean(directory, results) ? ExitCodes.Ok : ExitCodes.Incomplete;
    }

    private void ShowParts(IReadOnlyList<RunPart> parts)
    {
        foreach (RunPart part in parts)
        {
            string what = part.Shard is { } shard ? $"shard {shard}" : "run";
            view.Line(string.Create(
                CultureInfo.InvariantCulture, $"{what}: {part.Invocations} invocations, started {part.StartedAt} on {part.Machine}"));
        }
    }

    private void ShowMissing(IReadOnlyList<PlannedInvocation> missing, ResultDirectory directory)
    {
        if (missing.Count == 0)
        {
            return;
        }

        view.Warning(string.Create(CultureInfo.InvariantCulture, $"{missing.Count} invocations are missing:"));
        foreach (PlannedInvocation planned in missing.Take(MostNamed))
        {
            view.Warning($"  {planned.Key}");
        }

        if (missing.Count > MostNamed)
        {
            view.Warning(string.Create(CultureInfo.InvariantCulture, $"  and {missing.Count - MostNamed} more"));
        }

        view.Warning($"Finish the shards with --resume and merge again, or run the rest here: gc-compare run --resume --out {directory.Root}");
    }
}
