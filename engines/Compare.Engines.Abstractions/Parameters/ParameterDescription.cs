namespace Compare.Engines.Abstractions.Parameters;

/// <summary>A parameter of an engine or a workload.</summary>
/// <param name="Name">The key in <c>key=value</c>.</param>
/// <param name="Kind">What its text means.</param>
/// <param name="Summary">One sentence, with the unit.</param>
/// <param name="Default">Text of the default value; null when an absent value means "let the engine decide".</param>
public sealed record ParameterDescription(string Name, ParameterKind Kind, string Summary, string? Default)
{
    /// <summary>Gets the smallest number allowed.</summary>
    public double Minimum { get; init; } = double.NegativeInfinity;

    /// <summary>Gets the largest number allowed.</summary>
    public double Maximum { get; init; } = double.PositiveInfinity;

    /// <summary>Gets the words allowed, for <see cref="ParameterKind.Choice"/>.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>
    /// Gets a word that may stand before the value with a colon and says what it says anyhow, as in <c>rate=open:2000</c>; null for none.
    /// </summary>
    public string? Prefix { get; init; }

    /// <summary>Gets a value indicating whether the value may stand without its key, as the profile in <c>cpython:3.14</c>.</summary>
    public bool Positional { get; init; }

    /// <summary>
    /// Gets a value indicating whether it only helps to find mistakes: it changes no semantics and may cost any amount of
    /// time.
    /// </summary>
    public bool Diagnostic { get; init; }
}
