namespace Compare.Engines.Tests.Checking;

/// <summary>Names types as messages do.</summary>
internal static class MisuseNames
{
    /// <summary>Names a type with its declaring types.</summary>
    public static string Of(Type type) =>
        type.DeclaringType is { } outer ? $"{Of(outer)}.{type.Name}" : type.Name;
}
