namespace Compare.Engines.Tests.CPython.Mirrored;

/// <summary>Names the method of CPython's own test suite that a test is the counterpart of.</summary>
/// <param name="module">The test module, such as <c>test_gc</c>.</param>
/// <param name="method">Class and method, such as <c>GCTests.test_list</c>.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MirrorsAttribute(string module, string method) : Attribute
{
    /// <summary>Gets the test module.</summary>
    public string Module { get; } = module;

    /// <summary>Gets class and method.</summary>
    public string Method { get; } = method;

    /// <summary>Gets the full name, as the list of mirrored methods has it.</summary>
    public string Name => $"{Module}.{Method}";
}
