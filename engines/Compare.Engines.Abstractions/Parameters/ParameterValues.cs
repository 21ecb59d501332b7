using System.Globalization;

namespace Compare.Engines.Abstractions.Parameters;

/// <summary>Checked values for a set of parameters.</summary>
public sealed class ParameterValues
{
    private const double PerCent = 100;

    private readonly Dictionary<string, string> _texts;

    private ParameterValues(Dictionary<string, string> texts) => _texts = texts;

    /// <summary>Gets the text of every parameter that has a value, in the order of the descriptions.</summary>
    public IReadOnlyDictionary<string, string> Texts => _texts;

    /// <summary>Checks arguments against descriptions and fills in the defaults.</summary>
    /// <param name="owner">Who has the parameters, for messages: "engine cpython".</param>
    /// <param name="descriptions">What is allowed.</param>
    /// <param name="arguments">What was written; an empty key marks a positional value.</param>
    /// <returns>The values.</returns>
    /// <exception cref="ParameterException">An argument is unknown, repeated, malformed or out of range.</exception>
    public static ParameterValues Parse(
        string owner,
        IReadOnlyList<ParameterDescription> descriptions,
        IEnumerable<KeyValuePair<string, string>> arguments)
    {
        Dictionary<string, string> given = new(StringComparer.Ordinal);
        foreach ((string key, string written) in arguments)
        {
            ParameterDescription description = Find(owner, descriptions, key, written);
            string value = description.Prefix is { } prefix && written.StartsWith(prefix + ":", StringComparison.Ordinal)
                ? written[(prefix.Length + 1)..]
                : written;
            if (!given.TryAdd(description.Name, value))
            {
                throw new ParameterException($"{owner}: parameter '{description.Name}' is given twice.");
            }

            Check(owner, description, value);
        }

        Dictionary<string, string> texts = new(StringComparer.Ordinal);
        foreach (ParameterDescription description in descriptions)
        {
            if ((given.GetValueOrDefault(description.Name) ?? description.Default) is { } text)
            {
                texts.Add(description.Name, text);
            }
        }

        return new(texts);
    }

    /// <summary>Tells whether a parameter has a value.</summary>
    /// <param name="name">Its key.</param>
    /// <returns>False when it was not given and has no default.</returns>
    public bool Has(string name) => _texts.ContainsKey(name);

    /// <summary>Gets a whole number or a number of bytes.</summary>
    /// <param name="name">Its key.</param>
    /// <returns>The value.</returns>
    public long Integer(string name)
    {
        string text = _texts[name];
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            || ByteSize.TryParse(text, out value)
            ? value
            : throw new ParameterException($"parameter '{name}': '{text}' is not a whole number.");
    }

    /// <summary>Gets a number with a fraction.</summary>
    /// <param name="name">Its key.</param>
    /// <returns>The value.</returns>
    public double Number(string name) =>
        TryParseNumber(_texts[name], out double value)
            ? value
            : throw new ParameterException($"parameter '{name}': '{_texts[name]}' is not a number.");

    /// <summary>Gets a truth value.</summary>
    /// <param name="name">Its key.</param>
    /// <returns>The value.</returns>
    public bool Boolean(string name) => _texts[name] == "true";

    /// <summary>Gets a word.</summary>
    /// <param name="name">Its key.</param>
    /// <returns>The value.</returns>
    public string Text(string name) => _texts[name];

    private static ParameterDescription Find(
        string owner, IReadOnlyList<ParameterDescription> descriptions, string key, string value)
    {
        if (key.Length == 0)
        {
            return descriptions.FirstOrDefault(d => d.Positional)
                ?? throw new ParameterException($"{owner}: '{value}' stands without a key; write key=value.");
        }

        return descriptions.FirstOrDefault(d => d.Name == key)
            ?? throw new ParameterException(
                descriptions.Count == 0
                    ? $"{owner} has no parameters, but '{key}' is given."
                    : $"{owner} has no parameter '{key}'{NearestWord.Suggest(key, [.. descriptions.Select(d => d.Name)])}");
    }

    private static void Check(string owner, ParameterDescription description, string text)
    {
        string where = $"{owner}: parameter '{description.Name}'";
        double number = 0;
        switch (description.Kind)
        {
            case ParameterKind.Boolean when text is not ("true" or "false"):
                throw new ParameterException($"{where}: '{text}' is neither true nor false.");
            case ParameterKind.Choice when !description.Choices.Contains(text):
                throw new ParameterException($"{where}: '{text}' is unknown{NearestWord.Suggest(text, [.. description.Choices])}");
            case ParameterKind.Integer:
                number = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole)
                    ? whole
                    : throw new ParameterException($"{where}: '{text}' is not a whole number.");
                break;
            case ParameterKind.Bytes:
                number = ByteSize.TryParse(text, out long bytes)
                    ? bytes
                    : throw new ParameterException($"{where}: '{text}' is not a size; write digits with B, KiB, MiB or GiB.");
                break;
            case ParameterKind.Number when !TryParseNumber(text, out number):
                throw new ParameterException($"{where}: '{text}' is not a number.");
        }

        if (number < description.Minimum || number > description.Maximum)
        {
            throw new ParameterException(
                $"{where}: {text} is outside the range {Range(description, description.Minimum)} to {Range(description, description.Maximum)}.");
        }
    }

    private static string Range(ParameterDescription description, double bound)
    {
        if (double.IsInfinity(bound))
        {
            return "unbounded";
        }

        return description.Kind == ParameterKind.Bytes
            ? ByteSize.Format((long)bound)
            : bound.ToString(CultureInfo.InvariantCulture);
    }

    private static bool TryParseNumber(string text, out double value)
    {
        bool perCent = text.EndsWith('%');
        bool read = double.TryParse(
            perCent ? text.AsSpan(..^1) : text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
        value = perCent ? value / PerCent : value;
        return read && double.IsFinite(value);
    }
}
