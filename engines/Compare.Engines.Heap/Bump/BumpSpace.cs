namespace Compare.Engines.Heap.Bump;

/// <summary>A mapped run of memory that is filled from its start on.</summary>
/// <param name="Start">Address of its first byte, where the first object is.</param>
/// <param name="UsedEnd">Address behind the last object.</param>
/// <param name="End">Address behind its last byte.</param>
public readonly record struct BumpSpace(nint Start, nint UsedEnd, nint End)
{
    /// <summary>Gets the bytes that are not used yet.</summary>
    public nint FreeBytes => End - UsedEnd;
}
