using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Clr.Objects;

/// <summary>An object of slots and words.</summary>
/// <typeparam name="TSlots">The slots.</typeparam>
/// <typeparam name="TWords">The words.</typeparam>
/// <typeparam name="TTag">Makes the class the only one of its type.</typeparam>
internal class ClrMixed<TSlots, TWords, TTag> : ClrObject
    where TSlots : struct
    where TWords : struct
    where TTag : struct
{
    /// <summary>The slots.</summary>
    public TSlots Slots;

    /// <summary>The words.</summary>
    public TWords Words;

    /// <inheritdoc/>
    public override unsafe ClrTypeInfo* Info => ClrTypeStatics<TTag>.Info;

    /// <summary>Allocates an object; exhaustion becomes the engine's exception.</summary>
    /// <param name="methodTable">Not used: what <see cref="HostAllocator"/> takes, for the same call.</param>
    /// <returns>The object, all zero.</returns>
    public static ClrObject Create(nint methodTable)
    {
        try
        {
            return new ClrMixed<TSlots, TWords, TTag>();
        }
        catch (OutOfMemoryException)
        {
            throw ClrEngine.Exhausted(ObjectType.NominalMinimumBytes);
        }
    }

    /// <summary>Measures where the words are.</summary>
    /// <returns>Distance from the first slot, bytes.</returns>
    public static nint WordOffset()
    {
        ClrMixed<TSlots, TWords, TTag> probe = new();
        return Unsafe.ByteOffset(
            ref Unsafe.As<object?, byte>(ref probe.Slot(0)), ref Unsafe.As<TWords, byte>(ref probe.Words));
    }
}
