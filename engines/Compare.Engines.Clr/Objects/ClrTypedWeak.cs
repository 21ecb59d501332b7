using System.Runtime.InteropServices;

namespace Compare.Engines.Clr.Objects;

/// <summary>A weak reference of one engine.</summary>
/// <typeparam name="TTag">Makes the class the only one of its type.</typeparam>
/// <param name="handle">Handle of the target.</param>
/// <param name="tag">What the callback is told, or 0.</param>
internal sealed class ClrTypedWeak<TTag>(WeakGCHandle<ClrObject> handle, long tag) : ClrWeak(handle, tag)
    where TTag : struct
{
    /// <inheritdoc/>
    public override unsafe ClrTypeInfo* Info => ClrTypeStatics<TTag>.Info;

    /// <summary>Allocates a weak reference.</summary>
    /// <param name="handle">Handle of the target.</param>
    /// <param name="tag">What the callback is told, or 0.</param>
    /// <returns>The weak reference.</returns>
    public static ClrWeak CreateWeak(WeakGCHandle<ClrObject> handle, long tag) => new ClrTypedWeak<TTag>(handle, tag);
}
