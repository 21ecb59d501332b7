using Compare.Harness.Validation;

namespace Compare.Harness.Matrix;

/// <summary>The modifiers and sets that every matrix knows (<see cref="MatrixPresets.Engines"/>).</summary>
public static class ShippedModifiers
{
    private static readonly Lazy<MatrixDocument> s_document = new(Read);

    /// <summary>The modifiers in the order of the file.</summary>
    public static IReadOnlyList<Located<MatrixModifier>> Modifiers => s_document.Value.Modifiers;

    /// <summary>The sets by name.</summary>
    public static IReadOnlyDictionary<string, Located<MatrixSet>> Sets => s_document.Value.Sets;

    private static MatrixDocument Read()
    {
        List<Problem> problems = [];
        return MatrixReader.ReadPart(MatrixPresets.FindIncludable(MatrixPresets.Engines)!, MatrixPresets.Engines, problems)
            ?? throw new InputException(problems);
    }
}
