using System.Globalization;
using Compare.Harness.Results;
using Compare.Reports.Formatting;
using Compare.Reports.Model;

namespace Compare.Reports.Sections;

/// <summary>Where and how the numbers were made, and how to make them again.</summary>
public sealed class EnvironmentSection : IReportSection
{
    /// <inheritdoc/>
    public string Id => "environment";

    /// <inheritdoc/>
    public string Title => "Environment and order";

    /// <inheritdoc/>
    public string ShortTitle => "Environment";

    /// <inheritdoc/>
    public int Order => 110;

    /// <inheritdoc/>
    public string WhenEmpty => "The environment was not recorded.";

    /// <inheritdoc/>
    public SectionContent? Build(ReportModel model)
    {
        RunEnvironment environment = model.Results.Environment;
        List<InvocationRow> order = [.. model.Results.Invocations.OrderBy(row => row.Order)];
        return new SectionContent(new
        {
            Facts = new[]
            {
                Fact("Started", RunParts.Fact(environment, environment.StartedAt, part => part.StartedAt)),
                Fact("Processor", RunParts.Fact(environment, environment.Processor, part => part.Processor)),
                Fact("Logical processors", RunParts.Fact(
                    environment, Quantity.Count(environment.Cores), part => Quantity.Count(part.Cores))),
                Fact("Memory", RunParts.Fact(
                    environment, Quantity.Bytes(environment.MemoryBytes), part => Quantity.Bytes(part.MemoryBytes))),
                Fact("System", RunParts.Fact(environment, environment.System, part => part.System)),
                Fact("Runtime of the workers", RunParts.Fact(environment, environment.Runtime, part => part.Runtime)),
                Fact("Frequency governor", RunParts.Fact(environment, environment.Governor, part => part.Governor)),
                Fact("Load at the start", RunParts.Fact(environment, Load(environment.Load), part => Load(part.Load))),
                Fact("Shard", environment.Shard ?? "none: the whole matrix"),
                Fact("GC Compare", environment.ToolVersion),
                Fact("Commit", environment.Commit),
                Fact("Seeds", Seeds(model.Results)),
                Fact("Matrix, SHA-256", environment.MatrixHash),
            },
            PartsHtml = RunParts.Draw(environment),
            Repeat = model.Results.RepeatCommand,
            Matrix = model.Results.MatrixYaml,
            OrderHtml = OrderStrip.Draw(model, order),
            OrderText = OrderText(order),
            HasOrder = order.Count > 0,
        });
    }

    private static object Fact(string name, string? value) => new
    {
        Name = name,
        Value = string.IsNullOrEmpty(value) ? Quantity.NotAvailable : value,
        IsMissing = string.IsNullOrEmpty(value),
    };

    private static string? Load(double? load) => load?.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Seeds(ResultSet results)
    {
        List<long> seeds = [.. results.Invocations.Select(row => row.Seed).Distinct().Order()];
        string shown = string.Join(", ", seeds.Take(8).Select(seed => seed.ToString(CultureInfo.InvariantCulture)));
        return seeds.Count > 8 ? $"{shown} and {seeds.Count - 8} more" : shown;
    }

    private static string OrderText(List<InvocationRow> order)
    {
        int longest = 0;
        int run = 0;
        for (int index = 0; index < order.Count; index++)
        {
            run = index > 0 && order[index].Config == order[index - 1].Config ? run + 1 : 1;
            longest = Math.Max(longest, run);
        }

        return $"{Words.Number(order.Count, "invocation", "invocations")} in the order in which they ran, coloured by engine. "
            + $"Longest stretch of one config: {longest}. Interleaving spreads a drift of the machine over all engines alike.";
    }
}
