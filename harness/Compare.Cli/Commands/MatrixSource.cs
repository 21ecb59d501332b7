using System.Globalization;
using Compare.Engines.Abstractions.Parameters;
using Compare.Harness.Discovery;
using Compare.Harness.Matrix;
using Compare.Harness.Validation;

namespace Compare.Cli.Commands;

/// <summary>Finds the matrix that a command line means, and checks all of it.</summary>
internal sealed class MatrixSource(Catalogs catalogs)
{
    /// <summary>Loads and resolves a matrix.</summary>
    /// <param name="name">Preset or file.</param>
    /// <param name="overrides">What the command line puts in its place.</param>
    /// <exception cref="InputException">Something is wrong; nothing has run.</exception>
    public RunMatrix Load(string name, MatrixOverrides overrides)
    {
        List<Problem> problems = [];
        MatrixDocument? document = Read(name, problems);
        document = document is null ? null : Apply(document, overrides, problems);
        foreach (Located<string> plugin in document?.Plugins ?? [])
        {
            catalogs.Add(plugin.Value, plugin.Place);
        }

        if (document is not null && problems.Count == 0
            && MatrixResolver.Resolve(document, catalogs.Engines, catalogs.Workloads, problems) is { } matrix)
        {
            return matrix with { Plugins = [.. catalogs.Plugins.Select(plugin => plugin.Path)] };
        }

        throw new InputException(problems);
    }

    private static MatrixDocument? Read(string name, List<Problem> problems)
    {
        if (MatrixPresets.Find(name) is { } preset)
        {
            return MatrixReader.Read(preset, name, problems);
        }

        bool looksLikeFile = name.Contains('/', StringComparison.Ordinal) || name.Contains('\\', StringComparison.Ordinal)
            || Path.HasExtension(name) || File.Exists(name);
        if (!looksLikeFile)
        {
            problems.Add(new Problem(
                "gc-compare run", $"There is no preset and no file '{name}'{NearestWord.Suggest(name, MatrixPresets.Names)}"));
            return null;
        }

        try
        {
            return MatrixReader.Read(File.ReadAllText(name), name, problems);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            problems.Add(new Problem(
                name, $"The matrix cannot be read ({exception.Message.TrimEnd('.')}); name a readable YAML file or a preset ({string.Join(", ", MatrixPresets.Names)})."));
            return null;
        }
    }

    private static MatrixDocument Apply(MatrixDocument document, MatrixOverrides overrides, List<Problem> problems)
    {
        RunSettings runs = Timed(document.Runs, overrides.Timeout, problems);
        runs = runs with
        {
            Invocations = (int)(Number("--invocations", overrides.Invocations, 1, 100_000, problems) ?? runs.Invocations),
            Seed = Number("--seed", overrides.Seed, 0, long.MaxValue, problems) ?? runs.Seed,
            Verify = overrides.Verify || runs.Verify,
        };
        document = document with { Runs = runs };
        if (overrides.Workloads.Count > 0)
        {
            document = document with { Workloads = Configs("--workload", overrides.Workloads, problems), Sweep = WithoutLimits(document) };
        }

        if (overrides.Heaps.Count > 0)
        {
            document = document with { Heaps = Heaps(overrides.Heaps, problems), Sweep = null };
        }

        if (overrides.Engines.Count > 0)
        {
            List<Located<ConfigExpression>> configs = Configs("--engine", overrides.Engines, problems);

            // The matrix's baseline stays only if it is still there; otherwise the first engine takes its place.
            document = document with { Engines = configs, IsBaselineOptional = true, Sweep = WithoutLimits(document) };
        }

        // Rules of the file may name what the command line replaced.
        return overrides.Engines.Count + overrides.Workloads.Count > 0 ? document with { Include = [], Exclude = [] } : document;
    }

    // Limits that were found for other engines or workloads have to be found again.
    private static Located<HeapSweep>? WithoutLimits(MatrixDocument document) =>
        document.Sweep is { } sweep ? sweep with { Value = sweep.Value with { Limits = null } } : null;

    private static List<Located<ConfigExpression>> Configs(string option, IReadOnlyList<string> texts, List<Problem> problems)
    {
        List<Located<ConfigExpression>> configs = [];
        foreach (string text in texts)
        {
            if (ConfigExpression.TryParse(text, out ConfigExpression? expression, out string error))
            {
                configs.Add(new Located<ConfigExpression>(expression!, option));
            }
            else
            {
                problems.Add(new Problem(option, Stop(error)));
            }
        }

        return configs;
    }

    private static List<Located<long?>> Heaps(IReadOnlyList<string> texts, List<Problem> problems)
    {
        List<Located<long?>> heaps = [];
        foreach (string text in texts)
        {
            if (HeapLimits.TryParse(text, out long? bytes, out string error))
            {
                heaps.Add(new Located<long?>(bytes, "--heap"));
            }
            else
            {
                problems.Add(new Problem("--heap", Stop(error)));
            }
        }

        return heaps;
    }

    private static long? Number(string option, string? text, long least, long most, List<Problem> problems)
    {
        if (text is null)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            && number >= least && number <= most)
        {
            return number;
        }

        problems.Add(new Problem(option, $"'{text}' is not a whole number from {least} to {most}; write for example '{option} 5'."));
        return null;
    }

    private static RunSettings Timed(RunSettings runs, string? text, List<Problem> problems)
    {
        if (text is not null && !TimeoutText.TryApply(text, ref runs, out string error))
        {
            problems.Add(new Problem("--timeout", Stop(error)));
        }

        return runs;
    }

    private static string Stop(string error)
    {
        string sentence = char.ToUpperInvariant(error[0]) + error[1..];
        return sentence[^1] is '.' or '?' ? sentence : sentence + ".";
    }
}
