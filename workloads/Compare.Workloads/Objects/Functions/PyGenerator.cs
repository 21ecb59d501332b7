using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;

namespace Compare.Workloads.Objects.Functions;

/// <summary>
/// Generators: an object with its frame, that keeps what its locals refer to alive while it is suspended and lets it go when the
/// body ends, when it is closed, or with the generator itself.
/// </summary>
/// <remarks>
/// A body reads and writes its locals as fields of the generator and keeps nothing else from one step to the next; numbers are
/// objects there, as in Python. Where it goes on is a word of the object.
/// </remarks>
public static class PyGenerator
{
    /// <summary>What a step returns at the end of the body.</summary>
    public const int End = -1;

    private const int State = 0;
    private const int Running = -2;
    private const int StateWords = 1;

    /// <summary>Describes the generators of a body. Call it once for each body: identity matters.</summary>
    /// <param name="name">Name of the generator function.</param>
    /// <param name="locals">Locals, arguments first.</param>
    /// <returns>The type.</returns>
    public static ObjectType Describe(string name, int locals) => new(
        name, PythonKind.Generator, references: locals, words: StateWords, traits: ObjectTraits.WeaklyReferenceable);

    /// <summary>Makes a generator that has not begun; store the arguments into its fields. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <typeparam name="TBody">The generator function.</typeparam>
    /// <param name="local">Receives it.</param>
    public static void New<THeap, TRef, TBody>(in Python<THeap, TRef> py, ref TRef local)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
        where TBody : struct, IGeneratorBody =>
        New(in py, ref local, py.Heap.Register(TBody.Type));

    /// <summary>As the other, for who makes many and has asked for the handle. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it.</param>
    /// <param name="type">The handle of a type that <see cref="Describe"/> made.</param>
    public static void New<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, TypeHandle type)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        py.Heap.New(ref local, type);
        py.Heap.SetWord(local, State, 0);
    }

    /// <summary>Goes on to the next item. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <typeparam name="TBody">The generator function that made it.</typeparam>
    /// <param name="generator">A local with the generator.</param>
    /// <param name="item">Receives the item, and null at the end; not the local that holds the generator.</param>
    /// <returns>False when the generator has ended or was closed.</returns>
    /// <exception cref="InvalidOperationException">The generator is running already.</exception>
    public static bool Next<THeap, TRef, TBody>(in Python<THeap, TRef> py, ref TRef generator, ref TRef item)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
        where TBody : struct, IGeneratorBody
    {
        int state = (int)py.Heap.GetWord(generator, State);
        if (state >= 0)
        {
            py.Heap.SetWord(generator, State, Running);
            state = TBody.Step(in py, ref generator, ref item, state);
            py.Heap.SetWord(generator, State, state);
            if (state != End)
            {
                return true;
            }

            ClearLocals(in py, ref generator, TBody.Type.References);
        }
        else if (state == Running)
        {
            throw new InvalidOperationException("The generator is running already.");
        }

        py.Heap.Clear(ref item);
        return false;
    }

    /// <summary>Ends a generator where it stands (<c>close()</c>): its locals are let go.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <typeparam name="TBody">The generator function that made it.</typeparam>
    /// <param name="generator">A local with the generator.</param>
    /// <exception cref="InvalidOperationException">The generator is running.</exception>
    public static void Close<THeap, TRef, TBody>(in Python<THeap, TRef> py, ref TRef generator)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
        where TBody : struct, IGeneratorBody
    {
        if (py.Heap.GetWord(generator, State) == Running)
        {
            throw new InvalidOperationException("The generator is running.");
        }

        py.Heap.SetWord(generator, State, End);
        ClearLocals(in py, ref generator, TBody.Type.References);
    }

    /// <summary>Tells whether a generator has ended. Never allocates.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="generator">The generator.</param>
    /// <returns>True at its end and after closing.</returns>
    public static bool HasEnded<THeap, TRef>(in Python<THeap, TRef> py, TRef generator)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.GetWord(generator, State) == End;

    /// <summary>Lets the locals go, each death when the generator is whole: it has ended already.</summary>
    private static void ClearLocals<THeap, TRef>(in Python<THeap, TRef> py, ref TRef generator, int locals)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        for (int i = 0; i < locals; i++)
        {
            py.Heap.Store(generator, i, default);
        }
    }
}
