namespace Compare.Engines.Tests.MicroPython.Mirrored;

/// <summary>Names the script of MicroPython's own test suite that a test is the counterpart of.</summary>
/// <param name="script">Path below <c>tests/</c> or <c>ports/</c>, without the ending.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class MirrorsScriptAttribute(string script) : Attribute
{
    /// <summary>Gets the script.</summary>
    public string Script { get; } = script;
}
