using System.Text.Json;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.Support;
using Compare.Workloads.Objects;
using Compare.Workloads.Objects.Classes;
using Compare.Workloads.Objects.Exceptions;
using Compare.Workloads.Objects.Functions;
using Compare.Workloads.Objects.Numbers;
using Compare.Workloads.Objects.Sequences;
using Compare.Workloads.Objects.Tables;
using Compare.Workloads.Objects.Text;

namespace Compare.Workloads.Tests.Objects;

/// <summary>Objects of the library against the heap that MicroPython recorded for each, on 64 and 32 bits.</summary>
/// <remarks>Left out: <c>int 2**100</c>, whose script left temporaries of its arithmetic behind.</remarks>
public sealed class MicroPythonSizeTests
{
    private static readonly RecordedFolder s_folder = new("MicroPython", "micropython");

    public static TheoryData<string> Files => new(s_folder.Names("objsizes-*.json"));

    [Theory]
    [MemberData(nameof(Files))]
    public void Objects_take_the_recorded_bytes(string file)
    {
        using JsonDocument document = s_folder.Read(file);
        bool isNarrow = document.RootElement.GetProperty("platform").GetString() == "webassembly";
        new Sizes(document.RootElement).RunBareOn(isNarrow ? "micropython:word=32,heap=1MiB" : "micropython:heap=1MiB");
    }

    private sealed class Sizes(JsonElement root) : ObjectProgram
    {
        /// <summary>The attribute whose name no longer fits into the interpreter's last chunk of interned text.</summary>
        private const int FirstNameInNewChunk = 12;

        private const int ChunkBytes = 128;

        private static readonly string[] s_names =
        [
            "None/True", "int small", "int 2**40", "float", "complex", "tuple 0", "tuple 1", "tuple 2", "tuple 3", "tuple 6",
            "tuple 10", "list 0", "list 1", "list 4", "list 5", "bytes 10", "bytes 32", "bytes 100", "str 10 new", "bytearray 0",
            "bytearray 10", "bytearray 100", "bytearray 1000", "range", "slice",
            "dict 0", "dict 1", "dict 2", "dict 3", "set 0", "set 1", "instance 0", "instance 2", "instance with __del__",
            "generator", "closure", "bound method", "exception", "lambda",
        ];

        /// <summary>What the interpreter has and the library has not.</summary>
        private static readonly string[] s_leftOut = ["int 2**100", "object()", "memoryview"];

        private static readonly ObjectType s_generator = PyGenerator.Describe("gen", 0);
        private static readonly PyClass s_empty = new("E", []);
        private static readonly PyClass s_two = new("S2", ["a", "b"]);
        private static readonly PyClass s_deleted = new("D", [], ClassOptions.Finalizer);

        protected override void Run<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        {
            IMicroPythonModule module = py.Heap.Module<IMicroPythonModule>()!;
            JsonElement bytes = root.GetProperty("bytes");
            PyShared.New(in py, ref frame.Shared);
            Assert.Equal(
                bytes.EnumerateObject().Select(fact => fact.Name).Order(StringComparer.Ordinal),
                s_names.Concat(s_leftOut).Order(StringComparer.Ordinal));
            foreach (string name in s_names)
            {
                py.Heap.Clear(ref frame.A);
                py.Heap.Clear(ref frame.B);
                py.Heap.Control.Collect(0);
                long before = module.UsedBytes;
                Make(in py, ref frame, name);
                Assert.Equal((name, bytes.GetProperty(name).GetInt64()), (name, module.UsedBytes - before));
            }

            Curve(in py, ref frame, module, "list.append");
            Curve(in py, ref frame, module, "bytearray.append");
            Curve(in py, ref frame, module, "dict store int");
            Curve(in py, ref frame, module, "set add int");
            Attributes(in py, ref frame, module);
        }

        private void Curve<THeap, TRef>(
            in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame, IMicroPythonModule module, string name)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            if (!root.GetProperty("grow").TryGetProperty(name, out JsonElement curve))
            {
                return; // Recorded on 64 bits alone.
            }

            (int Items, long Bytes)[] recorded =
                [.. curve.EnumerateArray().Select(point => (point[0].GetInt32(), point[1].GetInt64()))];
            switch (name)
            {
                case "list.append":
                    PyList.New(in py, ref frame.A);
                    break;
                case "dict store int":
                    PyDict.New(in py, ref frame.A);
                    break;
                case "set add int":
                    PySet.New(in py, ref frame.A);
                    break;
                default:
                    PyByteArray.New(in py, ref frame.A, []);
                    break;
            }

            py.Heap.Control.Collect(0);
            long start = module.UsedBytes;
            long before = 0;
            List<(int Length, long Value)> changes = [];
            for (int i = 1; i <= recorded[^1].Items; i++)
            {
                AddItem(in py, ref frame, name, i);
                py.Heap.Control.Collect(0);
                RecordedCapacities.Note(changes, ref before, i, module.UsedBytes - start);
            }

