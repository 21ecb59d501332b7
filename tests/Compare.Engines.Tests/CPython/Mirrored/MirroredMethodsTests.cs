using System.Reflection;

namespace Compare.Engines.Tests.CPython.Mirrored;

/// <summary>The mirrored tests are all there: none is missing, none is invented, none is there twice.</summary>
public sealed class MirroredMethodsTests
{
    private const int Methods = 88;

    private static readonly MethodInfo[] s_tests =
    [
        .. typeof(MirroredMethodsTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.IsDefined(typeof(MirrorsAttribute))),
    ];

    [Fact]
    public void Each_method_has_one_test_and_each_test_a_method()
    {
        Assert.Equal(Methods, MirroredMethods.Names.Count);
        Assert.Equal(
            MirroredMethods.Names.Order(StringComparer.Ordinal),
            s_tests.Select(test => test.GetCustomAttribute<MirrorsAttribute>()!.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_one_is_a_test_that_runs() =>
        Assert.All(s_tests, test => Assert.True(
            test.GetCustomAttribute<FactAttribute>() is { Skip: null } && test.DeclaringType!.IsPublic, test.Name));
}
