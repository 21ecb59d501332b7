using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Clr.Objects;

/// <summary>An object of slots and words with a finalizer.</summary>
/// <typeparam name="TSlots">The slots.</typeparam>
/// <typeparam name="TWords">The words.</typeparam>
/// <typeparam name="TTag">Makes the class the only one of its type.</typeparam>
internal sealed class ClrFinalizableMixed<TSlots, TWords, TTag> : ClrMixed<TSlots, TWords, TTag>
    where TSlots : struct
    where TWords : struct
    where TTag : struct
{
    /// <summary>Kept in the object, because the engine may be gone when the host finds the object dead.</summary>
    private readonly ClrFinalizerQueue? _queue = ClrTypeStatics<TTag>.Queue;

    /// <summary>Finalizes an instance of the <see cref="ClrFinalizableMixed{TSlots, TWords, TTag}"/> class: reports its death.</summary>
    ~ClrFinalizableMixed() => _queue?.Enqueue(this);

    /// <summary>Allocates an object; exhaustion becomes the engine's exception.</summary>
    /// <param name="methodTable">Not used: what <see cref="HostAllocator"/> takes, for the same call.</param>
    /// <returns>The object, all zero.</returns>
    public static new ClrObject Create(nint methodTable)
    {
        try
        {
            return new ClrFinalizableMixed<TSlots, TWords, TTag>();
        }
        catch (OutOfMemoryException)
        {
            throw ClrEngine.Exhausted(ObjectType.NominalMinimumBytes);
        }
    }
}
