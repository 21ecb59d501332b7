using System.Globalization;
using Compare.Engines.Abstractions.Heaps;
using Compare.Workloads.Objects;
using Compare.Workloads.Objects.Numbers;
using Compare.Workloads.Objects.Sequences;
using Compare.Workloads.Objects.Tables;
using Compare.Workloads.Objects.Text;

namespace Compare.Workloads.Tests.Objects;

/// <summary>Random dictionaries and sets beside the host's own, on every engine, also under the checking heap.</summary>
public sealed class TableModelTests
{
    [Theory]
    [ClassData(typeof(ObjectEngines))]
    public void Random_dictionaries_are_those_of_a_model(string engine) => new RandomDicts().RunOn(engine);

    [Theory]
    [ClassData(typeof(ObjectEngines))]
    public void Random_sets_are_those_of_a_model(string engine) => new RandomSets().RunOn(engine);

    /// <summary>A program whose keys are integers, strings, pairs of integers and, where a form allows it, None.</summary>
    private abstract class RandomTables : ObjectProgram
    {
        protected const int Steps = 400;
        protected const int Lives = 3;
        private const int Keys = 40;

        protected static string LoadKey<THeap, TRef>(
            in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame, Random random, int life, bool allowsNone)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            int number = random.Next(Keys);
            int kind = life < 2 ? life : random.Next(allowsNone ? 4 : 3);
            switch (kind)
            {
                case 0:
                    PyInt.Load(in py, ref frame.B, number);
                    break;
                case 1:
                    PyStr.Load(in py, ref frame.B, "k" + number.ToString(CultureInfo.InvariantCulture));
                    break;
                case 2:
                    PyInt.Load(in py, ref frame.D, number);
                    PyInt.Load(in py, ref frame.E, 1);
                    PyTuple.Pack(in py, ref frame.B, ref frame.D, ref frame.E);
                    break;
                default:
                    py.Heap.Clear(ref frame.B);
                    return "None";
            }

            return string.Create(CultureInfo.InvariantCulture, $"{kind}:{number}");
        }

        protected static void MayCollect<THeap, TRef>(in Python<THeap, TRef> py, Random random)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            if (random.Next(20) == 0)
            {
                py.Heap.Control.Collect(random.Next(py.Heap.Control.GenerationCount));
            }

            py.Heap.SafePoint();
        }
    }

    private sealed class RandomDicts : RandomTables
    {
        protected override void Run<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        {
            Random random = new(5);
            for (int life = 0; life < Lives; life++)
            {
                OrderedDictionary<string, long> model = new(StringComparer.Ordinal);
                PyDict.New(in py, ref frame.A);
                for (int step = 0; step < Steps; step++)
                {
                    Step(in py, ref frame, random, model, life);
                    MayCollect(in py, random);
                }

                Check(in py, ref frame, model);
            }
        }

        private static void Step<THeap, TRef>(
            in Python<THeap, TRef> py,
            ref ObjectLocals<TRef> frame,
            Random random,
            OrderedDictionary<string, long> model,
            int life)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            string key = LoadKey(in py, ref frame, random, life, !py.IsOpenDict);
            int action = random.Next(100);
            long value = random.Next(1000);
            if (action < 45)
            {
                PyInt.Load(in py, ref frame.C, value);
                PyDict.Set(in py, ref frame.A, ref frame.B, ref frame.C);
                model[key] = value;
            }
            else if (action < 70)
            {
                Assert.Equal(model.Remove(key), PyDict.Remove(in py, ref frame.A, ref frame.B));
            }
            else if (action < 80)
            {
                PyInt.Load(in py, ref frame.C, value);
                bool isAdded = PyDict.SetDefault(in py, ref frame.D, ref frame.A, ref frame.B, ref frame.C);
                Assert.Equal(model.TryAdd(key, value), isAdded);
                Assert.Equal(model[key], PyInt.Value(in py, frame.D));
            }
            else if (action < 85 && !py.IsOpenDict)
            {
                bool isThere = PyDict.PopItem(in py, ref frame.B, ref frame.C, ref frame.A);
                Assert.Equal(model.Count != 0, isThere);
                if (isThere)
                {
                    Assert.Equal(model.GetAt(model.Count - 1).Value, PyInt.Value(in py, frame.C));
                    model.RemoveAt(model.Count - 1);
                }
            }
            else if (action < 88)
            {
                PyDict.Copy(in py, ref frame.D, ref frame.A);
                py.Heap.Take(ref frame.A, py.Heap.Move(ref frame.D));
            }
            else if (action == 88)
            {
                PyDict.Clear(in py, ref frame.A);
                model.Clear();
            }

            Assert.Equal(model.Count, PyDict.Count(in py, frame.A));
            bool isFound = PyDict.TryLoad(in py, ref frame.C, frame.A, frame.B);
            Assert.True(isFound || !model.ContainsKey(key) || action is >= 80 and < 85);
        }

        /// <summary>The order is the one of insertion, except where tables are not ordered.</summary>
        private static void Check<THeap, TRef>(
            in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame, OrderedDictionary<string, long> model)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            List<long> values = [];
            int position = 0;
            for (int entry = PyDict.Next(in py, frame.A, ref position);
                entry != PyDict.Absent;
                entry = PyDict.Next(in py, frame.A, ref position))
            {
                values.Add(PyInt.Value(in py, PyDict.BorrowValue(in py, frame.A, entry)));
            }

            List<long> expected = [.. model.Values];
            if (py.IsOpenDict)
            {
                expected.Sort();
                values.Sort();
            }

            Assert.Equal(expected, values);
        }
    }

    private sealed class RandomSets : RandomTables
    {
        protected override void Run<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        {
            bool allowsNone = !py.IsOpenSet || py.Rules.SetsKeepHashes;
            Random random = new(6);
            for (int life = 0; life < Lives; life++)
            {
                HashSet<string> model = new(StringComparer.Ordinal);
                PySet.New(in py, ref frame.A);
                for (int step = 0; step < Steps; step++)
                {
                    string key = LoadKey(in py, ref frame, random, life, allowsNone);
                    int action = random.Next(100);
                    if (action < 50)
                    {
                        Assert.Equal(model.Add(key), PySet.Add(in py, ref frame.A, ref frame.B));
                    }
                    else if (action < 90)
                    {
                        Assert.Equal(model.Remove(key), PySet.Discard(in py, ref frame.A, ref frame.B));
                    }
                    else if (action < 95)
                    {
                        PySet.Copy(in py, ref frame.D, ref frame.A);
                        py.Heap.Take(ref frame.A, py.Heap.Move(ref frame.D));
                    }
                    else if (action == 95)
                    {
                        PySet.Clear(in py, ref frame.A);
                        model.Clear();
                    }

                    Assert.Equal(model.Contains(key), PySet.Contains(in py, frame.A, frame.B));
                    Assert.Equal(model.Count, PySet.Count(in py, frame.A));
                    MayCollect(in py, random);
                }

                int members = 0;
                int position = 0;
                while (PySet.Next(in py, frame.A, ref position) != PySet.Absent)
                {
                    members++;
                }

                Assert.Equal(model.Count, members);
            }
        }
    }
}
