namespace Compare.Engines.Abstractions.Parameters;

/// <summary>
/// An engine or workload as written: <c>name</c>, <c>name:key=value,…</c>, <c>name:positional,key=value</c>.
/// </summary>
/// <param name="Name">The word before the colon.</param>
/// <param name="Arguments">The parameters in order; an empty key marks a positional value.</param>
public sealed record Specification(string Name, IReadOnlyList<KeyValuePair<string, string>> Arguments)
{
    /// <summary>Reads a specification; names are not checked.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The specification.</returns>
    /// <exception cref="ParameterException">A part is empty.</exception>
    public static Specification Parse(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string name = (colon < 0 ? text : text[..colon]).Trim();
        if (name.Length == 0)
        {
            throw new ParameterException($"'{text}' has no name; write name or name:key=value,key=value.");
        }

        List<KeyValuePair<string, string>> arguments = [];
        if (colon >= 0)
        {
            foreach (string part in text[(colon + 1)..].Split(','))
            {
                int equals = part.IndexOf('=', StringComparison.Ordinal);
                string key = equals < 0 ? string.Empty : part[..equals].Trim();
                string value = (equals < 0 ? part : part[(equals + 1)..]).Trim();
                if (value.Length == 0 || (equals >= 0 && key.Length == 0))
                {
                    throw new ParameterException($"'{text}' has an empty part '{part}'; write key=value.");
                }

                arguments.Add(new(key, value));
            }
        }

        return new(name, arguments);
    }

    /// <inheritdoc/>
    public override string ToString() => Arguments.Count == 0
        ? Name
        : $"{Name}:{string.Join(',', Arguments.Select(a => a.Key.Length == 0 ? a.Value : $"{a.Key}={a.Value}"))}";
}
