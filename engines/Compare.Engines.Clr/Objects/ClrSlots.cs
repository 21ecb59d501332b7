using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Clr.Objects;

/// <summary>An object of slots.</summary>
/// <typeparam name="TSlots">The slots.</typeparam>
/// <typeparam name="TTag">Makes the class the only one of its type.</typeparam>
internal class ClrSlots<TSlots, TTag> : ClrObject
    where TSlots : struct
    where TTag : struct
{
    /// <summary>The slots.</summary>
    public TSlots Slots;

    /// <inheritdoc/>
    public override unsafe ClrTypeInfo* Info => ClrTypeStatics<TTag>.Info;

    /// <summary>Allocates an object; exhaustion becomes the engine's exception.</summary>
    /// <param name="methodTable">Not used: what <see cref="HostAllocator"/> takes, for the same call.</param>
    /// <returns>The object, all zero.</returns>
    public static ClrObject Create(nint methodTable)
    {
        try
        {
            return new ClrSlots<TSlots, TTag>();
        }
        catch (OutOfMemoryException)
        {
            throw ClrEngine.Exhausted(ObjectType.NominalMinimumBytes);
        }
    }
}
