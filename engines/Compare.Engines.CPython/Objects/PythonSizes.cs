using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.CPython.Objects;

/// <summary>Sizes that CPython 3.13 gives its own kinds of objects (tp_basicsize), beyond what their fields need.</summary>
internal static class PythonSizes
{
    /// <summary>Gets the least bytes of an object without its prefix and elements.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>Bytes; measured with <c>object.__basicsize__</c> on 3.13.0.</returns>
    public static int BasicBytes(PythonKind kind) => kind switch
    {
        PythonKind.List => 40,
        PythonKind.Dict => 48,
        PythonKind.Set => 200,
        PythonKind.ByteArray => 56,
        PythonKind.Array => 64,
        PythonKind.Function => 144,
        PythonKind.Cell => 24,
        PythonKind.Method => 48,
        PythonKind.Iterator => 32,
        PythonKind.Exception => 72,
        PythonKind.Range => 48,
        PythonKind.Slice => 40,
        PythonKind.WeakReference => 64,
        PythonKind.Generator => 152,
        PythonKind.Tuple => 24,
        PythonKind.Bool => 28,
        _ => ObjectLayout.HeaderBytes,
    };

    /// <summary>Gets the bytes between the header and the elements of a kind, the length included.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>Bytes: strings keep hash and state there, bytes objects a hash.</returns>
    public static int VariableHeaderBytes(PythonKind kind) => kind switch
    {
        PythonKind.Str => 24,
        PythonKind.Bytes => 16,
        _ => ObjectLayout.SlotBytes,
    };

    /// <summary>Gets the bytes behind the elements.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>1 for the terminating zero of strings and bytes, else 0.</returns>
    public static int TailBytes(PythonKind kind) => kind is PythonKind.Str or PythonKind.Bytes ? 1 : 0;

    /// <summary>Gets the bytes behind the fields of an instance with attributes (inline values of 3.13).</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="fields">Attributes: references and words.</param>
    /// <returns>8 for the values' own header and one byte an attribute for their order, rounded up to 8.</returns>
    public static int InlineValuesBytes(PythonKind kind, int fields) => kind == PythonKind.Instance
        ? ObjectLayout.SlotBytes + ((fields + ObjectLayout.SlotBytes - 1) & -ObjectLayout.SlotBytes)
        : 0;

    /// <summary>Tells whether the collector knows objects of a type (Py_TPFLAGS_HAVE_GC).</summary>
    /// <param name="type">The type.</param>
    /// <returns>True when they have its header.</returns>
    public static bool IsGc(ObjectType type) => type.Kind switch
    {
        PythonKind.Int or PythonKind.Float or PythonKind.Bool or PythonKind.Str or PythonKind.Bytes
            or PythonKind.ByteArray or PythonKind.Range => type.HasReferences,
        PythonKind.Raw => type.HasReferences && !type.Traits.HasFlag(ObjectTraits.Acyclic),
        _ => true,
    };
}
