using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.PyPy.Support;

namespace Compare.Engines.Tests.PyPy.Fidelity;

/// <summary>How a program makes an object that was measured.</summary>
/// <param name="TypeOf">Gets its type for the number that it was measured for.</param>
/// <param name="Length">Gets the elements for the number; absent for none.</param>
/// <param name="Prepare">Gives the fresh object its buffers.</param>
/// <param name="IsSame">Whether PyPy and the program mean the same object for a number; absent for always.</param>
internal sealed record SizeProgram(
    Func<int, ObjectType> TypeOf,
    Func<int, int>? Length = null,
    Action<PyPyScript, Variable, int>? Prepare = null,
    Func<int, bool>? IsSame = null)
{
    /// <summary>Makes a program of objects that are all of one type.</summary>
    public static SizeProgram Of(
        PythonKind kind, int references = 0, int words = 0, params ReadOnlySpan<BufferShape> buffers)
    {
        ObjectType type = new(kind.ToString(), kind, references, words, buffers: buffers);
        return new(_ => type);
    }

    /// <summary>Makes a program of objects with elements.</summary>
    public static SizeProgram Of(PythonKind kind, ElementKind elements, Func<int, int> length)
    {
        ObjectType type = new(kind.ToString(), kind, elements: elements);
        return new(_ => type, length);
    }

    /// <summary>Makes an object in a variable.</summary>
    public void Make(PyPyScript script, Variable variable, int number)
    {
        script.New(variable, TypeOf(number), Length?.Invoke(number) ?? 0);
        Prepare?.Invoke(script, variable, number);
    }
}
