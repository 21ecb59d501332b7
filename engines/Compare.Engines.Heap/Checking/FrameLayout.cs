using System.Reflection;

using Compare.Engines.Abstractions.Heaps;

namespace Compare.Engines.Heap.Checking;

/// <summary>What the checker knows of a frame's type.</summary>
/// <param name="TypeName">Name for messages, with the declaring type.</param>
/// <param name="Locals">Names of the locals in declaration order.</param>
/// <param name="FirstName">Number of the first local's name.</param>
/// <param name="Fault">What is wrong with the type, or null.</param>
internal sealed record FrameLayout(string TypeName, string[] Locals, int FirstName, string? Fault)
{
    /// <summary>Reads the layout of a frame type.</summary>
    /// <param name="type">The frame.</param>
    /// <param name="reference">What its locals must be.</param>
    /// <param name="firstName">Number of the first local's name.</param>
    /// <returns>The layout.</returns>
    public static FrameLayout Read(Type type, Type reference, int firstName)
    {
        FieldInfo[] fields = type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
        Array.Sort(fields, (left, right) => left.MetadataToken.CompareTo(right.MetadataToken));
        string[] locals = [.. fields.Skip(1).Select(field => field.Name)];
        return new(MisuseSite.NameOf(type), locals, firstName, FindFault(type, fields, reference));
    }

    private static string? FindFault(Type type, FieldInfo[] fields, Type reference)
    {
        if (!type.IsByRefLike)
        {
            return "is not a ref struct, so its locals could move";
        }

        if (fields.Length == 0 || fields[0].FieldType != typeof(FrameLink))
        {
            return $"has no {nameof(FrameLink)} as its first field";
        }

        FieldInfo? other = Array.Find(fields[1..], field => field.FieldType != reference);
        return other is null ? null : $"has a field '{other.Name}' that is no reference local";
    }
}
