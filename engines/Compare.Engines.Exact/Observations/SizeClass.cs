namespace Compare.Engines.Exact.Observations;

/// <summary>What one run allocated in sizes of one power of two, in nominal bytes.</summary>
/// <param name="LeastBytes">Smallest size of the class, a power of two; the class ends before twice that.</param>
/// <param name="Objects">Objects allocated, without their buffers.</param>
/// <param name="ObjectBytes">Bytes of these objects.</param>
/// <param name="Buffers">Times that a buffer was given a size of this class.</param>
/// <param name="BufferBytes">Bytes of these buffers, indexes of tables included.</param>
public sealed record SizeClass(long LeastBytes, long Objects, long ObjectBytes, long Buffers, long BufferBytes);
