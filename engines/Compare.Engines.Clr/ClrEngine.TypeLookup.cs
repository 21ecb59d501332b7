using System.Runtime.CompilerServices;
using Compare.Engines.Clr.Objects;

namespace Compare.Engines.Clr;

/// <content>
/// From an object to the description of its type, for the accesses to buffers. Several of them make up one operation of a list or a
/// dictionary, on the same object: the last answer is kept, and a virtual call asks for another. For the mutator's thread only.
/// </content>
public sealed unsafe partial class ClrEngine
{
    private nint _lastMethodTable;
    private ClrTypeInfo* _lastInfo;

    /// <summary>Gets the description of an object's type.</summary>
    /// <param name="obj">The object.</param>
    /// <returns>The description.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // A comparison in every access to a buffer.
    internal ClrTypeInfo* InfoOf(ClrObject obj) => obj.MethodTable == _lastMethodTable ? _lastInfo : LookUp(obj);

    [MethodImpl(MethodImplOptions.NoInlining)] // Keeps the common case small.
    private ClrTypeInfo* LookUp(ClrObject obj)
    {
        _lastInfo = obj.Info;
        _lastMethodTable = obj.MethodTable;
        return _lastInfo;
    }
}
