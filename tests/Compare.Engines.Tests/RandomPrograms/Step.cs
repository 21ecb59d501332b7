namespace Compare.Engines.Tests.RandomPrograms;

/// <summary>One operation of a random program. Any numbers make sense: they are reduced to what is there.</summary>
/// <param name="Operation">What to do.</param>
/// <param name="A">Mostly the variable written or the object.</param>
/// <param name="B">Mostly the variable read.</param>
/// <param name="C">Field, length, type or value.</param>
public readonly record struct Step(Operation Operation, int A, int B, int C)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Operation}({A},{B},{C})";
}
