using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Abstractions.Modules;

/// <summary>
/// Immediate values: numbers that the modelled implementation keeps in the reference itself, so that they take no memory. Null
/// where the original makes an object of every number.
/// </summary>
/// <remarks>
/// <para>What is loaded reads like an object of its type: not null, the same as any other immediate value of its kind with the
/// same bits, <see cref="IHeap{TRef}.GetWord"/> gives the value (of a float its bits as a 64-bit number), its size is 0. It may
/// be stored wherever a reference may. It cannot be written, nor weakly referenced.</para>
/// <para>A type has the given kind and one data word, and nothing else. A reference has no room for the type, so the first one
/// of its kind that is loaded stands for all values of the kind; register one.</para>
/// </remarks>
/// <typeparam name="TRef">The engine's reference.</typeparam>
public interface IImmediateValues<TRef>
    where TRef : struct
{
    /// <summary>Gets what references have room for.</summary>
    ImmediateForm Form { get; }

    /// <summary>Loads an integer that needs no object. Never collects.</summary>
    /// <param name="local">Receives the value; unchanged when it needs an object.</param>
    /// <param name="type">A type of kind <see cref="PythonKind.Int"/> with one word.</param>
    /// <param name="value">The value.</param>
    /// <returns>False when the implementation makes an object of it: allocate one with <see cref="IHeap{TRef}.New"/>.</returns>
    /// <exception cref="ArgumentException">The type is of another kind or shape.</exception>
    /// <exception cref="InvalidOperationException">Another type of this kind was loaded before.</exception>
    bool TryLoadInteger(ref TRef local, TypeHandle type, long value);

    /// <summary>
    /// Loads a floating-point number that needs no object. Never collects. The value read back is rounded as the implementation's
    /// floats are.
    /// </summary>
    /// <param name="local">Receives the value; unchanged when it needs an object.</param>
    /// <param name="type">A type of kind <see cref="PythonKind.Float"/> with one word.</param>
    /// <param name="value">The value.</param>
    /// <returns>False when the implementation makes an object of it: allocate one with <see cref="IHeap{TRef}.New"/>.</returns>
    /// <exception cref="ArgumentException">The type is of another kind or shape.</exception>
    /// <exception cref="InvalidOperationException">Another type of this kind was loaded before.</exception>
    bool TryLoadFloat(ref TRef local, TypeHandle type, double value);
}
