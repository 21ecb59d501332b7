using Compare.Harness.Results;
using Compare.Reports.Formatting;
using Compare.Reports.Model;

namespace Compare.Reports.Sections;

/// <summary>Something that was run, or planned, and is in no comparison.</summary>
/// <param name="Reason">Why, in words that many share.</param>
/// <param name="Fate">What became of it instead.</param>
/// <param name="Config">Name of the engine with its parameters.</param>
/// <param name="Workload">What it ran.</param>
/// <param name="HeapBytes">Its heap limit.</param>
/// <param name="Invocation">Its invocation; null for a share of several.</param>
/// <param name="Order">Its place in the order executed; null where it never ran.</param>
/// <param name="Iterations">Iterations that do not count; null for a whole invocation.</param>
/// <param name="Detail">What was recorded of it.</param>
internal sealed record Exclusion(
    string Reason,
    string Fate,
    string Config,
    string Workload,
    long? HeapBytes,
    int? Invocation,
    int? Order,
    int? Iterations,
    string Detail)
{
    private const string WorkKind = "work";

    /// <summary>Everything of a run that is in no comparison, by reason and then in the order executed.</summary>
    public static IReadOnlyList<Exclusion> Of(ReportModel model) =>
    [
        .. Failed(model), .. WarmUp(model), .. Twins(model), .. Counted(model), .. Canaries(model),
    ];

    private static IEnumerable<Exclusion> Failed(ReportModel model) => model.Results.Invocations
        .Where(row => row.Status != CellStatus.Ok)
        .OrderBy(row => row.Status)
        .ThenBy(row => row.Order)
        .Select(row => new Exclusion(
            Words.Status(row.Status),
            row.Status == CellStatus.NotApplicable ? "It was not started" : "Its cell is named as failed and is in no mean",
            row.Config,
            row.Workload,
            row.HeapBytes,
            row.Invocation,
            row.Status == CellStatus.NotApplicable ? null : row.Order,
            Iterations: null,
            row.Error ?? "No reason was recorded."));

    private static IEnumerable<Exclusion> WarmUp(ReportModel model) =>
        from cell in model.Cells
        let warm = model.IterationsOf(cell).Where(row => !row.Measured).ToList()
        where warm.Count > 0
        select new Exclusion(
            "warm-up iteration",
            "It is drawn among the iterations, and its events among the collections",
            cell.Config.Name,
            cell.Case.Workload,
            cell.Case.HeapBytes,
            Invocation: null,
            Order: null,
            warm.Count,
            $"in {Words.Number(warm.DistinctBy(row => row.Invocation).Count(), "invocation", "invocations")}");

    private static IEnumerable<Exclusion> Twins(ReportModel model) => model.Results.Twins.OrderBy(row => row.Order)
        .Select(row => new Exclusion(
            "twin of the A/A pair",
            "It is compared with the cell that it repeats, to judge the run itself",
            row.Config,
            row.Workload,
            row.HeapBytes,
            row.Invocation,
            row.Order,
            Iterations: null,
            row.Error ?? Words.Status(row.Status)));

    private static IEnumerable<Exclusion> Counted(ReportModel model)
    {
        Dictionary<(string Config, string Workload, long? HeapBytes, int Invocation), int> orders = model.Results.Machine.Where(row => row.Kind == WorkKind)
            .DistinctBy(row => (row.Config, row.Workload, row.HeapBytes, row.Invocation))
            .ToDictionary(row => (row.Config, row.Workload, row.HeapBytes, row.Invocation), row => row.Order);
        HashSet<(string, string, long?, int)> timed =
            [.. model.Results.Invocations.Select(row => (row.Config, row.Workload, row.HeapBytes, row.Invocation))];
        return model.Results.Work.Select(row => (row.Config, row.Workload, row.HeapBytes, row.Invocation))
            .Concat(orders.Keys)
            .Distinct()
            .Where(key => !timed.Contains(key))
            .Select(key => (Key: key, Order: orders.TryGetValue(key, out int order) ? order : (int?)null))
            .OrderBy(item => item.Order)
            .Select(item => new Exclusion(
                "run with counting probes",
                "It gives the work vector and the samples of memory; probes cost time",
                item.Key.Config,
                item.Key.Workload,
                item.Key.HeapBytes,
                item.Key.Invocation,
                item.Order,
                Iterations: null,
                string.Empty));
    }

    private static IEnumerable<Exclusion> Canaries(ReportModel model) => model.Results.Canary.OrderBy(row => row.Order)
        .Select(row => new Exclusion(
            "canary",
            "It shows whether the machine drifts",
            row.Config,
            row.Workload,
            row.HeapBytes,
            row.Invocation,
            row.Order,
            Iterations: null,
            row.Error ?? Words.Status(row.Status)));
}
