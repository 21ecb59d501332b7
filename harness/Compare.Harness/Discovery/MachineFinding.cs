namespace Compare.Harness.Discovery;

/// <summary>One fact about the machine that measurements depend on.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="Value">What was found; "not available" where the system does not say.</param>
/// <param name="Warning">Why numbers are less good because of it and what to do, or null.</param>
public sealed record MachineFinding(string Name, string Value, string? Warning);
