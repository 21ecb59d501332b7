namespace Compare.Harness.Results;

/// <summary>
/// Holds the answers of all engines to one workload and seed against each other. An answer that most configurations give
/// stands and the others become invalid; where no answer has a majority, none can be trusted and all become invalid.
/// </summary>
public static class ChecksumAgreement
{
    /// <summary>The rows, with disagreeing ones marked invalid.</summary>
    /// <param name="rows">Rows of <c>invocations.csv</c>.</param>
    public static IReadOnlyList<InvocationRow> Apply(IReadOnlyList<InvocationRow> rows)
    {
        Dictionary<(string, long), Verdict> verdicts = rows
            .Where(Counts)
            .GroupBy(row => (row.Workload, row.Seed))
            .ToDictionary(group => group.Key, group => Verdict.Of(group));
        return [.. rows.Select(row => Counts(row) ? verdicts[(row.Workload, row.Seed)].Judge(row) : row)];
    }

    private static bool Counts(InvocationRow row) => row is { Status: CellStatus.Ok, Checksum: not null };

    private sealed record Verdict(string? Accepted, ILookup<string, string> ConfigsByChecksum)
    {
        public static Verdict Of(IEnumerable<InvocationRow> rows)
        {
            (string Checksum, string Config)[] answers = [.. rows.Select(row => (row.Checksum!, row.Config)).Distinct()];
            int configs = answers.Select(answer => answer.Config).Distinct(StringComparer.Ordinal).Count();
            ILookup<string, string> byChecksum = answers.ToLookup(answer => answer.Checksum, answer => answer.Config, StringComparer.Ordinal);
            IGrouping<string, string> first = byChecksum.MaxBy(group => group.Count())!;
            bool stands = byChecksum.Count == 1 || first.Count() * 2 > configs;
            return new Verdict(stands ? first.Key : null, byChecksum);
        }

        public InvocationRow Judge(InvocationRow row)
        {
            if (row.Checksum == Accepted)
            {
                return row;
            }

            string others = string.Join(", ", ConfigsByChecksum
                .Where(group => group.Key != row.Checksum)
                .SelectMany(group => group.Select(config => $"{config} {group.Key}"))
                .Order(StringComparer.Ordinal)
                .Take(4));
            string error = Accepted is null
                ? $"The engines do not agree on the answer: {row.Checksum} here, elsewhere {others}."
                : $"The answer is {row.Checksum}, but most engines say {Accepted} ({others}).";
            return row with { Status = CellStatus.Invalid, Error = error };
        }
    }
}
