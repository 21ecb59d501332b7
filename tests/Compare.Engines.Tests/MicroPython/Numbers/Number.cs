namespace Compare.Engines.Tests.MicroPython.Numbers;

/// <summary>A number that a program made, as it must read.</summary>
/// <param name="IsFloat">Float, or integer.</param>
/// <param name="Bits">What its data word reads.</param>
/// <param name="IsImmediate">Whether it lies in the reference.</param>
internal sealed record Number(bool IsFloat, long Bits, bool IsImmediate);
