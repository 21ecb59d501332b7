namespace Compare.Harness.Matrix;

/// <summary>The heap limits of a sweep for one workload.</summary>
/// <param name="Workload">The workload with its parameters.</param>
/// <param name="BaseBytes">What the points are multiples of, bytes; null when it could not be found.</param>
/// <param name="Bytes">One limit for each point, bytes; empty without a base: every engine then runs once without limit.</param>
public sealed record WorkloadLimits(string Workload, long? BaseBytes, IReadOnlyList<long> Bytes);
