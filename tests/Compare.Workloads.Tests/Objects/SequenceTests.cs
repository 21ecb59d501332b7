using Compare.Workloads.Objects;
using Compare.Workloads.Objects.Numbers;
using Compare.Workloads.Objects.Sequences;
using Compare.Workloads.Objects.Text;

namespace Compare.Workloads.Tests.Objects;

/// <summary>Tuples, ranges, slices, arrays and byte arrays on every engine, the growing ones beside the host's own lists.</summary>
public sealed class SequenceTests
{
    [Theory]
    [ClassData(typeof(ObjectEngines))]
    public void Tuples_ranges_and_slices_keep_what_they_are_made_of(string engine) => new FixedSequences().RunOn(engine);

    [Theory]
    [ClassData(typeof(ObjectEngines))]
    public void Random_arrays_are_those_of_a_model(string engine) => new RandomArrays().RunOn(engine);

    [Theory]
    [ClassData(typeof(ObjectEngines))]
    public void Random_byte_arrays_are_those_of_a_model(string engine) => new RandomByteArrays().RunOn(engine);

    private sealed class FixedSequences : ObjectProgram
    {
        protected override void Run<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        {
            PyShared.New(in py, ref frame.Shared);
            PyInt.Load(in py, ref frame.A, 1000);
            PyFloat.Load(in py, ref frame.B, 0.5);
            PyStr.Load(in py, ref frame.C, "text");
            PyTuple.Pack(in py, ref frame.D, ref frame.A, ref frame.B, ref frame.C);
            Assert.Equal(3, PyTuple.Length(in py, frame.D));
            Assert.Equal(1000, PyInt.Value(in py, PyTuple.Borrow(in py, frame.D, 0)));
            PyTuple.Load(in py, ref frame.E, frame.D, 1);
            Assert.Equal(0.5, PyFloat.Value(in py, frame.E));
            PyTuple.Pack(in py, ref frame.D, ref frame.D, ref frame.C);
            PyTuple.Pack(in py, ref frame.D, ref frame.D);
            Assert.Equal(1, PyTuple.Length(in py, frame.D));
            PyTuple.Load(in py, ref frame.D, frame.D, 0);
            Assert.Equal(2, PyTuple.Length(in py, frame.D));
            Assert.True(py.Heap.Same(frame.C, PyTuple.Borrow(in py, frame.D, 1)));
            PyTuple.LoadEmpty(in py, ref frame.D, ref frame.Shared);
            PyTuple.LoadEmpty(in py, ref frame.E, ref frame.Shared);
            Assert.Equal(0, PyTuple.Length(in py, frame.D));
            Assert.True(py.Heap.Same(frame.D, frame.E));

            PySlice.New(in py, ref frame.D, ref frame.A, ref frame.B, ref frame.C);
            Assert.True(py.Heap.Same(frame.A, PySlice.Start(in py, frame.D)) || PyInt.Value(in py, PySlice.Start(in py, frame.D)) == 1000);
            Assert.True(py.Heap.Same(frame.C, PySlice.Step(in py, frame.D)));
            Assert.Equal(0.5, PyFloat.Value(in py, PySlice.Stop(in py, frame.D)));

            foreach ((long start, long stop, long step) in new[] { (0L, 10L, 1L), (5L, -7L, -3L), (0L, 0L, 1L), (1L, 1L << 40, 1L << 20) })
            {
                PyRange.New(in py, ref frame.D, start, stop, step);
                long length = Math.Max(0, (stop - start + step - Math.Sign(step)) / step);
                Assert.Equal(length, PyRange.Length(in py, frame.D));
                Assert.Equal(start + (7 * step), PyRange.At(in py, frame.D, 7));
            }

            PyList.OfRange(in py, ref frame.D, 3, 5, 2);
            PyTuple.OfList(in py, ref frame.D, ref frame.D);
            Assert.Equal(5, PyTuple.Length(in py, frame.D));
            Assert.Equal(11, PyInt.Value(in py, PyTuple.Borrow(in py, frame.D, 4)));
        }
    }

    private sealed class RandomArrays : ObjectProgram
    {
        protected override void Run<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        {
            Random random = new(7);
            List<long> model = [1, 2, 3];
            PyArray.New(in py, ref frame.A, [1, 2, 3]);
            for (int round = 0; round < 600; round++)
            {
                switch (random.Next(8))
                {
                    case 0:
                        int length = random.Next(model.Count + 1);
                        PyArray.Truncate(in py, ref frame.A, length);
                        model.RemoveRange(length, model.Count - length);
                        break;
                    case 1 when model.Count > 0:
                        int index = random.Next(model.Count);
                        PyArray.Set(in py, frame.A, index, round);
                        model[index] = round;
                        break;
                    default:
                        PyArray.Append(in py, ref frame.A, -round);
                        model.Add(-round);
                        break;
                }

                Assert.Equal(model.Count, PyArray.Count(in py, frame.A));
                Assert.True(PyArray.Capacity(in py, frame.A) >= model.Count);
                for (int i = 0; i < model.Count; i++)
                {
                    Assert.Equal(model[i], PyArray.Get(in py, frame.A, i));
                }
            }
        }
    }

    private sealed class RandomByteArrays : ObjectProgram
    {
        protected override void Run<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        {
            Random random = new(7);
            List<byte> model = [1, 2, 3];
            PyByteArray.New(in py, ref frame.A, [1, 2, 3]);
            for (int round = 0; round < 600; round++)
            {
                switch (random.Next(8))
                {
                    case 0:
                        int length = random.Next(model.Count + 1);
                        PyByteArray.Truncate(in py, ref frame.A, length);
                        model.RemoveRange(length, model.Count - length);
                        break;
                    case 1:
                        byte[] more = new byte[random.Next(20)];
                        random.NextBytes(more);
                        PyByteArray.Extend(in py, ref frame.A, more);
                        model.AddRange(more);
                        break;
                    default:
                        PyByteArray.Append(in py, ref frame.A, (byte)round);
                        model.Add((byte)round);
                        break;
                }

                Assert.Equal(model.Count, PyByteArray.Length(in py, frame.A));
                Assert.Equal(model, PyByteArray.Content(in py, frame.A).ToArray());
                Assert.True(PyByteArray.Capacity(in py, frame.A) >= model.Count);
            }
        }
    }
}
