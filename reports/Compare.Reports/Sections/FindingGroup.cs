namespace Compare.Reports.Sections;

/// <summary>Findings that belong together: those of a workload, or those over all workloads at one heap limit.</summary>
/// <param name="Title">What they share; empty when there is nothing else.</param>
/// <param name="Findings">The findings.</param>
/// <param name="CaseIndex">Case that they are about, for the filter; -1 for several.</param>
public sealed record FindingGroup(string Title, IReadOnlyList<Finding> Findings, int CaseIndex = -1);
