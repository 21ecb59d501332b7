using Compare.Harness.Costs;
using Compare.Harness.Latency;
using Compare.Harness.Steadiness;

namespace Compare.Harness.Results;

/// <summary>
/// The tables that are computed from the measured ones and from nothing else, so that they can be computed again from the files
/// of a run at any time.
/// </summary>
public static class DerivedTables
{
    /// <summary>Computes the tables; what is already there is replaced.</summary>
    /// <param name="results">A run with its measured rows.</param>
    public static ResultSet Complete(ResultSet results)
    {
        (IReadOnlyList<LatencyRow> latency, IReadOnlyList<CapacityRow> capacity) = LatencyTable.Of(results);
        return results with
        {
            Latency = latency,
            Capacity = capacity,
            Slowest = SlowestRequests.Of(results),
            Costs = CostTable.Of(results),
            Steadiness = SteadinessTable.Of(results),
            Utilization = UtilizationTable.Of(CellRuns.Of(results)),
        };
    }
}
