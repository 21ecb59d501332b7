using System.Numerics;
using Compare.Engines.Abstractions.Heaps;
using Compare.Workloads.Objects;
using Compare.Workloads.Objects.Keys;
using Compare.Workloads.Objects.Numbers;

namespace Compare.Workloads.Tests.Objects;

/// <summary>Numbers keep their values on every engine, whatever their form.</summary>
public sealed class NumberTests
{
    private static readonly BigInteger[] s_integers =
    [
        0, 1, -1, 5, -5, -6, 256, 257, int.MaxValue, int.MinValue, long.MaxValue, long.MinValue, ulong.MaxValue,
        .. new[] { 15, 16, 29, 30, 31, 32, 60, 61, 62, 63, 64, 90, 95, 96, 97, 126, 127, 128, 189, 300, 3000 }
            .SelectMany(bits => new[] { BigInteger.One << bits, (BigInteger.One << bits) - 1, -(BigInteger.One << bits) }),
    ];

    [Theory]
    [ClassData(typeof(ObjectEngines))]
    public void Integers_of_any_size_keep_their_value(string engine) => new Integers().RunOn(engine);

    [Theory]
    [ClassData(typeof(ObjectEngines))]
    public void Sums_and_products_are_those_of_arithmetic(string engine) => new Arithmetic().RunOn(engine);

    [Theory]
    [ClassData(typeof(ObjectEngines))]
    public void Floats_complex_numbers_and_booleans_keep_their_value(string engine) => new OtherNumbers().RunOn(engine);

    internal static BigInteger ValueOf<THeap, TRef>(in Python<THeap, TRef> py, TRef integer)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        byte[] magnitude = new byte[(PyInt.BitLength(in py, integer) + 7) / 8];
        Assert.Equal(magnitude.Length, PyInt.CopyMagnitude(in py, integer, magnitude));
        BigInteger value = new(magnitude, isUnsigned: true);
        return PyInt.IsNegative(in py, integer) ? -value : value;
    }

    private static byte[] MagnitudeOf(BigInteger value) => BigInteger.Abs(value).ToByteArray(isUnsigned: true);

    private sealed class Integers : ObjectProgram
    {
        protected override void Run<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        {
            foreach (BigInteger value in s_integers)
            {
                PyInt.Load(in py, ref frame.A, MagnitudeOf(value), value.Sign < 0);
                Assert.Equal(value, ValueOf(in py, frame.A));
                Assert.Equal((long)BigInteger.Abs(value).GetBitLength(), PyInt.BitLength(in py, frame.A));
                if (value < long.MinValue || value > long.MaxValue)
                {
                    TRef tooLarge = frame.A;
                    Python<THeap, TRef> copy = py;
                    bool overflows = false;
                    try
                    {
                        PyInt.Value(in copy, tooLarge);
                    }
                    catch (OverflowException)
                    {
                        overflows = true;
                    }

                    Assert.True(overflows);
                    PyInt.Load(in py, ref frame.B, MagnitudeOf(value), value.Sign < 0);
                }
                else
                {
                    Assert.Equal((long)value, PyInt.Value(in py, frame.A));
                    PyInt.Load(in py, ref frame.B, (long)value);
                }

                PyInt.Load(in py, ref frame.C, MagnitudeOf(value + 1), (value + 1).Sign < 0);
                Assert.True(PyKeys.AreEqual(in py, frame.A, frame.B));
                Assert.False(PyKeys.AreEqual(in py, frame.A, frame.C));
                Assert.Equal(PyKeys.Hash(in py, frame.A), PyKeys.Hash(in py, frame.B));
            }
        }
    }

    private sealed class Arithmetic : ObjectProgram
    {
        private static readonly long[] s_small = [0, 1, -1, 2, -3, 10, 1 << 20, -(1L << 40), long.MaxValue, long.MinValue];

        protected override void Run<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        {
            foreach (BigInteger value in s_integers)
            {
                foreach (long number in s_small)
                {
                    PyInt.Load(in py, ref frame.A, MagnitudeOf(value), value.Sign < 0);
                    PyInt.Add(in py, ref frame.B, ref frame.A, number);
                    Assert.Equal(value + number, ValueOf(in py, frame.B));
                    PyInt.Multiply(in py, ref frame.A, ref frame.A, number);
                    Assert.Equal(value * number, ValueOf(in py, frame.A));
                }
            }

            BigInteger expected = 1;
            PyInt.Load(in py, ref frame.A, 1);
            for (int i = 1; i < 100; i++)
            {
                PyInt.Multiply(in py, ref frame.A, ref frame.A, -i);
                PyInt.Add(in py, ref frame.A, ref frame.A, i);
                expected = (expected * -i) + i;
            }

            Assert.Equal(expected, ValueOf(in py, frame.A));
        }
    }

    private sealed class OtherNumbers : ObjectProgram
    {
        protected override void Run<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        {
            foreach (double value in new[] { 0.0, 1.5, -2.25, 1e300, double.PositiveInfinity })
            {
                PyFloat.Load(in py, ref frame.A, value);
                PyComplex.Load(in py, ref frame.B, value, -value);
                Assert.Equal(value, PyFloat.Value(in py, frame.A));
                Assert.Equal(value, PyComplex.Real(in py, frame.B));
                Assert.Equal(-value, PyComplex.Imaginary(in py, frame.B));
            }

            // Equal numbers of different types are one key.
            foreach (long whole in new[] { 1, 1L << 40, -(1L << 52) })
            {
                PyInt.Load(in py, ref frame.A, whole);
                PyFloat.Load(in py, ref frame.B, whole);
                Assert.True(PyKeys.AreEqual(in py, frame.A, frame.B));
                Assert.Equal(PyKeys.Hash(in py, frame.A), PyKeys.Hash(in py, frame.B));
            }

            PyShared.New(in py, ref frame.Shared);
            foreach (bool value in new[] { false, true })
            {
                PyBool.Load(in py, ref frame.A, frame.Shared, value);
                PyBool.Load(in py, ref frame.B, frame.Shared, value);
                Assert.Equal(value, PyBool.Value(in py, frame.A));
                Assert.True(py.Heap.Same(frame.A, frame.B));
            }
        }
    }
}
