using System.Globalization;

namespace Compare.Harness.Results;

/// <summary>The warnings of single invocations, each said once: how often it came, and where first.</summary>
public static class RunWarnings
{
    /// <summary>Separates the warnings of one invocation.</summary>
    public const string Separator = "; ";

    /// <summary>Collects the warnings.</summary>
    /// <param name="invocations">Rows of <c>invocations.csv</c>.</param>
    /// <returns>One sentence each, in order of their first appearance.</returns>
    public static IReadOnlyList<string> Of(IEnumerable<InvocationRow> invocations) =>
    [
        .. from row in invocations
           from warning in (row.Warnings ?? string.Empty).Split(Separator, StringSplitOptions.RemoveEmptyEntries)
           group row by warning into rows
           select Sentence(rows.Key, [.. rows]),
    ];

    private static string Sentence(string warning, InvocationRow[] rows) => string.Create(
        CultureInfo.InvariantCulture,
        $"{warning} ({rows.Length} {(rows.Length == 1 ? "invocation" : "invocations")}, first: {rows[0].Config} on {rows[0].Workload})");
}
