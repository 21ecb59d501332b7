using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Tests.PyPy.Support;

/// <summary>The types of a program on PyPy, with the fields that PyPy's objects have.</summary>
internal static class PyPyTypes
{
    /// <summary>Attributes of an instance.</summary>
    public const int Attributes = 3;

    /// <summary>An ordinary class without a finalizer; an instance has attributes, a number and may be weakly referenced.</summary>
    public static ObjectType Instance { get; } = Class("C");

    /// <summary>An instance without attributes that is never weakly referenced.</summary>
    public static ObjectType Empty { get; } = new("Empty", PythonKind.Instance);

    /// <summary>A list of objects.</summary>
    public static ObjectType List { get; } = new("list", PythonKind.List, buffers: [BufferShape.ReferenceItems]);

    /// <summary>A list of integers, which PyPy stores unboxed.</summary>
    public static ObjectType IntList { get; } = new("list of ints", PythonKind.List, buffers: [BufferShape.WordItems]);

    /// <summary>A tuple.</summary>
    public static ObjectType Tuple { get; } = new("tuple", PythonKind.Tuple, elements: ElementKind.References);

    /// <summary>An integer.</summary>
    public static ObjectType Int { get; } = new("int", PythonKind.Int, words: 1, traits: ObjectTraits.Acyclic);

    /// <summary>A floating-point number.</summary>
    public static ObjectType Float { get; } = new("float", PythonKind.Float, words: 1, traits: ObjectTraits.Acyclic);

    /// <summary>A string.</summary>
    public static ObjectType Str { get; } = new(
        "str", PythonKind.Str, elements: ElementKind.Bytes, traits: ObjectTraits.Acyclic);

    /// <summary>An array of references of the collector itself (GcArray), one of its own objects.</summary>
    public static ObjectType ReferenceArray { get; } = new(
        "array of references", PythonKind.Raw, elements: ElementKind.References);

    /// <summary>An array of bytes of the collector itself.</summary>
    public static ObjectType ByteArray { get; } = new(
        "array of bytes", PythonKind.Raw, elements: ElementKind.Bytes, traits: ObjectTraits.Acyclic);

    /// <summary>Makes a class whose instances have attributes and a number, and may be weakly referenced.</summary>
    public static ObjectType Class(string name, ObjectTraits traits = ObjectTraits.None, int attributes = Attributes) => new(
        name, PythonKind.Instance, attributes, words: 1, traits: traits | ObjectTraits.WeaklyReferenceable);

    /// <summary>Makes a class with <c>__del__</c>.</summary>
    public static ObjectType ClassWithDel(string name) => Class(name, ObjectTraits.Finalizable);
}
