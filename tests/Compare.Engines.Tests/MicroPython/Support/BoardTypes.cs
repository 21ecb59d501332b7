using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Tests.MicroPython.Support;

/// <summary>Object types as MicroPython has them: what a slot holds is a machine word.</summary>
public static class BoardTypes
{
    public static ObjectType List { get; } = new(
        "list", PythonKind.List, traits: ObjectTraits.WeaklyReferenceable, buffers: [BufferShape.ReferenceItems]);

    public static ObjectType Dict { get; } = new("dict", PythonKind.Dict, buffers: [new BufferShape(2, 0, 0)]);

    public static ObjectType Set { get; } = new("set", PythonKind.Set, buffers: [BufferShape.ReferenceItems]);

    public static ObjectType ByteArray { get; } = new("bytearray", PythonKind.ByteArray, buffers: [BufferShape.ByteItems]);

    public static ObjectType Bytes { get; } = new(
        "bytes", PythonKind.Bytes, elements: ElementKind.Bytes, traits: ObjectTraits.WeaklyReferenceable);

    public static ObjectType Str { get; } = new("str", PythonKind.Str, elements: ElementKind.Bytes);

    public static ObjectType Tuple { get; } = new(
        "tuple", PythonKind.Tuple, elements: ElementKind.References, traits: ObjectTraits.WeaklyReferenceable);

    public static ObjectType Pair { get; } = new("pair", PythonKind.Tuple, references: 2);

    public static ObjectType Float { get; } = new("float", PythonKind.Float, words: 1);

    public static ObjectType Complex { get; } = new("complex", PythonKind.Complex, words: 2);

    public static ObjectType Int { get; } = new("int", PythonKind.Int, words: 1);

    public static ObjectType Empty { get; } = new("Empty", PythonKind.Instance, traits: ObjectTraits.WeaklyReferenceable);

    public static ObjectType Two { get; } = new("Two", PythonKind.Instance, references: 2);

    public static ObjectType WithDel { get; } = new(
        "WithDel", PythonKind.Instance, references: 1, traits: ObjectTraits.Finalizable);

    public static ObjectType File { get; } = new("file", PythonKind.Native, words: 1, traits: ObjectTraits.Finalizable);

    public static ObjectType Function { get; } = new("function", PythonKind.Function);

    public static ObjectType Closure { get; } = new("closure", PythonKind.Function, references: 2);

    public static ObjectType Cell { get; } = new("cell", PythonKind.Cell, references: 1);

    public static ObjectType Method { get; } = new("bound_method", PythonKind.Method, references: 2);

    public static ObjectType Range { get; } = new("range", PythonKind.Range);

    public static ObjectType Slice { get; } = new("slice", PythonKind.Slice, references: 3);

    public static ObjectType Exception { get; } = new("exception", PythonKind.Exception, references: 1);

    public static ObjectType Generator { get; } = new("generator", PythonKind.Generator);

    public static ObjectType Object { get; } = new("object", PythonKind.Object);

    /// <summary>Gets a view of another object's bytes: it refers to the base of the buffer, not to the byte array.</summary>
    public static ObjectType MemoryView { get; } = new("memoryview", PythonKind.Array, references: 1);

    /// <summary>Gets plain memory: words and nothing more.</summary>
    public static ObjectType Words { get; } = new("words", PythonKind.Raw, elements: ElementKind.Words);
}
