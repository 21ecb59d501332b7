namespace Compare.Harness.Results.Packed;

/// <summary>A row of which there are millions, so that it is kept as columns of numbers and texts.</summary>
/// <typeparam name="TSelf">Type of the row.</typeparam>
public interface IPackedRow<TSelf> : ICellKey
    where TSelf : IPackedRow<TSelf>
{
    /// <summary>How many numbers a row has besides its key.</summary>
    static abstract int NumberCount { get; }

    /// <summary>How many texts a row has besides its key.</summary>
    static abstract int TextCount { get; }

    /// <summary>Makes the row again.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="numbers">Its numbers, null for what is not known.</param>
    /// <param name="texts">Its texts.</param>
    static abstract TSelf Unpack(ICellKey key, ReadOnlySpan<long?> numbers, ReadOnlySpan<string?> texts);

    /// <summary>Tells what the row holds besides its key.</summary>
    /// <param name="numbers">Receives its numbers.</param>
    /// <param name="texts">Receives its texts.</param>
    void Pack(Span<long?> numbers, Span<string?> texts);
}
