using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;

namespace Compare.Workloads.Objects;

/// <summary>
/// A node of two references, as an instance with two slots or as a 2-tuple. The tuple is what the programs of the real
/// implementations use that are timed beside this one.
/// </summary>
internal static class NodeTypes
{
    /// <summary>Number of the first reference.</summary>
    public const int First = 0;

    /// <summary>Number of the second reference.</summary>
    public const int Second = 1;

    private const string Tuple = "tuple";
    private const string Slots = "slots";
    private const int References = 2;

    private static readonly ObjectType s_tuple = new("Pair", PythonKind.Tuple, References);
    private static readonly ObjectType s_slots = new("Node", PythonKind.SlotsInstance, References);

    /// <summary>Gets the description of the parameter that chooses.</summary>
    public static ParameterDescription Parameter { get; } =
        new("node", ParameterKind.Choice, "What a node is: an instance with two slots, or a 2-tuple.", Slots)
        {
            Choices = [Slots, Tuple],
        };

    /// <summary>Gets the type that the parameter chooses.</summary>
    /// <param name="parameters">Checked parameters.</param>
    /// <returns>The type, one instance for each choice.</returns>
    public static ObjectType Choose(ParameterValues parameters) =>
        parameters.Text(Parameter.Name) == Tuple ? s_tuple : s_slots;
}
