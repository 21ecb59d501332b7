using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Heap.Immediates;
using Compare.Engines.Heap.Memory;
using Compare.Engines.MicroPython.Objects;

namespace Compare.Engines.MicroPython;

/// <content>Numbers that lie in the reference itself, see <see cref="ImmediateEncoding"/>.</content>
/// <remarks>
/// A program's reference to one is its machine word, with narrow words moved by the origin as addresses are: so loads and stores
/// are those of addresses. Marking needs to know nothing of them: no such word is the aligned address of a block.
/// </remarks>
internal sealed unsafe partial class MicroPythonEngine<TProbe, TGeometry> : IImmediateValues<ObjectReference>
{
    private readonly ImmediateEncoding _immediates;
    private TypeInfo* _integerType;
    private TypeInfo* _floatType;

    /// <inheritdoc/>
    public ImmediateForm Form { get; }

    /// <inheritdoc/>
    public bool TryLoadInteger(ref ObjectReference local, TypeHandle type, long value)
    {
        Adopt(ref _integerType, (TypeInfo*)type.Value, PythonKind.Int, isOnly: true);
        return _immediates.TryEncode(value, out nint word) && Give(ref local, word);
    }

    /// <inheritdoc/>
    public bool TryLoadFloat(ref ObjectReference local, TypeHandle type, double value)
    {
        Adopt(ref _floatType, (TypeInfo*)type.Value, PythonKind.Float, isOnly: _immediates.HasFloats);
        return _immediates.TryEncode(value, out nint word) && Give(ref local, word);
    }

    /// <summary>Tells whether a reference is a number and not an address.</summary>
    /// <param name="reference">A program's reference.</param>
    /// <returns>False for null too.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // One test in accesses of a few instructions.
    internal bool IsImmediate(nint reference) => (reference & _immediates.TagMask) != 0; // The origin is aligned to a page.

    /// <summary>Gets the type of a number.</summary>
    /// <param name="reference">A program's reference to one.</param>
    /// <returns>The type that it was loaded with.</returns>
    internal TypeInfo* ImmediateType(nint reference) =>
        _immediates.IsInteger(WordOf(reference)) ? _integerType : _floatType;

    /// <summary>Reads the data word of a number.</summary>
    /// <param name="reference">A program's reference to one.</param>
    /// <param name="index">Index of the data word; a number has one.</param>
    /// <returns>The integer, or the bits of the float.</returns>
    internal long ImmediateValue(nint reference, int index) => index == 0
        ? _immediates.Decode(WordOf(reference))
        : throw new HeapMisuseException($"{Describe(reference)} is an immediate value: it has no data word {index}.");

    /// <summary>Makes the failure of a store into a number.</summary>
    /// <param name="reference">A program's reference to one.</param>
    /// <returns>The exception.</returns>
    internal HeapMisuseException CannotWrite(nint reference) =>
        new($"{Describe(reference)} is an immediate value: it lies in the reference and cannot be written.");

    private static nint ReferenceOf(nint word, nint origin) => IsWide ? word : origin + word;

    private nint WordOf(nint reference) => IsWide ? reference : (nint)(uint)(reference - Blocks.Origin);

    private bool Give(ref ObjectReference local, nint word)
    {
        local = new(ReferenceOf(word, Blocks.Origin));
        return true;
    }

    private string Describe(nint reference)
    {
        long value = _immediates.Decode(WordOf(reference));
        return _immediates.IsInteger(WordOf(reference))
            ? $"{_types.Type(_integerType->Number)} {value}"
            : FormattableString.Invariant($"{_types.Type(_floatType->Number)} {BitConverter.Int64BitsToDouble(value)}");
    }

    /// <summary>Notes the type of all numbers of a kind: a reference has no room for it.</summary>
    private void Adopt(ref TypeInfo* known, TypeInfo* info, PythonKind kind, bool isOnly)
    {
        if (info == known)
        {
            return;
        }

        ObjectType type = _types.Type(info->Number);
        bool isOneWord = type.Words == 1 && !type.HasReferences && type.Elements == ElementKind.None && type.Buffers.Count == 0;
        if (type.Kind != kind || !isOneWord)
        {
            throw new ArgumentException($"{type} is not a type of kind {kind} with one word and nothing else.", nameof(info));
        }

        if (isOnly && known != null)
        {
            throw new InvalidOperationException(
                $"{type} cannot be loaded: immediate values of kind {kind} have the type {_types.Type(known->Number)}.");
        }

        known = info;
    }

    /// <summary>Checks that a word with tag bits is a number of a type that was loaded.</summary>
    private void VerifyImmediate(nint reference, string from)
    {
        nint word = WordOf(reference);
        bool isNumber = _immediates.IsInteger(word) ? _integerType != null : _immediates.IsFloat(word) && _floatType != null;
        if (!isNumber)
        {
            throw new HeapCorruptionException($"{from} is {word:x}, neither an address nor a number that was loaded.");
        }
    }
}
