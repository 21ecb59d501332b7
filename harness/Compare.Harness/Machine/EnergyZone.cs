namespace Compare.Harness.Machine;

/// <summary>One counter of energy at one moment (Linux documentation, "Power Capping Framework").</summary>
/// <param name="Name">What it measures: package-0, dram, core …</param>
/// <param name="MicroJoules">Its value.</param>
/// <param name="RangeMicroJoules">The value after which it starts at 0 again; null when the system does not say.</param>
internal readonly record struct EnergyZone(string Name, long MicroJoules, long? RangeMicroJoules)
{
    /// <summary>
    /// Energy since an earlier moment, µJ; at most one turn of the counter is seen, which takes minutes at full power.
    /// </summary>
    /// <param name="before">The same counter then.</param>
    /// <returns>The energy; null when the counter turned and its range is not known.</returns>
    public long? Since(EnergyZone before) =>
        MicroJoules >= before.MicroJoules ? MicroJoules - before.MicroJoules
        : RangeMicroJoules is { } range ? range - before.MicroJoules + MicroJoules
        : null;
}
