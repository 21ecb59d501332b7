using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Exact.Objects;
using Compare.Engines.Heap.Immediates;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.Exact.Forms;

/// <summary>Numbers that lie in the reference itself: the reference is the machine word of the implementation.</summary>
/// <param name="engine">The heap.</param>
/// <param name="form">What its references have room for.</param>
internal sealed unsafe class ImmediateNumbers(ExactEngine engine, ImmediateForm form) : IImmediateValues<ObjectReference>
{
    private readonly ImmediateEncoding _encoding = new(form);
    private ExactTypeInfo* _integerType;
    private ExactTypeInfo* _floatType;

    /// <inheritdoc/>
    public ImmediateForm Form => form;

    /// <inheritdoc/>
    public bool TryLoadInteger(ref ObjectReference local, TypeHandle type, long value)
    {
        Adopt(ref _integerType, type, PythonKind.Int, isOnly: true);
        return _encoding.TryEncode(value, out nint word) && Give(ref local, word);
    }

    /// <inheritdoc/>
    public bool TryLoadFloat(ref ObjectReference local, TypeHandle type, double value)
    {
        Adopt(ref _floatType, type, PythonKind.Float, isOnly: _encoding.HasFloats);
        return _encoding.TryEncode(value, out nint word) && Give(ref local, word);
    }

    /// <summary>Gets the type of a number.</summary>
    /// <param name="reference">A reference that is one.</param>
    /// <returns>The type that it was loaded with.</returns>
    public ExactTypeInfo* TypeOf(nint reference) => _encoding.IsInteger(reference) ? _integerType : _floatType;

    /// <summary>Gets the data word of a number.</summary>
    /// <param name="reference">A reference that is one.</param>
    /// <returns>The integer, or the bits of the float.</returns>
    public long WordOf(nint reference) => _encoding.Decode(reference);

    private bool Give(ref ObjectReference local, nint word)
    {
        nint old = local.Address;
        local = new(word);
        engine.Release(old);
        return true;
    }

    private void Adopt(ref ExactTypeInfo* known, TypeHandle handle, PythonKind kind, bool isOnly)
    {
        ExactTypeInfo* info = (ExactTypeInfo*)handle.Value;
        if (info == known)
        {
            return;
        }

        ObjectType type = engine.Types.Type(info->Number);
        bool isOneWord = type.Words == 1 && !type.HasReferences && type.Elements == ElementKind.None && type.Buffers.Count == 0;
        if (type.Kind != kind || !isOneWord)
        {
            throw new ArgumentException($"{type} is not a type of kind {kind} with one word and nothing else.", nameof(handle));
        }

        if (isOnly && known != null)
        {
            throw new InvalidOperationException($"{type} cannot be loaded: another type of kind {kind} was loaded before.");
        }

        known = info;
    }
}
