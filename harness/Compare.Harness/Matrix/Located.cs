namespace Compare.Harness.Matrix;

/// <summary>A value together with where it was written, so that a later check can name the place.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
/// <param name="Value">The value.</param>
/// <param name="Place">File, line and column, or the option of the command line.</param>
public sealed record Located<T>(T Value, string Place);
