namespace Compare.Engines.Heap.Checking;

/// <summary>A reference inside an object.</summary>
/// <param name="Kind">In which part.</param>
/// <param name="Index">Its number there.</param>
/// <param name="Buffer">Number of the buffer, for an item.</param>
internal readonly record struct FieldKey(FieldKind Kind, int Index, int Buffer = 0);
