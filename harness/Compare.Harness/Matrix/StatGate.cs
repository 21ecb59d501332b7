namespace Compare.Harness.Matrix;

/// <summary>How much worse a metric may be.</summary>
/// <param name="Metric">Name of the metric, e.g. wall_ns.</param>
/// <param name="WorseThan">Ratio to the base, less 1, beyond which a cell is too much worse.</param>
/// <param name="FalseDiscoveryRate">False-discovery rate over the cells that are compared (Benjamini and Hochberg 1995).</param>
public sealed record StatGate(string Metric, double WorseThan, double FalseDiscoveryRate);
