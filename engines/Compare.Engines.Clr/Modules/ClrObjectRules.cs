using Compare.Engines.Abstractions.Modules;

namespace Compare.Engines.Clr.Modules;

/// <summary>The forms of Python's objects on the host runtime, as IronPython has them.</summary>
internal sealed class ClrObjectRules : IObjectRules
{
    /// <summary>An integer up to here is a boxed <see cref="int"/>, or a big integer without digits: 31 bits and a sign.</summary>
    private const int IntegerBits = 31;

    private ClrObjectRules()
    {
    }

    /// <summary>Gets the rules, which are the same for all engines of this kind.</summary>
    public static ClrObjectRules Instance { get; } = new();

    /// <inheritdoc/>
    /// <remarks>The host's own dictionary: an array of heads of chains, and one of entries in the order of insertion.</remarks>
    public TableForm DictForm => TableForm.Compact;

    /// <inheritdoc/>
    public bool HasStringTables => false;

    /// <inheritdoc/>
    /// <remarks>Sets (SetStorage) have one array of buckets with item and hash, probed in order.</remarks>
    public TableForm SetForm => TableForm.Open;

    /// <inheritdoc/>
    public bool SetsKeepHashes => true;

    /// <inheritdoc/>
    public bool UnboxesListItems => false;

    /// <inheritdoc/>
    public int WordIntegerBits => IntegerBits;

    /// <inheritdoc/>
    /// <remarks>The digits of the host's big integer.</remarks>
    public int DigitBits => DigitBytes * 8;

    /// <inheritdoc/>
    public int DigitBytes => sizeof(uint);

    /// <inheritdoc/>
    public TextForm TextForm => TextForm.Utf16;
}
