namespace Compare.Engines.Heap.Immediates;

/// <summary>Where floats are, with the names of MicroPython's object representations.</summary>
internal enum FloatPlace
{
    /// <summary>In objects (representation A).</summary>
    Object,

    /// <summary>In 30 bits of a 32-bit reference, as single-precision numbers (representation C).</summary>
    NarrowReference,

    /// <summary>In a 64-bit reference, all bits (the idea of representation D).</summary>
    WideReference,
}
