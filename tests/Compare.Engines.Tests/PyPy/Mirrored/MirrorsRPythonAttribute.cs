namespace Compare.Engines.Tests.PyPy.Mirrored;

/// <summary>Names the test of RPython's own suite that a test is the counterpart of.</summary>
/// <param name="file">The file, such as <c>test_direct</c>.</param>
/// <param name="test">The function or method, such as <c>test_simple</c>.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class MirrorsRPythonAttribute(string file, string test) : Attribute
{
    /// <summary>Gets the file.</summary>
    public string File { get; } = file;

    /// <summary>Gets the function or method.</summary>
    public string Test { get; } = test;

    /// <summary>Gets the full name, as the list of tests has it.</summary>
    public string Name => $"{File}.{Test}";
}
