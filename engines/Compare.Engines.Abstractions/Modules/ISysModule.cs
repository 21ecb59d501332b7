using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Abstractions.Modules;

/// <summary>What Python's <c>sys</c> module tells of memory, and the objects that CPython shares.</summary>
/// <typeparam name="TRef">The engine's reference.</typeparam>
public interface ISysModule<TRef>
    where TRef : struct
{
    /// <summary>Gets the blocks in use (<c>sys.getallocatedblocks</c>).</summary>
    long AllocatedBlocks { get; }

    /// <summary>Gets a value indicating whether a string that was interned never dies.</summary>
    bool InternedStringsAreImmortal { get; }

    /// <summary>Gets the count as <c>sys.getrefcount(x)</c> of a local variable reports it, the argument included.</summary>
    /// <param name="obj">Not null.</param>
    /// <returns>The count; of an immortal object the version's fixed value.</returns>
    long GetReferenceCount(TRef obj);

    /// <summary>Tells whether an object never dies.</summary>
    /// <param name="obj">Not null.</param>
    /// <returns>True for an immortal object.</returns>
    bool IsImmortal(TRef obj);

    /// <summary>Makes an object immortal, as CPython's start-up code does; nothing happens where the version has none.</summary>
    /// <param name="obj">Not null.</param>
    void SetImmortal(TRef obj);

    /// <summary>Loads the shared object of a small integer, −5 to 256.</summary>
    /// <param name="local">Receives it; unchanged when there is none.</param>
    /// <param name="type">A type of kind <see cref="PythonKind.Int"/> with one word or byte elements.</param>
    /// <param name="value">The integer.</param>
    /// <returns>False when integers of this value are not shared.</returns>
    bool TryLoadInteger(ref TRef local, TypeHandle type, long value);

    /// <summary>Loads the shared string or bytes object of one Latin-1 character.</summary>
    /// <param name="local">Receives it; unchanged when there is none.</param>
    /// <param name="type">A type of kind Str, StrLatin1 or Bytes with byte elements.</param>
    /// <param name="code">The character's code.</param>
    /// <returns>False above 255.</returns>
    bool TryLoadCharacter(ref TRef local, TypeHandle type, int code);

    /// <summary>Loads the shared empty string, bytes object or tuple.</summary>
    /// <param name="local">Receives it; unchanged when there is none.</param>
    /// <param name="type">A type of kind Str, Bytes or Tuple with elements.</param>
    /// <returns>False for other kinds.</returns>
    bool TryLoadEmpty(ref TRef local, TypeHandle type);

    /// <summary>
    /// Replaces a string by the first one of equal content and type that was interned (<c>sys.intern</c>). The table
    /// keeps no string alive, except where the version makes interned strings immortal.
    /// </summary>
    /// <param name="local">A local that holds a string.</param>
    /// <exception cref="InvalidOperationException">The object is no string.</exception>
    void Intern(ref TRef local);

    /// <summary>Describes the allocator's state (<c>sys._debugmallocstats</c>).</summary>
    /// <returns>Classes, arenas, totals and free lists, as lines of text.</returns>
    string GetAllocatorReport();
}
