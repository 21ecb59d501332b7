namespace Compare.Engines.Tests.CPython.MirroredWithHost;

/// <summary>
/// Names the method of CPython's test suite that a test is the counterpart of, where part of what CPython does in its
/// library is done by the host: weak dictionaries, the finalizer registry, weak methods.
/// </summary>
/// <param name="module">The test module, such as <c>test_weakref</c>.</param>
/// <param name="method">Class and method.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MirrorsWithHostAttribute(string module, string method) : Attribute
{
    /// <summary>Gets the test module.</summary>
    public string Module { get; } = module;

    /// <summary>Gets class and method.</summary>
    public string Method { get; } = method;
}