            Assert.Equal(recorded, changes);
        }

        private static void AddItem<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame, string name, int item)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            switch (name)
            {
                case "list.append":
                    PyList.AppendInt(in py, ref frame.A, item);
                    break;
                case "dict store int":
                    PyInt.Load(in py, ref frame.B, item);
                    PyDict.Set(in py, ref frame.A, ref frame.B, ref frame.B);
                    break;
                case "set add int":
                    PyInt.Load(in py, ref frame.B, item);
                    PySet.Add(in py, ref frame.A, ref frame.B);
                    break;
                default:
                    PyByteArray.Append(in py, ref frame.A, (byte)item);
                    break;
            }
        }

        /// <summary>
        /// Compares instances of more and more attributes. From the twelfth on the record has a chunk for interned names beside.
        /// </summary>
        private void Attributes<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame, IMicroPythonModule module)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            if (!root.GetProperty("grow").TryGetProperty("instance attrs", out JsonElement curve))
            {
                return; // Recorded on 64 bits alone.
            }

            foreach (JsonElement point in curve.EnumerateArray())
            {
                int attributes = point[0].GetInt32();
                HeapClass empty = s_empty.On(in py);
                HeapClass type = new PyClass("E", [.. Enumerable.Range(0, attributes).Select(i => $"q{i}")]).On(in py);
                long before = module.UsedBytes;
                PyInstance.New(in py, ref frame.A, empty);
                long without = module.UsedBytes - before;
                PyInstance.New(in py, ref frame.B, type);
                long names = attributes >= FirstNameInNewChunk ? ChunkBytes : 0;
                Assert.Equal(
                    (attributes, point[1].GetInt64() - names), (attributes, module.UsedBytes - before - without - without));
            }
        }

        private static void MakeTable<THeap, TRef>(
            in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame, string kind, int entries)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            if (kind == "dict")
            {
                PyDict.New(in py, ref frame.A, entries, strings: false);
            }
            else
            {
                PySet.New(in py, ref frame.A);
            }

            for (int i = 1; i <= entries; i++)
            {
                AddItem(in py, ref frame, kind == "dict" ? "dict store int" : "set add int", i);
            }
        }

        private static void MakeCode<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame, string name)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            switch (name)
            {
                case "generator":
                    PyGenerator.New(in py, ref frame.A, py.Heap.Register(s_generator));
                    break;
                case "closure":
                    PyCell.New(in py, ref frame.B);
                    PyFunction.New(in py, ref frame.A, ref frame.B);
                    break;
                case "bound method":
                    PyMethod.New(in py, ref frame.A, ref frame.C, ref frame.C);
                    break;
                case "exception":
                    PyTuple.New(in py, ref frame.B, 1);
                    PyError.New(in py, ref frame.A, ref frame.B);
                    break;
                default:
                    PyFunction.New(in py, ref frame.A);
                    break;
            }
        }

        private static void Make<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame, string name)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            string[] words = name.Split(' ');
            int number = words.Length > 1 && int.TryParse(words[1], out int parsed) ? parsed : 0;
            switch (words[0])
            {
                case "None/True":
                    PyBool.Load(in py, ref frame.A, frame.Shared, true);
                    break;
                case "int":
                    PyInt.Load(in py, ref frame.A, words[1] == "small" ? 12_345 : (1L << 40) + 1);
                    break;
                case "float":
                    PyFloat.Load(in py, ref frame.A, 1.5);
                    break;
                case "complex":
                    PyComplex.Load(in py, ref frame.A, 0, 1);
                    break;
                case "tuple" when number == 0:
                    PyTuple.LoadEmpty(in py, ref frame.A, ref frame.Shared);
                    break;
                case "tuple":
                    PyTuple.New(in py, ref frame.A, number);
                    break;
                case "list":
                    PyList.New(in py, ref frame.A, ListOrigin.Exact, number);
                    break;
                case "bytes":
                    PyBytes.Load(in py, ref frame.A, new byte[number]);
                    break;
                case "str":
                    PyStr.Load(in py, ref frame.A, "zqzqzqzqzq");
                    break;
                case "bytearray":
                    PyByteArray.New(in py, ref frame.A, new byte[number]);
                    break;
                case "range":
                    PyRange.New(in py, ref frame.A, 0, 10);
                    break;
                case "dict" or "set":
                    MakeTable(in py, ref frame, words[0], number);
                    break;
                case "instance":
                    PyInstance.New(in py, ref frame.A, (words[1] == "0" ? s_empty : words[1] == "2" ? s_two : s_deleted).On(in py));
                    break;
                case "generator" or "closure" or "bound" or "exception" or "lambda":
                    MakeCode(in py, ref frame, name);
                    break;
                default:
                    PySlice.New(in py, ref frame.A, ref frame.B, ref frame.B, ref frame.B);
                    break;
            }
        }
    }
}
