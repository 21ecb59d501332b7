namespace Compare.Engines.PyPy.Collector;

/// <summary>A run of the nursery that is full of objects, without gaps.</summary>
/// <param name="Start">Address of the first object.</param>
/// <param name="Bytes">Length of the run.</param>
internal readonly record struct NurseryRun(nint Start, nint Bytes);
