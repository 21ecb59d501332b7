using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;

namespace Compare.Workloads.Objects.Functions;

/// <summary>
/// The code of a generator function, as a type without state: the compiler makes one step method of each body and each engine.
/// </summary>
public interface IGeneratorBody
{
    /// <summary>
    /// Gets the type of its generators, made once with <see cref="PyGenerator.Describe"/>: the references are the locals.
    /// </summary>
    static abstract ObjectType Type { get; }

    /// <summary>Runs the body from where it stands to the next yield, or to its end. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="generator">A local with the generator, whose fields are the locals of the body.</param>
    /// <param name="item">Receives what is yielded.</param>
    /// <param name="state">0 at first; afterwards what the step before returned, more than 0.</param>
    /// <returns>Where to go on, more than 0; or <see cref="PyGenerator.End"/> when the body has come to its end.</returns>
    static abstract int Step<THeap, TRef>(in Python<THeap, TRef> py, ref TRef generator, ref TRef item, int state)
        where THeap : struct, IHeap<TRef>
        where TRef : struct;
}
