using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;
using Compare.Workloads.Objects;
using Compare.Workloads.Objects.Numbers;
using Compare.Workloads.Objects.Sequences;
using Compare.Workloads.Objects.Text;

namespace Compare.Workloads.Tests.Objects;

/// <summary>Lists behave as Python's on every engine, in either form, beside the host's own lists.</summary>
public sealed class ListTests
{
    [Theory]
    [ClassData(typeof(ObjectEngines))]
    public void Random_lists_are_those_of_a_model(string engine) => new RandomLists().RunOn(engine);

    [Theory]
    [InlineData("cpython:3.11")]
    [InlineData("cpython:3.14")]
    public void A_list_is_whole_before_what_was_deleted_dies_and_the_last_dies_first(string engine) => new Deaths().RunOn(engine);

    [Fact]
    public void On_pypy_a_list_of_integers_keeps_their_values_until_another_object_comes() => new Forms().RunOn("pypy");

    private sealed class RandomLists : ObjectProgram
    {
        private const int Rounds = 500;
        private const int Longest = 60;
        private const string Text = "text";

        protected override void Run<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        {
            // Many short lives: the form of a list is decided at the beginning of each.
            Random random = new(11);
            for (int life = 0; life < 8; life++)
            {
                List<object?> model = [];
                PyList.New(in py, ref frame.A);
                for (int round = 0; round < Rounds / 8; round++)
                {
                    Step(in py, ref frame, random, model, life % 2 == 0 || round > 30);
                    if (random.Next(10) == 0)
                    {
                        py.Heap.Control.Collect(random.Next(py.Heap.Control.GenerationCount));
                    }

                    Check(in py, ref frame, model);
                }
            }
        }

        private static void Step<THeap, TRef>(
            in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame, Random random, List<object?> model, bool isMixed)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            int count = model.Count;
            object? item = LoadRandom(in py, ref frame.B, random, isMixed);
            int action = random.Next(20);
            if (count > Longest)
            {
                action = 15;
            }

            switch (action)
            {
                case 0:
                    PyList.AppendInt(in py, ref frame.A, 70_000);
                    model.Add(70_000L);
                    break;
                case 1 or 2:
                    int at = random.Next(count + 1);
                    PyList.Insert(in py, ref frame.A, at, ref frame.B);
                    model.Insert(at, item);
                    break;
                case 3 when count > 0:
                    int set = random.Next(count);
                    PyList.Set(in py, ref frame.A, set, ref frame.B);
                    model[set] = item;
                    break;
                case 4 when count > 0:
                    int number = random.Next(count);
                    PyList.SetInt(in py, ref frame.A, number, -9);
                    model[number] = -9L;
                    Assert.Equal(-9, PyList.LoadInt(in py, frame.A, number));
                    break;
                case 5 when count > 0:
                    PyList.Pop(in py, ref frame.B, ref frame.A);
                    Assert.Equal(model[^1], ValueOf(in py, frame.B));
                    model.RemoveAt(count - 1);
                    break;
                case 6 when count > 0:
                    int popped = random.Next(count);
                    PyList.Pop(in py, ref frame.B, ref frame.A, popped);
                    Assert.Equal(model[popped], ValueOf(in py, frame.B));
                    model.RemoveAt(popped);
                    break;
                case 7:
                    PyList.Reverse(in py, ref frame.A);
                    model.Reverse();
                    break;
                case 8:
                    PyList.Of(in py, ref frame.A, ListOrigin.Sequence, ref frame.A);
                    break;
                case 9:
                    PyTuple.Pack(in py, ref frame.C, ref frame.B, ref frame.B);
                    PyList.Extend(in py, ref frame.A, ref frame.C);
                    model.AddRange([item, item]);
                    break;
                case 10:
                    PyList.Extend(in py, ref frame.A, ref frame.A);
                    model.AddRange([.. model]);
                    break;
                case 11:
                    PyList.OfRange(in py, ref frame.C, 100_000, 3);
                    PyList.Concat(in py, ref frame.A, ref frame.A, ref frame.C);
                    model.AddRange([100_000L, 100_001L, 100_002L]);
                    break;
                case 12:
                    PyList.OfRange(in py, ref frame.C, 5, 2);
                    PyList.Extend(in py, ref frame.C, ref frame.A);
                    py.Heap.Copy(ref frame.A, frame.C);
                    model.InsertRange(0, [5L, 6L]);
                    break;
                case 13:
                    int times = random.Next(3);
                    PyList.Repeat(in py, ref frame.A, ref frame.A, times);
                    object?[] once = [.. model];
                    model.Clear();
                    model.AddRange(Enumerable.Repeat(once, times).SelectMany(part => part));
                    break;
                case 14 when random.Next(3) == 0:
                    PyList.Clear(in py, ref frame.A);
                    model.Clear();
                    break;
                case 15:
                    int start = random.Next(count + 1);
                    int length = random.Next(count - start + 1);
                    PyList.Delete(in py, ref frame.A, start, start + length);
                    model.RemoveRange(start, length);
                    break;
                case 16:
                    int first = random.Next(count + 1);
                    PyList.Slice(in py, ref frame.A, ref frame.A, first / 2, first);
                    model.RemoveRange(first, count - first);
                    model.RemoveRange(0, first / 2);
                    break;
                default:
                    PyList.Append(in py, ref frame.A, ref frame.B);
                    model.Add(item);
                    break;
            }
        }

