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
            Facts = EnvironmentFacts.Of(model.Results).Select(fact => new
            {
                fact.Name,
                Value = string.IsNullOrEmpty(fact.Value) ? Quantity.NotAvailable : fact.Value,
                IsMissing = string.IsNullOrEmpty(fact.Value),
            }).ToList(),
            PartsHtml = RunParts.Draw(environment),
            Repeat = model.Results.RepeatCommand,
            Matrix = model.Results.MatrixYaml,
            OrderHtml = OrderStrip.Draw(model, order),
            OrderText = OrderText(order),
            HasOrder = order.Count > 0,
        });
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
