using Compare.Reports.Formatting;
using Compare.Reports.Model;

namespace Compare.Reports.Sections;

/// <summary>What an engine costs at one heap size in the mean of all workloads.</summary>
/// <param name="Config">The engine.</param>
/// <param name="Place">The heap size.</param>
/// <param name="Ratios">By measure the geometric mean over the workloads' least costs; null for a gap.</param>
/// <param name="Gap">
/// Which workloads did not finish, or which measure is not known of which; empty where no mean is missing.
/// </param>
internal sealed record HeapSizeMean(ReportConfig Config, HeapSizePlace Place, IReadOnlyList<Estimate?> Ratios, string Gap);
