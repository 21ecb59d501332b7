using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.PyPy;

/// <content>Pinning for programs that know nothing of PyPy.</content>
internal sealed unsafe partial class PyPyEngine<TProbe> : IPinning<ObjectReference>
{
    /// <summary>The only pin there is: a flag in the object's header.</summary>
    private const long FlagPin = 1;

    /// <inheritdoc/>
    long IPinning<ObjectReference>.Pin(ObjectReference obj) => Pin(obj.Address) ? FlagPin : 0;

    /// <inheritdoc/>
    void IPinning<ObjectReference>.Unpin(ObjectReference obj, long pin) => Unpin(obj.Address);
}
