namespace Compare.Engines.Clr.Objects;

/// <summary>The running number that an object got when it was asked for.</summary>
/// <param name="number">The number.</param>
internal sealed class Identity(long number)
{
    /// <summary>Gets the number.</summary>
    public long Number { get; } = number;
}
