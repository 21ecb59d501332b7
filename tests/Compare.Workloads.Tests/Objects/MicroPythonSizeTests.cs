using System.Text.Json;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Tests.Support;
using Compare.Workloads.Objects;
using Compare.Workloads.Objects.Numbers;
using Compare.Workloads.Objects.Sequences;
using Compare.Workloads.Objects.Text;

namespace Compare.Workloads.Tests.Objects;

/// <summary>Numbers, texts and sequences of the library against the heap that MicroPython recorded for each, on 64 and 32 bits.</summary>
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
        private static readonly string[] s_names =
        [
            "None/True", "int small", "int 2**40", "float", "complex", "tuple 0", "tuple 1", "tuple 2", "tuple 3", "tuple 6",
            "tuple 10", "list 0", "list 1", "list 4", "list 5", "bytes 10", "bytes 32", "bytes 100", "str 10 new", "bytearray 0",
            "bytearray 10", "bytearray 100", "bytearray 1000", "range", "slice",
        ];

        protected override void Run<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        {
            IMicroPythonModule module = py.Heap.Module<IMicroPythonModule>()!;
            JsonElement bytes = root.GetProperty("bytes");
            PyShared.New(in py, ref frame.Shared);
            foreach (string name in s_names)
            {
                py.Heap.Clear(ref frame.A);
                py.Heap.Control.Collect(0);
                long before = module.UsedBytes;
                Make(in py, ref frame, name);
                Assert.Equal((name, bytes.GetProperty(name).GetInt64()), (name, module.UsedBytes - before));
            }

            Curve(in py, ref frame, module, "list.append");
            Curve(in py, ref frame, module, "bytearray.append");
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
            bool isList = name == "list.append";
            PyByteArray.New(in py, ref frame.A, []);
            if (isList)
            {
                PyList.New(in py, ref frame.A);
            }

            py.Heap.Control.Collect(0);
            long start = module.UsedBytes;
            long before = 0;
            List<(int Length, long Value)> changes = [];
            for (int i = 1; i <= recorded[^1].Items; i++)
            {
                if (isList)
                {
                    PyList.AppendInt(in py, ref frame.A, i);
                }
                else
                {
                    PyByteArray.Append(in py, ref frame.A, (byte)i);
                }

                py.Heap.Control.Collect(0);
                RecordedCapacities.Note(changes, ref before, i, module.UsedBytes - start);
            }

            Assert.Equal(recorded, changes);
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
                default:
                    PySlice.New(in py, ref frame.A, ref frame.B, ref frame.B, ref frame.B);
                    break;
            }
        }
    }
}
