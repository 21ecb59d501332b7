namespace Compare.Engines.MicroPython.Objects;

/// <summary>A weak reference whose target lives: an entry of the map that the original keeps in its VM state.</summary>
/// <param name="Weak">Address of the weak reference.</param>
/// <param name="Target">Address of its target.</param>
/// <param name="IsFinalize">Whether it is a <c>weakref.finalize</c>, which the map keeps alive.</param>
internal readonly record struct WeakEntry(nint Weak, nint Target, bool IsFinalize);
