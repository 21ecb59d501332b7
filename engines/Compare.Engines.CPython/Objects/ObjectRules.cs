using Compare.Engines.Abstractions.Modules;

namespace Compare.Engines.CPython.Objects;

/// <summary>The forms in which CPython keeps its objects; the same in all versions that are modelled.</summary>
internal sealed class ObjectRules : IObjectRules
{
    /// <summary>Bits of a digit (PYLONG_BITS_IN_DIGIT); an integer of one digit is what the interface calls a word.</summary>
    private const int LongDigitBits = 30;

    /// <inheritdoc/>
    public TableForm DictForm => TableForm.Compact;

    /// <inheritdoc/>
    /// <remarks>DICT_KEYS_UNICODE in Objects/dictobject.c, since 3.11.</remarks>
    public bool HasStringTables => true;

    /// <inheritdoc/>
    public TableForm SetForm => TableForm.Open;

    /// <inheritdoc/>
    public bool SetsKeepHashes => true;

    /// <inheritdoc/>
    public bool UnboxesListItems => false;

    /// <inheritdoc/>
    public int WordIntegerBits => LongDigitBits;

    /// <inheritdoc/>
    public int DigitBits => LongDigitBits;

    /// <inheritdoc/>
    public int DigitBytes => PythonSizes.DigitBytes;

    /// <inheritdoc/>
    /// <remarks>rangeobject in Objects/rangeobject.c.</remarks>
    public bool RangesKeepLength => true;

    /// <inheritdoc/>
    public TextForm TextForm => TextForm.Flexible;

    /// <inheritdoc/>
    public InstanceDictForm InstanceDictForm => InstanceDictForm.Split;

    /// <inheritdoc/>
    public int SharedAttributes => PythonSizes.SharedKeys;
}
