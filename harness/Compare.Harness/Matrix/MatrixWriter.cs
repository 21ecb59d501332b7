using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Compare.Harness.Matrix;

/// <summary>Writes the flattened form of a matrix: sweeps expanded, defaults filled in, always the same text for the same matrix.</summary>
public static class MatrixWriter
{
    /// <summary>The flattened matrix as YAML; reading it gives the same cells.</summary>
    /// <param name="matrix">The matrix.</param>
    public static string Write(RunMatrix matrix)
    {
        StringBuilder text = new();
        text.Append(MatrixSchema.Modeline).Append('\n');
        text.Append("schema: ").Append(MatrixDocument.Schema).Append('\n');
        AppendText(text, "name", matrix.Name);
        AppendText(text, "question", matrix.Question);
        AppendText(text, "baseline", matrix.Baseline);
        if (matrix.Plugins.Count > 0)
        {
            AppendList(text, "plugins", matrix.Plugins);
        }

        AppendList(text, "engines", matrix.Engines.Select(engine =>
            Entry(engine.Label, engine.IsWithoutHeapLimit, "workloads", engine.Workloads)));
        AppendList(text, "workloads", matrix.Workloads.Select(workload =>
            Entry(workload.Label, isWithoutHeapLimit: false, "engines", workload.Engines)));
        if (matrix.Sweep is { } sweep)
        {
            AppendSweep(text, sweep);
        }
        else
        {
            AppendList(text, "heap", matrix.Heaps.Select(HeapLimits.Format));
        }

        text.Append("runs:\n")
            .Append("  invocations: ").Append(matrix.Runs.Invocations).Append('\n')
            .Append("  iterations: ").Append(IterationsText(matrix.Runs)).Append('\n')
            .Append("  warmup: ").Append(matrix.Runs.Warmup).Append('\n')
            .Append(matrix.Runs.Order == default ? string.Empty : $"  order: {matrix.Runs.Order.Name()}\n")
            .Append("  seed: ").Append(matrix.Runs.Seed).Append('\n')
            .Append("  timeout: ").Append(TimeoutText.Format(matrix.Runs)).Append('\n')
            .Append("  aa_pair: ").Append(matrix.Runs.AaPair ? "true\n" : "false\n")
            .Append(matrix.Runs.Canary switch { true => "  canary: true\n", false => "  canary: false\n", null => string.Empty })
            .Append("  tolerance: ").Append(Percentages.Format(matrix.Runs.Tolerance)).Append('\n')
            .Append(matrix.Runs.Batch == BatchSize.One ? string.Empty : $"  batch: {matrix.Runs.Batch}\n")
            .Append(matrix.Runs.Verify ? "  verify: true\n" : string.Empty);
        if (matrix.Runs.Probes != Probes.All)
        {
            text.Append("probes: [").AppendJoin(", ", ProbeCatalog.NamesOf(matrix.Runs.Probes)).Append("]\n");
        }

        AppendGates(text, matrix.Gates);
        AppendList(text, "include", matrix.Include.Select(Rule));
        AppendList(text, "exclude", matrix.Exclude.Select(Rule));
        return text.ToString();
    }

    /// <summary>SHA-256 of a flattened matrix, hexadecimal. The line for editors is no part of the matrix.</summary>
    /// <param name="yaml">Text of <see cref="Write"/>.</param>
    public static string Hash(string yaml)
    {
        string matrix = yaml.StartsWith(MatrixSchema.Modeline + "\n", StringComparison.Ordinal)
            ? yaml[(MatrixSchema.Modeline.Length + 1)..]
            : yaml;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(matrix)));
    }

    /// <summary>The measured iterations of settings as they are written.</summary>
    /// <param name="runs">The settings.</param>
    public static string IterationsText(RunSettings runs) => runs.Iterations?.ToString(CultureInfo.InvariantCulture) ?? "auto";

    private static void AppendText(StringBuilder text, string key, string? value)
    {
        if (value is not null)
        {
            text.Append(key).Append(": ").Append(Quote(value)).Append('\n');
        }
    }

    private static void AppendList(StringBuilder text, string key, IEnumerable<string> items)
    {
        string[] all = [.. items];
        if (all.Length > 0)
        {
            text.Append(key).Append(":\n");
            foreach (string item in all)
            {
                text.Append("  - ").Append(item).Append('\n');
            }
        }
    }

    private static void AppendSweep(StringBuilder text, HeapSweep sweep)
    {
        text.Append("heap:\n")
            .Append("  relative_to: ").Append(sweep.Base.Name()).Append('\n')
            .Append("  points: [").AppendJoin(", ", sweep.Points.Select(HeapSweep.Text)).Append("]\n")
            .Append("  order: ").Append(sweep.Order.Name()).Append('\n');
        if (sweep.Limits is { } limits)
        {
            text.Append("  limits:\n");
            foreach (WorkloadLimits one in limits)
            {
                text.Append("    - {workload: ").Append(Quote(one.Workload)).Append(", base: ")
                    .Append(one.BaseBytes is { } bytes ? bytes.ToString(CultureInfo.InvariantCulture) : "none").Append(", bytes: [")
                    .AppendJoin(", ", one.Bytes).Append("]}\n");
            }
        }
    }

    private static void AppendGates(StringBuilder text, MatrixGates? gates)
    {
        if (gates is null)
        {
            return;
        }

        text.Append("gates:\n");
        if (gates.Exact.Count > 0)
        {
            text.Append("  exact: [").AppendJoin(", ", gates.Exact.Select(Quote)).Append("]\n");
        }

        if (gates.Stat is { } stat)
        {
            text.Append("  stat: {metric: ").Append(stat.Metric)
                .Append(", worse_than: ").Append(Percentages.Format(stat.WorseThan))
                .Append(", fdr: ").Append(Percentages.Format(stat.FalseDiscoveryRate)).Append("}\n");
        }
    }

    private static string Entry(string label, bool isWithoutHeapLimit, string key, IReadOnlyList<CellFilter> filters)
    {
        if (!isWithoutHeapLimit && filters.Count == 0)
        {
            return Quote(label);
        }

        string heap = isWithoutHeapLimit ? ", heap: none" : string.Empty;
        string others = filters.Count == 0 ? string.Empty : $", {key}: [{string.Join(", ", filters.Select(Filter))}]";
        return $"{{use: {Quote(label)}{heap}{others}}}";
    }

    private static string Filter(CellFilter filter) =>
        "{" + string.Join(", ", ((string[])[Patterns("include", filter.Include), Patterns("exclude", filter.Exclude)]).Where(one => one.Length > 0)) + "}";

    private static string Patterns(string key, IReadOnlyList<string> patterns) =>
        patterns.Count == 0 ? string.Empty : $"{key}: [{string.Join(", ", patterns.Select(Quote))}]";

    private static string Rule(MatrixRule rule) =>
        $"{{engine: {Quote(rule.Engine)}, workload: {Quote(rule.Workload)}}}";

    // A JSON string is a double-quoted YAML scalar.
    private static string Quote(string value) =>
        "\"" + JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping) + "\"";
}
