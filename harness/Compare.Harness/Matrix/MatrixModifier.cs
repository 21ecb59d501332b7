namespace Compare.Harness.Matrix;

/// <summary>
/// A named change of an engine that is written behind a stroke, with a value or without (running-ng's modifiers with value slots;
/// methodology 2.1 and 8.1): <c>pypy|nursery-512KiB</c>. Several may have one name, each for engines of its own.
/// </summary>
public sealed record MatrixModifier
{
    /// <summary>What stands for the value in the parameters.</summary>
    public const string Slot = "{value}";

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence that says what it does; null when nobody wrote one.</summary>
    public string? Summary { get; init; }

    /// <summary>Names of the engines that it fits; empty for every one.</summary>
    public IReadOnlyList<string> Engines { get; init; } = [];

    /// <summary>Parameters that it sets; <see cref="Slot"/> in a value stands for the value of the modifier.</summary>
    public IReadOnlyList<(string Key, string Value)> Parameters { get; init; } = [];

    /// <summary>On which workloads an engine with it runs.</summary>
    public IReadOnlyList<CellFilter> Workloads { get; init; } = [];

    /// <summary>True when an engine with it runs without heap limit.</summary>
    public bool IsWithoutHeapLimit { get; init; }

    /// <summary>True when it takes a value.</summary>
    public bool HasSlot => Parameters.Any(parameter => parameter.Value.Contains(Slot, StringComparison.Ordinal));

    /// <summary>As it is written, the value in capitals.</summary>
    public string Form => HasSlot ? Name + "-VALUE" : Name;

    /// <summary>True when it can be used on an engine.</summary>
    /// <param name="engine">Name of the engine.</param>
    public bool Fits(string engine) => Engines.Count == 0 || Engines.Contains(engine, StringComparer.Ordinal);

    /// <summary>The value in a written modifier, empty for one without a slot; null when it is not this modifier.</summary>
    /// <param name="written">Text behind the stroke, e.g. <c>nursery-512KiB</c>.</param>
    public string? ValueIn(string written)
    {
        if (!HasSlot)
        {
            return written == Name ? string.Empty : null;
        }

        return written.Length > Name.Length + 1 && written.StartsWith(Name, StringComparison.Ordinal) && written[Name.Length] == '-'
            ? written[(Name.Length + 1)..]
            : null;
    }
}
