namespace Compare.Harness.Matrix;

/// <summary>
/// An engine or a workload as the user writes it, where a parameter may have a list of values:
/// <c>cpython:3.14,gen0=[700,2000]</c> stands for two configurations. Modifiers follow a stroke: <c>pypy|nursery-512KiB</c>.
/// </summary>
public sealed class ConfigExpression
{
    private const int LongestText = 2_000;
    private const int MostConfigurations = 10_000;

    private readonly List<(string Key, IReadOnlyList<string> Values)> _parameters;

    /// <summary>Creates an expression from its parts, as the mapping form of the matrix file gives them.</summary>
    /// <param name="name">Name of the engine, of the workload or of a set.</param>
    /// <param name="parameters">Parameters with their alternatives; each list has at least one value.</param>
    public ConfigExpression(string name, IEnumerable<(string Key, IReadOnlyList<string> Values)> parameters)
    {
        Name = name;
        _parameters = [.. parameters];
    }

    /// <summary>Name of the engine, of the workload or of a set.</summary>
    public string Name { get; }

    /// <summary>Its parameters with their alternatives.</summary>
    public IReadOnlyList<(string Key, IReadOnlyList<string> Values)> Parameters => _parameters;

    /// <summary>Its modifiers as written, e.g. <c>nursery-512KiB</c>.</summary>
    public IReadOnlyList<string> Modifiers { get; init; } = [];

    /// <summary>True when it runs without heap limit, whatever the limits of the matrix are.</summary>
    public bool IsWithoutHeapLimit { get; init; }

    /// <summary>With which others it makes cells; all of them have to leave one.</summary>
    public IReadOnlyList<Located<CellFilter>> Filters { get; init; } = [];

    /// <summary>Number of configurations that the sweeps stand for.</summary>
    public long Count => _parameters.Aggregate(1L, (product, parameter) =>
        Math.Min(product * parameter.Values.Count, int.MaxValue));

    /// <summary>Reads the one-line form.</summary>
    /// <param name="text">Text such as <c>pypy:nursery=512KiB</c>.</param>
    /// <param name="expression">The expression, or null.</param>
    /// <param name="error">What is wrong, without a final stop.</param>
    public static bool TryParse(string text, out ConfigExpression? expression, out string error)
    {
        expression = null;
        error = string.Empty;
        string trimmed = text.Trim();
        if (trimmed.Length > LongestText)
        {
            error = $"'{trimmed[..40]}…' is longer than {LongestText} characters; split it into several entries";
            return false;
        }

        string[] parts = [.. trimmed.Split('|').Select(part => part.Trim())];
        string head = parts[0];
        int colon = head.IndexOf(':', StringComparison.Ordinal);
        string name = (colon < 0 ? head : head[..colon]).Trim();
        if (!IsWord(name))
        {
            error = $"'{trimmed}' does not begin with a name; write it as name, name:key=value,key=value or name|modifier";
            return false;
        }

        if (Array.Find(parts[1..], part => !IsValue(part)) is { } broken)
        {
            error = $"'{broken}' in '{trimmed}' is no modifier; write name|modifier or name|modifier-value";
            return false;
        }

        List<(string, IReadOnlyList<string>)> parameters = [];
        if (colon >= 0 && !TryParseParameters(head, head[(colon + 1)..], parameters, out error))
        {
            return false;
        }

        ConfigExpression parsed = new(name, parameters) { Modifiers = parts[1..] };
        if (!parsed.TryCheck(out error))
        {
            return false;
        }

        expression = parsed;
        return true;
    }

    /// <summary>Checks what both written forms have in common: no key twice, and a bounded number of configurations.</summary>
    /// <param name="error">What is wrong, without a final stop.</param>
    public bool TryCheck(out string error)
    {
        string? repeated = _parameters.GroupBy(parameter => parameter.Key, StringComparer.Ordinal)
            .FirstOrDefault(group => group.Count() > 1)?.Key;
        if (repeated is not null)
        {
            error = repeated.Length == 0
                ? $"'{Name}' has two values without a key; write them as key=value"
                : $"'{repeated}' is given twice for '{Name}'; write it once, a sweep as {repeated}=[a,b]";
            return false;
        }

        if (Count > MostConfigurations)
        {
            error = $"the sweeps of '{Name}' stand for more than {MostConfigurations} configurations; shorten the lists";
            return false;
        }

        error = string.Empty;
        return true;
    }

    /// <summary>The configurations that it stands for; the last parameter varies fastest.</summary>
    public IReadOnlyList<ConfigSpec> Expand()
    {
        List<ConfigParameter[]> rows = [[]];
        foreach ((string key, IReadOnlyList<string> values) in _parameters)
        {
            rows = [.. rows.SelectMany(_ => values, (row, value) => (ConfigParameter[])[.. row, new ConfigParameter(key, value)])];
        }

        return [.. rows.Select(row => new ConfigSpec(Name, row)).Distinct()];
    }

    private static bool TryParseParameters(
        string whole, string text, List<(string Key, IReadOnlyList<string> Values)> parameters, out string error)
    {
        error = string.Empty;
        foreach (string item in SplitOutsideBrackets(text))
        {
            int equals = item.IndexOf('=', StringComparison.Ordinal);
            string key = equals < 0 ? string.Empty : item[..equals].Trim();
            string value = item[(equals + 1)..].Trim();
            if (equals >= 0 && !IsWord(key))
            {
                error = $"'{item.Trim()}' in '{whole}' has no key before the '='; write key=value";
                return false;
            }

            bool list = value.StartsWith('[') && value.EndsWith(']') && value.Length >= 2;
            string[] values = list ? [.. value[1..^1].Split(',').Select(part => part.Trim())] : [value];
            if (values.Any(part => !IsValue(part)))
            {
                error = $"'{item.Trim()}' in '{whole}' has no usable value; write key=value or key=[value,value]";
                return false;
            }

            parameters.Add((key, values));
        }

        return true;
    }

    private static IEnumerable<string> SplitOutsideBrackets(string text)
    {
        int start = 0;
        int depth = 0;
        for (int i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '[' => 1, ']' => -1, _ => 0 };
            if (text[i] == ',' && depth <= 0)
            {
                yield return text[start..i];
                start = i + 1;
            }
        }

        yield return text[start..];
    }

    /// <summary>Names and keys are lower-case words of letters, digits, dashes, dots and underscores.</summary>
    internal static bool IsWord(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    /// <summary>A value must survive the one-line form: no separators, brackets, quotes or control characters.</summary>
    internal static bool IsValue(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '+' or '%' or '/' or ':');
}
