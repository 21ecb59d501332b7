namespace Compare.Harness.Machine;

/// <summary>
/// The clock rates of all processors at one moment, Hz, as the frequency driver tells them (<c>scaling_cur_freq</c>).
/// </summary>
/// <param name="MinHz">Of the slowest.</param>
/// <param name="MeanHz">The mean.</param>
/// <param name="MaxHz">Of the fastest.</param>
public sealed record ProcessorClocks(long MinHz, long MeanHz, long MaxHz);
