using Compare.Engines.Abstractions.Heaps;

namespace Compare.Workloads.Objects.Numbers;

/// <summary>Complex numbers: an object of two words.</summary>
public static class PyComplex
{
    private const int RealWord = 0;
    private const int ImaginaryWord = 1;

    /// <summary>Loads a number into a local. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it.</param>
    /// <param name="real">Its real part.</param>
    /// <param name="imaginary">Its imaginary part.</param>
    public static void Load<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, double real, double imaginary)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        py.Heap.New(ref local, py.Complex);
        py.Heap.SetWord(local, RealWord, BitConverter.DoubleToInt64Bits(real));
        py.Heap.SetWord(local, ImaginaryWord, BitConverter.DoubleToInt64Bits(imaginary));
    }

    /// <summary>Gets the real part. Never allocates.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="number">A complex number.</param>
    /// <returns>Its real part.</returns>
    public static double Real<THeap, TRef>(in Python<THeap, TRef> py, TRef number)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        BitConverter.Int64BitsToDouble(py.Heap.GetWord(number, RealWord));

    /// <summary>Gets the imaginary part. Never allocates.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="number">A complex number.</param>
    /// <returns>Its imaginary part.</returns>
    public static double Imaginary<THeap, TRef>(in Python<THeap, TRef> py, TRef number)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        BitConverter.Int64BitsToDouble(py.Heap.GetWord(number, ImaginaryWord));
}
