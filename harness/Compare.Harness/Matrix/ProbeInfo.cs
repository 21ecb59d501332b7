namespace Compare.Harness.Matrix;

/// <summary>One recording that a matrix can switch off.</summary>
/// <param name="Name">Its word in matrix files.</param>
/// <param name="Flag">The recording.</param>
/// <param name="Summary">One sentence on what is recorded.</param>
/// <param name="Empty">Files and columns that are empty without it.</param>
public sealed record ProbeInfo(string Name, Probes Flag, string Summary, string Empty);
