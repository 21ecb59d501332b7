using System.Runtime.CompilerServices;

namespace Compare.Engines.Clr.Objects;

/// <summary>Base of all objects of the delegated engine.</summary>
/// <remarks>
/// Layout, checked when a type is registered: reference slots first, then data words.
/// <code>
/// offset        bytes  content
/// −8            8      the host's object header
/// 0             8      the host's method table: one class for each registered type
/// 8             8 × R  reference fields
///               8 × A  arrays of variable elements and of buffers
///               8 × W  data words
/// </code>
/// </remarks>
internal abstract unsafe class ClrObject
{
    /// <summary>Gets the description of the object's type.</summary>
    public abstract ClrTypeInfo* Info { get; }

    /// <summary>
    /// Gets the address of the host's method table, which tells the class. The collector changes it only while it runs.
    /// </summary>
    public nint MethodTable => Unsafe.As<object?, nint>(ref Unsafe.Add(ref Unsafe.As<SlotView>(this).First, -1));

    /// <summary>Gets a slot.</summary>
    /// <param name="index">0 to the number of slots − 1, not checked.</param>
    /// <returns>The slot.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // One address computation on every field access.
    public ref object? Slot(int index) => ref Unsafe.Add(ref Unsafe.As<SlotView>(this).First, index);

    /// <summary>Gets a reference field.</summary>
    /// <param name="index">0 to the number of reference fields − 1, not checked.</param>
    /// <returns>The field.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // One address computation on every field access.
    public ref ClrObject? Field(int index) => ref Unsafe.As<object?, ClrObject?>(ref Slot(index));

    /// <summary>Gets a data word.</summary>
    /// <param name="index">0 to the number of words − 1, not checked.</param>
    /// <returns>The word.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // One address computation on every access.
    public ref long Word(int index) => ref Unsafe.Add(
        ref Unsafe.As<object?, long>(ref Unsafe.AddByteOffset(ref Unsafe.As<SlotView>(this).First, Info->WordOffset)),
        index);
}
