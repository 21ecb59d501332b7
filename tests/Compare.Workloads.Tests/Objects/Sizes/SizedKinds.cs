using System.Globalization;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;
using Compare.Workloads.Objects;
using Compare.Workloads.Objects.Classes;
using Compare.Workloads.Objects.Exceptions;
using Compare.Workloads.Objects.Functions;
using Compare.Workloads.Objects.Iterators;
using Compare.Workloads.Objects.Numbers;
using Compare.Workloads.Objects.Sequences;
using Compare.Workloads.Objects.Tables;
using Compare.Workloads.Objects.Text;

namespace Compare.Workloads.Tests.Objects.Sizes;

/// <summary>The objects of the table in <c>docs/objects.md</c>, each made anew whenever it is asked for.</summary>
internal static class SizedKinds
{
    /// <summary>Items, keys or characters of the objects that have ten.</summary>
    public const int Ten = 10;

    private const long LargestShared = 256;
    private static readonly byte[] s_bytes = new byte[Ten];
    private static readonly long[] s_words = new long[Ten];
    private static readonly byte[] s_twoToHundred = [.. new byte[12], 16];
    private static readonly ObjectType s_generator = PyGenerator.Describe("generator of two locals", 2);

    /// <summary>Names of the objects, in the order of the table.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "int 5", "int 1000", "int 2**40", "int 2**100", "float", "complex", "bool",
        "str ''", "str of 1 ASCII", "str of 10 ASCII", "str of 10 Latin-1", "str of 10 UCS-2", "str of 10 UCS-4",
        "bytes of 10", "bytearray of 10", "tuple of 0", "tuple of 1", "tuple of 2", "tuple of 10",
        "list of 0", "list of 10 shared objects", "list of 10 new integers", "array('q') of 10", "range", "slice",
        "dict of 0", "dict of 1 str key", "dict of 10 str keys", "dict of 10 int keys", "set of 0", "set of 10",
        "instance of 2 attributes", "instance of 2 slots", "instance of 2 slots and weak references",
        "function", "closure of 1 cell", "bound method", "generator of 2 locals", "list iterator", "exception", "weak reference",
    ];

    /// <summary>Makes an object.</summary>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it.</param>
    /// <param name="parts">What objects are made of.</param>
    /// <param name="classes">The classes of instances.</param>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="number">Different for each object, so that no two numbers are the same.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such object.</exception>
    public static void Make<THeap, TRef>(
        in Python<THeap, TRef> py, ref TRef local, ref SizeFrame<TRef> parts, SizedClasses classes, string name, int number)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        switch (name)
        {
            case "int 5": PyInt.Load(in py, ref local, 5); break;
            case "int 1000": PyInt.Load(in py, ref local, 1000 + number); break;
            case "int 2**40": PyInt.Load(in py, ref local, (1L << 40) + number); break;
            case "int 2**100": PyInt.Load(in py, ref local, s_twoToHundred, isNegative: false); break;
            case "float": PyFloat.Load(in py, ref local, number + 0.5); break;
            case "complex": PyComplex.Load(in py, ref local, number, 1); break;
            case "bool": PyBool.Load(in py, ref local, parts.Shared, value: true); break;
            case "str ''": PyStr.Load(in py, ref local, ReadOnlySpan<char>.Empty); break;
            case "str of 1 ASCII": PyStr.Load(in py, ref local, "a"); break;
            case "str of 10 ASCII": PyStr.Load(in py, ref local, "abcdefghij"); break;
            case "str of 10 Latin-1": PyStr.Load(in py, ref local, "äöüßéèêçñå"); break;
            case "str of 10 UCS-2": PyStr.Load(in py, ref local, "абвгдежзик"); break;
            case "str of 10 UCS-4": PyStr.Load(in py, ref local, "𝐀𝐁𝐂𝐃𝐄𝐅𝐆𝐇𝐈𝐉"); break;
            case "bytes of 10": PyBytes.Load(in py, ref local, s_bytes); break;
            case "bytearray of 10": PyByteArray.New(in py, ref local, s_bytes); break;
            case "tuple of 0": PyTuple.LoadEmpty(in py, ref local, ref parts.Shared); break;
            case "tuple of 1": PyTuple.Pack(in py, ref local, ref parts.Item); break;
            case "tuple of 2": PyTuple.Pack(in py, ref local, ref parts.Item, ref parts.Item); break;
            case "tuple of 10": PyTuple.New(in py, ref local, Ten); break;
            case "list of 0": PyList.New(in py, ref local); break;
            case "list of 10 shared objects": PyList.New(in py, ref local, ListOrigin.Exact, Ten); break;
            case "list of 10 new integers": PyList.OfRange(in py, ref local, LargestShared + 1 + ((long)number * Ten), Ten); break;
            case "array('q') of 10": PyArray.New(in py, ref local, s_words); break;
            case "range": PyRange.New(in py, ref local, 0, Ten); break;
            case "slice": PySlice.New(in py, ref local, ref parts.None, ref parts.None, ref parts.None); break;
            case "dict of 0": PyDict.New(in py, ref local); break;
            case "dict of 1 str key": MakeDict(in py, ref local, ref parts, 1, strings: true); break;
            case "dict of 10 str keys": MakeDict(in py, ref local, ref parts, Ten, strings: true); break;
            case "dict of 10 int keys": MakeDict(in py, ref local, ref parts, Ten, strings: false); break;
            case "set of 0": PySet.New(in py, ref local); break;
            case "set of 10": PySet.Copy(in py, ref local, ref parts.Set); break;
            case "instance of 2 attributes": PyInstance.New(in py, ref local, classes.Plain); break;
            case "instance of 2 slots": PyInstance.New(in py, ref local, classes.Slots); break;
            case "instance of 2 slots and weak references": PyInstance.New(in py, ref local, classes.WeakSlots); break;
            case "function": PyFunction.New(in py, ref local); break;
            case "closure of 1 cell": MakeClosure(in py, ref local, ref parts); break;
            case "bound method": PyMethod.New(in py, ref local, ref parts.Function, ref parts.Item); break;
            case "generator of 2 locals": PyGenerator.New(in py, ref local, py.Heap.Register(s_generator)); break;
            case "list iterator": PyIterator.OfList(in py, ref local, ref parts.Strings); break;
            case "exception": PyError.New(in py, ref local, ref parts.Arguments); break;
            case "weak reference": py.Heap.NewWeak(ref local, ref parts.Item, 1 + number); break;
            default: throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such object.");
        }
    }

    /// <summary>Makes what objects are made of.</summary>
    public static void MakeParts<THeap, TRef>(
        in Python<THeap, TRef> py, ref SizeFrame<TRef> parts, SizedClasses classes)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        PyShared.New(in py, ref parts.Shared);
        PyInstance.New(in py, ref parts.Item, classes.WeakSlots);
        PyFunction.New(in py, ref parts.Function);
        PyTuple.Pack(in py, ref parts.Arguments, ref parts.Item);
        PyList.New(in py, ref parts.Strings);
        PyList.New(in py, ref parts.Integers);
        PySet.New(in py, ref parts.Set);
        for (int i = 0; i < Ten; i++)
        {
            PyStr.Load(in py, ref parts.Part, string.Create(CultureInfo.InvariantCulture, $"key {i}"));
            PyList.Append(in py, ref parts.Strings, ref parts.Part);
            PyInt.Load(in py, ref parts.Part, LargestShared + 1 + i);
            PyList.Append(in py, ref parts.Integers, ref parts.Part);
            PySet.Add(in py, ref parts.Set, ref parts.Part);
        }
    }

    private static void MakeDict<THeap, TRef>(
        in Python<THeap, TRef> py, ref TRef local, ref SizeFrame<TRef> parts, int entries, bool strings)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        PyDict.New(in py, ref parts.Whole, entries, strings);
        for (int i = 0; i < entries; i++)
        {
            if (strings)
            {
                PyList.Load(in py, ref parts.Part, ref parts.Strings, i);
            }
            else
            {
                py.Heap.Copy(ref parts.Part, py.Heap.Root(i));
            }

            PyDict.Set(in py, ref parts.Whole, ref parts.Part, ref parts.Item);
        }

        py.Heap.Take(ref local, py.Heap.Move(ref parts.Whole));
    }

    private static void MakeClosure<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, ref SizeFrame<TRef> parts)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        PyCell.New(in py, ref parts.Part);
        PyFunction.New(in py, ref local, ref parts.Part);
        py.Heap.Clear(ref parts.Part);
    }
}
