using System.Diagnostics;
using System.Reflection;
using System.Text;

namespace Compare.Engines.Heap.Checking;

/// <summary>Finds the line of the program that broke a rule. Looked up only when there is something to report.</summary>
internal static class MisuseSite
{
    /// <summary>Describes the innermost caller outside the checking heap.</summary>
    /// <returns>"in Function at file:line".</returns>
    public static string Describe()
    {
        foreach (StackFrame frame in new StackTrace(fNeedFileInfo: true).GetFrames())
        {
            MethodBase? method = frame.GetMethod();
            if (method is null || method.DeclaringType?.Namespace == typeof(MisuseSite).Namespace)
            {
                continue;
            }

            string function = method.DeclaringType is { } type ? $"{NameOf(type)}.{method.Name}" : method.Name;
            return frame.GetFileName() is { } file
                ? $"in {function} at {Path.GetFileName(file)}:{frame.GetFileLineNumber()}"
                : $"in {function}";
        }

        return "at the end of the program";
    }

    /// <summary>Names a type with its declaring types and without the number of type parameters.</summary>
    /// <param name="type">The type.</param>
    /// <returns>For example "BinaryTrees.Frame".</returns>
    public static string NameOf(Type type)
    {
        StringBuilder name = new();
        for (Type? part = type; part is not null; part = part.DeclaringType)
        {
            string simple = part.Name;
            int tick = simple.IndexOf('`', StringComparison.Ordinal);
            name.Insert(0, part == type ? string.Empty : ".").Insert(0, tick < 0 ? simple : simple[..tick]);
        }

        return name.ToString();
    }
}
