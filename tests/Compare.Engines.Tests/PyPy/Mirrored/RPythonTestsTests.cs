using System.Reflection;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.PyPy.Mirrored;

/// <summary>The counterparts are all there: each test of RPython has one or stands in the table of those left out.</summary>
public sealed class RPythonTestsTests
{
    private static readonly MethodInfo[] s_counterparts =
    [
        .. typeof(RPythonTestsTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.IsDefined(typeof(MirrorsRPythonAttribute))),
    ];

    [Fact]
    public void Each_test_has_a_counterpart_or_a_reason_to_have_none()
    {
        Dictionary<string, string[]> mirrored = s_counterparts
            .SelectMany(method => method.GetCustomAttributes<MirrorsRPythonAttribute>())
            .Select(mirrors => mirrors.Name)
            .Distinct(StringComparer.Ordinal)
            .ToDictionary(name => name, _ => Array.Empty<string>(), StringComparer.Ordinal);

        Assert.Empty(mirrored.Keys.Except(RPythonTests.Names, StringComparer.Ordinal));
        new LeftOutTable("PyPy").Check("rpython_tests", RPythonTests.Names, mirrored);
    }

    [Fact]
    public void Each_counterpart_is_a_test_that_runs() =>
        Assert.All(s_counterparts, method => Assert.True(
            method.GetCustomAttribute<FactAttribute>() is { Skip: null } && method.DeclaringType!.IsPublic, method.Name));
}
