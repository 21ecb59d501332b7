using Compare.Harness.HeapMaps;

namespace Compare.Reports.Sections;

/// <summary>A look whose occupancy is shown.</summary>
/// <param name="Name">What is special about it: fullest, least filled or last.</param>
/// <param name="Look">The look.</param>
/// <param name="Histograms">One for each kind of unit that the engine has.</param>
internal sealed record OccupancyMoment(string Name, HeapMapLook Look, IReadOnlyList<OccupancyHistogram> Histograms);
