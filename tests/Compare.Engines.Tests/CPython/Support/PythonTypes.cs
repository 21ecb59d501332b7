using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Tests.CPython.Support;

/// <summary>The types of a Python program. Classes, functions and frames are stand-ins with the same references.</summary>
internal static class PythonTypes
{
    /// <summary>Attributes of an instance.</summary>
    public const int Attributes = 4;

    /// <summary>An ordinary class without a finalizer.</summary>
    public static ObjectType Instance { get; } = Class("C");

    /// <summary>A class with <c>__slots__</c> for its attributes.</summary>
    public static ObjectType SlotsInstance { get; } = new(
        "Slots", PythonKind.SlotsInstance, Attributes, words: 1, traits: ObjectTraits.WeaklyReferenceable);

    /// <summary>A class with empty <c>__slots__</c>.</summary>
    public static ObjectType NoSlots { get; } = new("NoSlots", PythonKind.SlotsInstance);

    /// <summary>A list.</summary>
    public static ObjectType List { get; } = new("list", PythonKind.List, buffers: [BufferShape.ReferenceItems]);

    /// <summary>A dictionary: entries of key, value and hash, and an index.</summary>
    public static ObjectType Dict { get; } = new(
        "dict", PythonKind.Dict, buffers: [new BufferShape(2, 1, 0), BufferShape.WordItems]);

    /// <summary>A set: entries of key and hash.</summary>
    public static ObjectType Set { get; } = new(
        "set", PythonKind.Set, traits: ObjectTraits.WeaklyReferenceable, buffers: [new BufferShape(1, 1, 0)]);

    /// <summary>A tuple.</summary>
    public static ObjectType Tuple { get; } = new("tuple", PythonKind.Tuple, elements: ElementKind.References);

    /// <summary>A function: globals and closure.</summary>
    public static ObjectType Function { get; } = new(
        "function", PythonKind.Function, references: 2, traits: ObjectTraits.WeaklyReferenceable);

    /// <summary>A bound method: the instance and the function.</summary>
    public static ObjectType Method { get; } = new(
        "method", PythonKind.Method, references: 2, traits: ObjectTraits.WeaklyReferenceable);

    /// <summary>A function of an extension module: the instance that it is bound to.</summary>
    public static ObjectType NativeFunction { get; } = new(
        "builtin_function_or_method", PythonKind.BuiltinMethod, references: 1, traits: ObjectTraits.WeaklyReferenceable);

    /// <summary>A class as an object: its method resolution order and its namespace.</summary>
    public static ObjectType ClassObject { get; } = new(
        "type", PythonKind.Class, references: 2, traits: ObjectTraits.WeaklyReferenceable);

    /// <summary>A frame that has ended: its locals.</summary>
    public static ObjectType Frame { get; } = new("frame", PythonKind.Frame, references: 2);

    /// <summary>An integer.</summary>
    public static ObjectType Int { get; } = new("int", PythonKind.Int, words: 1, traits: ObjectTraits.Acyclic);

    /// <summary>A floating-point number.</summary>
    public static ObjectType Float { get; } = new("float", PythonKind.Float, words: 1, traits: ObjectTraits.Acyclic);

    /// <summary>A boolean.</summary>
    public static ObjectType Bool { get; } = new("bool", PythonKind.Bool, words: 1, traits: ObjectTraits.Acyclic);

    /// <summary>A complex number.</summary>
    public static ObjectType Complex { get; } = new("complex", PythonKind.Complex, words: 2, traits: ObjectTraits.Acyclic);

    /// <summary>A string.</summary>
    public static ObjectType Str { get; } = new(
        "str", PythonKind.Str, elements: ElementKind.Bytes, traits: ObjectTraits.Acyclic);

    /// <summary>A bytes object.</summary>
    public static ObjectType Bytes { get; } = new(
        "bytes", PythonKind.Bytes, elements: ElementKind.Bytes, traits: ObjectTraits.Acyclic);

    /// <summary>A byte array.</summary>
    public static ObjectType ByteArray { get; } = new(
        "bytearray", PythonKind.ByteArray, traits: ObjectTraits.Acyclic, buffers: [BufferShape.ByteItems]);

    /// <summary>Plain <c>object()</c>.</summary>
    public static ObjectType Object { get; } = new("object", PythonKind.Object, traits: ObjectTraits.Acyclic);

    /// <summary>A container of an extension module that the collector cannot look into.</summary>
    public static ObjectType NativeContainer { get; } = new("ContainerNoGC", PythonKind.Native, references: 1);

    /// <summary>
    /// A subclass of <c>weakref.ref</c> with two attributes and two words. The first attribute is also how a callback that
    /// is itself an object of the heap, such as a bound method, is held: as CPython's weak references hold theirs.
    /// </summary>
    public static ObjectType ReferenceSubclass { get; } = new(
        "MyRef", PythonKind.WeakReference, references: 2, words: 2);

    /// <summary>Makes a class whose instances have attributes and two words.</summary>
    public static ObjectType Class(string name, ObjectTraits traits = ObjectTraits.None) => new(
        name, PythonKind.Instance, Attributes, words: 2, traits: traits | ObjectTraits.WeaklyReferenceable);

    /// <summary>Makes a class with a finalizer.</summary>
    public static ObjectType ClassWithFinalizer(string name) => Class(name, ObjectTraits.Finalizable);
}
