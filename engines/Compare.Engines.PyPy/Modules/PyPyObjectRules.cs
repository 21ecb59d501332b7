using Compare.Engines.Abstractions.Modules;
using Compare.Engines.PyPy.Objects;

namespace Compare.Engines.PyPy.Modules;

/// <summary>The forms in which PyPy keeps Python's objects.</summary>
internal sealed class PyPyObjectRules : IObjectRules
{
    /// <inheritdoc/>
    public TableForm DictForm => TableForm.Compact;

    /// <inheritdoc/>
    /// <remarks>An entry of a dictionary of strings is measured with the hash beside key and value, as one of tuples.</remarks>
    public bool HasStringTables => false;

    /// <inheritdoc/>
    public TableForm SetForm => TableForm.Compact;

    /// <inheritdoc/>
    /// <remarks>Sets of tuples, or of integers with a flag; one of strings alone has the keys alone in PyPy.</remarks>
    public bool SetsKeepHashes => true;

    /// <inheritdoc/>
    /// <remarks>It is empty by strategy again (EmptySetStrategy).</remarks>
    public bool EmptiedSetsLoseTable => true;

    /// <inheritdoc/>
    /// <remarks>Strategies of lists (pypy/objspace/std/listobject.py).</remarks>
    public bool UnboxesListItems => true;

    /// <inheritdoc/>
    /// <remarks>A machine word with its sign (W_IntObject).</remarks>
    public int WordIntegerBits => PyPySizes.DigitBits;

    /// <inheritdoc/>
    public int DigitBits => PyPySizes.DigitBits;

    /// <inheritdoc/>
    public int DigitBytes => PyPySizes.FieldBytes;

    /// <inheritdoc/>
    /// <remarks>What arithmetic allocates for a carry.</remarks>
    public int SpareDigits => PyPySizes.SpareDigits;

    /// <inheritdoc/>
    /// <remarks>W_Range.</remarks>
    public bool RangesKeepLength => true;

    /// <inheritdoc/>
    public TextForm TextForm => TextForm.Utf8;

    /// <inheritdoc/>
    /// <remarks>Function.closure is an array of cells; <c>__closure__</c> makes a tuple of it when asked.</remarks>
    public bool ClosuresAreTuples => false;
}