        private static object? LoadRandom<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, Random random, bool isMixed)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            switch (isMixed ? random.Next(6) : 0)
            {
                case 1:
                    py.Heap.Clear(ref local);
                    return null;
                case 2:
                    PyStr.Load(in py, ref local, Text);
                    return Text;
                case 3:
                    PyFloat.Load(in py, ref local, 0.5);
                    return 0.5;
                default:
                    long value = random.Next(100_000);
                    PyInt.Load(in py, ref local, value);
                    return value;
            }
        }

        private static object? ValueOf<THeap, TRef>(in Python<THeap, TRef> py, TRef item)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            if (py.Heap.IsNull(item))
            {
                return null;
            }

            TypeHandle type = py.Heap.TypeOf(item);
            return type == py.Float ? PyFloat.Value(in py, item)
                : type == py.Int || type == py.BigInt ? PyInt.Value(in py, item)
                : Text;
        }

        private static void Check<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame, List<object?> model)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            Assert.Equal(model.Count, PyList.Count(in py, frame.A));
            Assert.True(PyList.Capacity(in py, frame.A) >= model.Count);
            int position = 0;
            while (PyList.Next(in py, ref frame.D, ref frame.A, ref position))
            {
                Assert.Equal(model[position - 1], ValueOf(in py, frame.D));
            }

            Assert.Equal(model.Count, position);
            PyStr.Load(in py, ref frame.D, Text);
            Assert.Equal(model.IndexOf(Text), PyList.IndexOf(in py, frame.A, frame.D));
            PyInt.Load(in py, ref frame.D, 70_000);
            Assert.Equal(model.IndexOf(70_000L), PyList.IndexOf(in py, frame.A, frame.D));
        }
    }

    private sealed class Deaths : ObjectProgram
    {
        private const int Items = 40;

        private static readonly ObjectType s_mortal =
            new("Mortal", PythonKind.SlotsInstance, words: 1, traits: ObjectTraits.Finalizable);

        protected override void Run<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        {
            THeap heap = py.Heap;
            Python<THeap, TRef> copy = py;
            TypeHandle type = heap.Register(s_mortal);
            List<(long Item, int Length)> deaths = [];
            heap.ResizeRoots(1);
            heap.SetFinalizer(type, (ref TRef self) =>
            {
                // The list is whole: each place up to its length has an item that is alive.
                int length = PyList.Count(in copy, heap.Root(0));
                for (int i = 0; i < length; i++)
                {
                    Assert.Equal(type, heap.TypeOf(PyList.Borrow(in copy, heap.Root(0), i)));
                }

                deaths.Add((heap.GetWord(self, 0), length));
            });
            PyList.New(in py, ref heap.Root(0));
            for (int i = 0; i < Items; i++)
            {
                heap.New(ref frame.A, type);
                heap.SetWord(frame.A, 0, i);
                PyList.Append(in py, ref heap.Root(0), ref frame.A);
            }

            heap.Clear(ref frame.A);
            PyList.Truncate(in py, ref heap.Root(0), 38);
            Assert.Equal([(39, 38), (38, 38)], deaths);
            deaths.Clear();
            PyList.Delete(in py, ref heap.Root(0), 2, 5);
            Assert.Equal([(4, 35), (3, 35), (2, 35)], deaths);
            deaths.Clear();
            PyList.Delete(in py, ref heap.Root(0), 0, 1);
            Assert.Equal([(0, 34)], deaths);
            deaths.Clear();
            PyList.Pop(in py, ref frame.A, ref heap.Root(0));
            PyList.Pop(in py, ref frame.A, ref heap.Root(0));
            Assert.Equal([(37, 33)], deaths);
            deaths.Clear();
            heap.Clear(ref frame.A);
            PyList.Clear(in py, ref heap.Root(0));
            Assert.Equal((36, 32), deaths[0]);
            Assert.Equal(Enumerable.Range(5, 31).Append(1).Select(i => (long)i).Order(), deaths.Skip(1).Select(death => death.Item).Order());
            Assert.All(deaths.Skip(1), death => Assert.Equal(0, death.Length));
            Assert.Equal(deaths.Skip(1).Select(death => death.Item).OrderDescending(), deaths.Skip(1).Select(death => death.Item));
            heap.ResizeRoots(0);
        }
    }

    private sealed class Forms : ObjectProgram
    {
        protected override void Run<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        {
            PyList.New(in py, ref frame.A);
            Assert.False(PyList.KeepsValues(in py, frame.A));
            PyList.AppendInt(in py, ref frame.A, 1000);
            PyInt.Load(in py, ref frame.B, 2000);
            PyList.Append(in py, ref frame.A, ref frame.B);
            Assert.True(PyList.KeepsValues(in py, frame.A));
            PyStr.Load(in py, ref frame.B, "text");
            PyList.Append(in py, ref frame.A, ref frame.B);
            Assert.False(PyList.KeepsValues(in py, frame.A));
            Assert.Equal([1000, 2000], new[] { PyList.LoadInt(in py, frame.A, 0), PyList.LoadInt(in py, frame.A, 1) });
            PyList.Clear(in py, ref frame.A);
            PyList.AppendInt(in py, ref frame.A, 1000);
            Assert.True(PyList.KeepsValues(in py, frame.A));
            PyList.Pop(in py, ref frame.B, ref frame.A);
            Assert.True(PyList.KeepsValues(in py, frame.A));
            PyList.Slice(in py, ref frame.C, ref frame.A, 0, 0);
            Assert.False(PyList.KeepsValues(in py, frame.C));
        }
    }
}
