using System.Reflection;
using System.Text;
using Compare.Harness.Results;
using Compare.Harness.Validation;

namespace Compare.Harness.Verification;

/// <summary>Holds recomputed files against those of a result directory.</summary>
/// <param name="root">The directory.</param>
internal sealed class RecomputedFiles(string root)
{
    private static readonly string[] s_tables =
    [
        .. typeof(ResultFiles).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => field.GetRawConstantValue()).OfType<string>()
            .Where(name => name.EndsWith(".csv", StringComparison.Ordinal) || name == ResultFiles.HeapMaps),
    ];

    private readonly List<string> _recomputed = [];
    private readonly List<string> _missing = [];

    /// <summary>Files that were there and were recomputed.</summary>
    public IReadOnlyList<string> Verified => [.. _recomputed.Except(_missing, StringComparer.Ordinal)];

    /// <summary>Reports that are not there.</summary>
    public IReadOnlyList<string> NotThere =>
        [.. _missing.Except(s_tables, StringComparer.Ordinal)];

    /// <summary>Compares a table.</summary>
    /// <param name="name">Name of the file.</param>
    /// <param name="write">Writes the recomputed table.</param>
    public IReadOnlyList<ResultDifference> Table(string name, Action<Stream> write) => Compare(name, write, (stored, recomputed) =>
    {
        using StreamReader left = new(stored, Encoding.UTF8);
        using StreamReader right = new(recomputed, Encoding.UTF8);
        return TableDifferences.Of(name, left, right);
    });

    /// <summary>Compares a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="results">What it is made from.</param>
    public IReadOnlyList<ResultDifference> Report(IResultReport report, ResultSet results) =>
        Compare(report.FileName, stream => report.Write(results, stream), (stored, recomputed) =>
        {
            using StreamReader left = new(stored, Encoding.UTF8);
            using StreamReader right = new(recomputed, Encoding.UTF8);
            return [.. LineDifferences.Of(report.FileName, left.ReadToEnd(), right.ReadToEnd())];
        });

    /// <summary>Tables that the directory holds and that the raw files do not give: requests that nothing served, for example.</summary>
    public IEnumerable<ResultDifference> TablesOfNothing() => s_tables
        .Where(name => !_recomputed.Contains(name, StringComparer.Ordinal) && File.Exists(Path.Combine(root, name)))
        .Select(name => new ResultDifference(name, null, string.Empty, null, "a table", null));

    /// <summary>Ends the verification of a directory that lacks tables.</summary>
    /// <exception cref="InputException">A table is missing.</exception>
    public void ThrowIfTablesAreMissing()
    {
        Problem[] problems =
        [
            .. _missing.Select(name => new Problem(
                Path.Combine(root, name), "The table is not there; restore it, or write it again with 'gc-compare run --resume'.")),
        ];
        if (problems.Length > 0)
        {
            throw new InputException(problems);
        }
    }

    private IReadOnlyList<ResultDifference> Compare(
        string name, Action<Stream> write, Func<Stream, Stream, IReadOnlyList<ResultDifference>> find)
    {
        string path = Path.Combine(root, name);
        _recomputed.Add(name);
        if (!File.Exists(path))
        {
            _missing.Add(name);
            return [];
        }

        try
        {
            using FileStream stored = File.OpenRead(path);
            using EqualityStream equality = new(stored);
            write(equality);
            if (equality.ReachedTheEndEqual())
            {
                return [];
            }

            stored.Position = 0;
            using MemoryStream recomputed = new();
            write(recomputed);
            recomputed.Position = 0;
            return find(stored, recomputed);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: The file cannot be read ({exception.Message.TrimEnd('.')}); restore it.", exception);
        }
    }
}
