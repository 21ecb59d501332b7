namespace Compare.Engines.Heap.Memory;

/// <summary>A reference on engines with unmanaged memory: the address of an object's header, or 0 for null.</summary>
/// <param name="Address">The address.</param>
public readonly record struct ObjectReference(nint Address);
