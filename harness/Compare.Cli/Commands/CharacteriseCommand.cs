using System.CommandLine;
using System.Globalization;
using Compare.Cli.Fingerprints;
using Compare.Cli.Views;
using Compare.Engines.Exact.Observations;
using Compare.Harness.Discovery;
using Compare.Harness.Fingerprints;
using Compare.Harness.Matrix;
using Compare.Harness.Results;
using Compare.Harness.Validation;

namespace Compare.Cli.Commands;

/// <summary><c>gc-compare characterise</c>: what workloads do to memory, measured on the exact heap.</summary>
internal sealed class CharacteriseCommand(MatrixSource matrices, Catalogs catalogs, ConsoleView view, NameCompletions names)
    : ICommandFactory
{
    private const string All = "all";

    /// <summary>A matrix needs an engine; this one fits every workload, and nothing runs on it here.</summary>
    private const string Floor = "nogc";

    private const int LeastForMap = 3;

    private readonly Argument<string[]> _workloads = new("workload")
    {
        Description = "Workloads as of 'run --workload', e.g. rings:size=smoke; all in their default size when absent.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _out = new("--out")
    {
        Description = "Directory to write fingerprints.csv, its tables of sizes, survival and degrees, the page and the map "
            + "into.",
    };

    private readonly Option<string?> _seed = new("--seed") { Description = "Seed of the workloads (42)." };

    /// <inheritdoc/>
    public Command Create()
    {
        ExampleCommand command = new(
            "characterise",
            "Measures what workloads do to memory, independent of any engine.",
            "gc-compare characterise rings lru-cache:size=smoke",
            "gc-compare characterise --out fingerprints");
        _workloads.CompletionSources.Add(names.Workloads);
        command.Arguments.Add(_workloads);
        command.Options.Add(_out);
        command.Options.Add(_seed);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        string[] named = parsed.GetValue(_workloads) ?? [];
        MatrixOverrides overrides = new(
            [Floor], named.Length == 0 ? [All] : named, Heaps: [], Invocations: null, parsed.GetValue(_seed), Timeout: null, Verify: false);
        RunMatrix matrix = matrices.Load(MatrixPresets.Default, overrides);
        string? folder = parsed.GetValue(_out);
        CheckWritable(folder);
        List<(WorkloadConfig Workload, Demographics Demographics, Fingerprint Print)> measured = [];
        foreach (WorkloadConfig workload in matrix.Workloads)
        {
            Demographics demographics = DemographicsReader.Read(workload, (ulong)matrix.Runs.Seed);
            measured.Add((workload, demographics, DemographicsReader.Fingerprint(workload.Label, demographics)));
            FingerprintView.Show(view, measured[^1].Print, measured.Count == 1);
        }

        if (folder is not null)
        {
            Write(folder, measured);
        }

        return ExitCodes.Ok;
    }

    private void Write(string folder, List<(WorkloadConfig Workload, Demographics Demographics, Fingerprint Print)> measured)
    {
        Fingerprint[] prints = [.. measured.Select(one => one.Print)];
        WriteTable(folder, "fingerprints.csv", prints);
        WriteTable(folder, "fingerprints-sizes.csv", measured.SelectMany(one => DemographicsReader.Sizes(one.Workload.Label, one.Demographics)));
        WriteTable(folder, "fingerprints-survival.csv", measured.SelectMany(one => DemographicsReader.Survival(one.Workload.Label, one.Demographics)));
        WriteTable(
            folder,
            "fingerprints-degrees.csv",
            measured.SelectMany(one => DemographicsReader.Degrees(one.Workload.Label, one.Demographics)));
        if (prints.Length < LeastForMap)
        {
            view.Line(string.Create(CultureInfo.InvariantCulture, $"A map takes {LeastForMap} workloads or more; the tables are in {folder}."));
            return;
        }

        const string Picture = "fingerprints.svg";
        SuiteMap map = new(prints);
        IReadOnlyList<int> chosen = SuiteChoice.Choose(map, measured.ConvertAll(one => one.Workload), catalogs.Engines);
        File.WriteAllText(Path.Combine(folder, Picture), SuiteMapPicture.Draw(map, chosen));
        File.WriteAllText(Path.Combine(folder, "fingerprints.md"), FingerprintPage.Write(map, chosen, Picture));
        view.Line($"A dozen that cover the others: {string.Join(", ", chosen.Select(index => prints[index].Workload))}.");
        view.Line(Path.Combine(folder, "fingerprints.md"));
    }

    private static void CheckWritable(string? folder)
    {
        if (folder is null)
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InputException("--out", $"The directory '{folder}' cannot be made ({exception.Message.TrimEnd('.')}); name another one.");
        }
    }

    private static void WriteTable<T>(string folder, string name, IEnumerable<T> rows)
    {
        using FileStream stream = File.Create(Path.Combine(folder, name));
        CsvTables.Write(stream, rows);
    }
}
