using System.Globalization;
using Compare.Harness.Results;
using Compare.Reports.Formatting;

namespace Compare.Reports.Sections;

/// <summary>What every report says of where and how the numbers were made.</summary>
internal static class EnvironmentFacts
{
    private const int MostSeeds = 8;

    /// <summary>Each fact with its name; null or empty where it was not recorded.</summary>
    public static IReadOnlyList<(string Name, string? Value)> Of(ResultSet results)
    {
        RunEnvironment environment = results.Environment;
        return
        [
            ("Started", RunParts.Fact(environment, environment.StartedAt, part => part.StartedAt)),
            ("Processor", RunParts.Fact(environment, environment.Processor, part => part.Processor)),
            ("Logical processors", RunParts.Fact(
                environment, Quantity.Count(environment.Cores), part => Quantity.Count(part.Cores))),
            ("Memory", RunParts.Fact(
                environment, Quantity.Bytes(environment.MemoryBytes), part => Quantity.Bytes(part.MemoryBytes))),
            ("System", RunParts.Fact(environment, environment.System, part => part.System)),
            ("Runtime of the workers", RunParts.Fact(environment, environment.Runtime, part => part.Runtime)),
            ("Frequency governor", RunParts.Fact(environment, environment.Governor, part => part.Governor)),
            ("Load at the start", RunParts.Fact(environment, Load(environment.Load), part => Load(part.Load))),
            ("Shard", environment.Shard ?? "none: the whole matrix"),
            ("GC Compare", environment.ToolVersion),
            ("Commit", environment.Commit),
            ("Seeds", Seeds(results)),
            ("Matrix, SHA-256", environment.MatrixHash),
        ];
    }

    private static string? Load(double? load) => load?.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Seeds(ResultSet results)
    {
        List<long> seeds = [.. results.Invocations.Select(row => row.Seed).Distinct().Order()];
        string shown = string.Join(", ", seeds.Take(MostSeeds).Select(seed => seed.ToString(CultureInfo.InvariantCulture)));
        return seeds.Count > MostSeeds ? $"{shown} and {seeds.Count - MostSeeds} more" : shown;
    }
}
