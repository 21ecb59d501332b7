namespace Compare.Harness.Fingerprints;

/// <summary>Two workloads and how far apart they are.</summary>
/// <param name="One">The first.</param>
/// <param name="Other">The second.</param>
/// <param name="Distance">Distance of their standardised features.</param>
public sealed record WorkloadPair(string One, string Other, double Distance);
