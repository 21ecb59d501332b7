using Compare.Engines.Abstractions.Modules;

namespace Compare.Engines.MicroPython.Objects;

/// <summary>The forms in which MicroPython keeps Python's objects.</summary>
/// <param name="wordBytes">Bytes of a machine word.</param>
internal sealed class ObjectRules(int wordBytes) : IObjectRules
{
    /// <inheritdoc/>
    /// <remarks>A table of keys and values (mp_map_t), probed in order; without hashes, each key is asked for its own.</remarks>
    public TableForm DictForm => TableForm.Open;

    /// <inheritdoc/>
    public bool HasStringTables => false;

    /// <inheritdoc/>
    public TableForm SetForm => TableForm.Open;

    /// <inheritdoc/>
    public bool SetsKeepHashes => false;

    /// <inheritdoc/>
    public bool UnboxesListItems => false;

    /// <inheritdoc/>
    /// <remarks>None: what does not lie in the reference (<see cref="IImmediateValues{TRef}"/>) has digits.</remarks>
    public int WordIntegerBits => 0;

    /// <inheritdoc/>
    public int DigitBits => DigitBytes * 8;

    /// <inheritdoc/>
    /// <remarks>mpz_dig_t of the default configuration: half a machine word.</remarks>
    public int DigitBytes => wordBytes / 2;

    /// <inheritdoc/>
    public TextForm TextForm => TextForm.Utf8;

    /// <inheritdoc/>
    public bool ExceptionsKeepFrames => false;
}
