using System.Runtime.CompilerServices;
using Compare.Engines.Clr.Objects;

namespace Compare.Engines.Clr;

/// <content>
/// From an object to the description of its buffers. Several accesses to them make up one operation of a list or a dictionary,
/// on the same object: the last answer is kept, and a virtual call asks for another. For the mutator's thread only.
/// </content>
public sealed unsafe partial class ClrEngine
{
    private nint _lastMethodTable;
    private ClrBufferInfo* _lastBuffers;

    /// <summary>Gets the descriptions of an object's buffers.</summary>
    /// <param name="obj">The object.</param>
    /// <returns>The first of them.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // A comparison in every access to a buffer.
    internal ClrBufferInfo* BuffersOf(ClrObject obj) => obj.MethodTable == _lastMethodTable ? _lastBuffers : LookUp(obj);

    [MethodImpl(MethodImplOptions.NoInlining)] // Keeps the common case small.
    private ClrBufferInfo* LookUp(ClrObject obj)
    {
        _lastBuffers = obj.Info->Buffers;
        _lastMethodTable = obj.MethodTable;
        return _lastBuffers;
    }
}
