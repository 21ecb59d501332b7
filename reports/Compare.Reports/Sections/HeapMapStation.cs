namespace Compare.Reports.Sections;

/// <summary>A moment of a heap that is worth a sentence.</summary>
/// <param name="Look">Number of the look that shows it.</param>
/// <param name="AllocatedBytes">Its place on the allocation clock.</param>
/// <param name="Text">The sentence; every number in it is from the looks.</param>
internal sealed record HeapMapStation(int Look, long AllocatedBytes, string Text);
