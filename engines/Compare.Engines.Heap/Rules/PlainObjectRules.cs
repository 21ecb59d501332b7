using Compare.Engines.Abstractions.Modules;

namespace Compare.Engines.Heap.Rules;

/// <summary>
/// The forms of objects for engines that are modelled on no implementation of Python: what is common today, without tricks.
/// </summary>
public sealed class PlainObjectRules : IObjectRules
{
    private PlainObjectRules()
    {
    }

    /// <summary>Gets the rules; they have no state.</summary>
    public static PlainObjectRules Instance { get; } = new();

    /// <inheritdoc/>
    public TableForm DictForm => TableForm.Compact;

    /// <inheritdoc/>
    public bool HasStringTables => false;

    /// <inheritdoc/>
    public TableForm SetForm => TableForm.Open;

    /// <inheritdoc/>
    public bool SetsKeepHashes => true;

    /// <inheritdoc/>
    public bool UnboxesListItems => false;

    /// <inheritdoc/>
    /// <remarks>What a 64-bit word with a sign holds.</remarks>
    public int WordIntegerBits => 63;

    /// <inheritdoc/>
    public int DigitBits => 32;

    /// <inheritdoc/>
    public int DigitBytes => sizeof(uint);

    /// <inheritdoc/>
    public TextForm TextForm => TextForm.Flexible;
}
