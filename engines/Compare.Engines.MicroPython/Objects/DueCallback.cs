namespace Compare.Engines.MicroPython.Objects;

/// <summary>A weak callback that a collection found due and that has not been called yet.</summary>
/// <param name="Weak">Address of the cleared weak reference; a root until the call.</param>
/// <param name="Tag">Its tag.</param>
internal readonly record struct DueCallback(nint Weak, long Tag);
