using System.Runtime.InteropServices;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Clr.Objects;

namespace Compare.Engines.Clr.Modules;

/// <summary>
/// Pins the array of an object's elements by a handle of the host. The object itself holds nothing but the array.
/// </summary>
/// <remarks>A pin that is not given back keeps its array until the process ends, as the host's handles do.</remarks>
internal sealed unsafe class ClrPinning : IPinning<ClrReference>
{
    private ClrPinning()
    {
    }

    /// <summary>Gets the only instance: it holds nothing.</summary>
    public static ClrPinning Instance { get; } = new();

    /// <inheritdoc/>
    public long Pin(ClrReference obj)
    {
        ClrObject target = obj.Target!;
        ClrTypeInfo* info = target.Info;
        return info->Elements is ElementKind.Bytes or ElementKind.Words
            ? GCHandle.ToIntPtr(GCHandle.Alloc(target.Slot(info->ElementsSlot), GCHandleType.Pinned))
            : 0;
    }

    /// <inheritdoc/>
    public void Unpin(ClrReference obj, long pin) => GCHandle.FromIntPtr((nint)pin).Free();
}
