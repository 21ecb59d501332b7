using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Abstractions.Heaps;

/// <summary>
/// What a program may do with an engine's memory. The only mutator interface: workloads are generic over it, and the
/// just-in-time compiler specialises every operation for every engine.
/// </summary>
/// <typeparam name="TRef">
/// The engine's reference: an address on unmanaged engines, a struct around an object on the delegated one.
/// <see langword="default"/> is the null reference.
/// </typeparam>
/// <remarks>
/// <para><b>Locals.</b> A reference lives in a <i>local</i>: a field of an entered frame or a slot of the root area. A
/// local owns its reference (counting engines count it, moving engines update it). Operations that yield a reference
/// write it into a local, replacing and releasing what was there.</para>
/// <para><b>Temporaries.</b> A value of type <typeparamref name="TRef"/> that is not in a local is a temporary.
/// <i>Owned</i> temporaries come from <see cref="Move"/> and from functions that return one; each must be consumed once
/// by <see cref="Take"/> or a <c>…Take</c> store. <i>Borrowed</i> temporaries come from the <c>Borrow…</c> operations
/// and from reading a local by value; they own nothing. All temporaries die at the next operation that may collect:
/// any allocation or buffer resize, <see cref="Enter"/>, <see cref="SafePoint"/> and an explicit collection. A borrowed
/// temporary dies also when the field it was read from is overwritten. So a function that has a frame takes its
/// reference arguments by <see langword="ref"/>, and only a function that never allocates may take them by value.</para>
/// <para><b>Misuse</b> is undefined on the bare engines and reported by name and line by the checking heap.</para>
/// <para><b>Errors.</b> Every operation that allocates may throw <see cref="HeapExhaustedException"/>; the heap stays
/// intact, see <see cref="Unwind"/>.</para>
/// </remarks>
public interface IHeap<TRef>
    where TRef : struct
{
    // ---- Frames ---------------------------------------------------------------------------------------------------

    /// <summary>
    /// Makes the locals of a zeroed frame roots. A check point as a function entry is in CPython 3.12+: may run a
    /// pending collection, finalizers and callbacks.
    /// </summary>
    /// <typeparam name="TFrame">The frame's type.</typeparam>
    /// <param name="frame">A local variable of the calling function, all zero.</param>
    void Enter<TFrame>(ref TFrame frame)
        where TFrame : struct, IFrame<TRef>, allows ref struct;

    /// <summary>
    /// Ends the innermost frame: its locals are released, in declaration order unless the modelled implementation does
    /// otherwise, and no longer roots. May free objects and run finalizers on counting engines; never collects. An owned
    /// temporary that was moved out before survives.
    /// </summary>
    /// <typeparam name="TFrame">The frame's type.</typeparam>
    /// <param name="frame">The frame that was entered last.</param>
    void Leave<TFrame>(ref TFrame frame)
        where TFrame : struct, IFrame<TRef>, allows ref struct;

    /// <summary>
    /// Ends every frame inside <paramref name="frame"/> that an exception is about to skip. Call it in the exception
    /// <i>filter</i>, where those frames still exist: <c>catch (HeapExhaustedException) when (heap.Unwind(ref f))</c>.
    /// </summary>
    /// <typeparam name="TFrame">The frame's type.</typeparam>
    /// <param name="frame">The frame of the function that catches; it becomes the innermost one.</param>
    /// <returns>Always <see langword="true"/>, so that the filter accepts.</returns>
    bool Unwind<TFrame>(ref TFrame frame)
        where TFrame : struct, IFrame<TRef>, allows ref struct;

    /// <summary>
    /// Marks a point at which the engine may collect, run finalizers and deliver weak callbacks: a loop's back edge.
    /// </summary>
    void SafePoint();

    // ---- Locals ---------------------------------------------------------------------------------------------------

    /// <summary>Tells whether a reference is null.</summary>
    /// <param name="reference">Any live reference.</param>
    /// <returns>True for the null reference.</returns>
    bool IsNull(TRef reference);

    /// <summary>Tells whether two references denote the same object (or are both null).</summary>
    /// <param name="left">Any live reference.</param>
    /// <param name="right">Any live reference.</param>
    /// <returns>True for the same object.</returns>
    bool Same(TRef left, TRef right);

    /// <summary>Makes a local refer to what another reference refers to.</summary>
    /// <param name="local">The local; what it held is released after the new reference is in place.</param>
    /// <param name="source">Borrowed.</param>
    void Copy(ref TRef local, TRef source);

    /// <summary>Takes the reference out of a local, which becomes null.</summary>
    /// <param name="local">The local.</param>
    /// <returns>An owned temporary.</returns>
    TRef Move(ref TRef local);

    /// <summary>Puts an owned temporary into a local.</summary>
    /// <param name="local">The local; what it held is released after the new reference is in place.</param>
    /// <param name="temporary">Owned; consumed.</param>
    void Take(ref TRef local, TRef temporary);

    /// <summary>Makes a local null and releases what it held.</summary>
    /// <param name="local">The local.</param>
    void Clear(ref TRef local);

    // ---- Root area ------------------------------------------------------------------------------------------------

    /// <summary>Gets the number of slots in the root area.</summary>
    int RootCount { get; }

    /// <summary>
    /// Grows or shrinks the root area, the stack of an interpreter or trace player. New slots are null; slots cut off
    /// are released, last first. Never collects.
    /// </summary>
    /// <param name="count">New number of slots, 0 or more.</param>
    void ResizeRoots(int count);

    /// <summary>Gets a slot of the root area; it is a local like any other.</summary>
    /// <param name="index">0 to <see cref="RootCount"/> − 1.</param>
    /// <returns>The slot, valid until the next <see cref="ResizeRoots"/>.</returns>
    ref TRef Root(int index);

    // ---- Types ----------------------------------------------------------------------------------------------------

    /// <summary>Makes an object type known to this heap. Registering the same instance again returns the same handle.</summary>
    /// <param name="type">The description, shared by all engines.</param>
    /// <returns>The engine's handle, valid as long as the heap.</returns>
    TypeHandle Register(ObjectType type);

    /// <summary>Gets the type of an object.</summary>
    /// <param name="obj">Not null.</param>
    /// <returns>The handle that it was allocated with.</returns>
    TypeHandle TypeOf(TRef obj);

    // ---- Allocation -----------------------------------------------------------------------------------------------

    /// <summary>Allocates an object without variable elements. References are null; data words are undefined. May collect.</summary>
    /// <param name="local">Receives the object.</param>
    /// <param name="type">A type whose <see cref="ObjectType.Elements"/> is <see cref="ElementKind.None"/>.</param>
    void New(ref TRef local, TypeHandle type);

    /// <summary>Allocates an object with variable elements. References are null; words and bytes are undefined. May collect.</summary>
    /// <param name="local">Receives the object.</param>
    /// <param name="type">A type with elements.</param>
    /// <param name="length">Number of elements, 0 or more.</param>
    void NewArray(ref TRef local, TypeHandle type, int length);

    // ---- Reference fields -----------------------------------------------------------------------------------------

    /// <summary>Reads a reference field into a local.</summary>
    /// <param name="local">Receives the reference.</param>
    /// <param name="obj">Not null.</param>
    /// <param name="field">0 to <see cref="ObjectType.References"/> − 1.</param>
    void Load(ref TRef local, TRef obj, int field);

    /// <summary>Reads a reference field as a borrowed temporary: no count, no root.</summary>
    /// <param name="obj">Not null.</param>
    /// <param name="field">0 to <see cref="ObjectType.References"/> − 1.</param>
    /// <returns>Borrowed; valid until the field is overwritten or anything may collect.</returns>
    TRef Borrow(TRef obj, int field);

    /// <summary>Writes a reference field, through the engine's write barrier; the old value is released afterwards.</summary>
    /// <param name="obj">Not null.</param>
    /// <param name="field">0 to <see cref="ObjectType.References"/> − 1.</param>
    /// <param name="value">Borrowed; may be null.</param>
    void Store(TRef obj, int field, TRef value);

    /// <summary>As <see cref="Store"/>, but consumes an owned temporary, as a stealing store of CPython's C API does.</summary>
    /// <param name="obj">Not null.</param>
    /// <param name="field">0 to <see cref="ObjectType.References"/> − 1.</param>
    /// <param name="temporary">Owned; consumed.</param>
    void StoreTake(TRef obj, int field, TRef temporary);

    // ---- Data words -----------------------------------------------------------------------------------------------

    /// <summary>Reads a 64-bit data word.</summary>
    /// <param name="obj">Not null.</param>
    /// <param name="word">0 to <see cref="ObjectType.Words"/> − 1.</param>
    /// <returns>The word.</returns>
    long GetWord(TRef obj, int word);

    /// <summary>Writes a 64-bit data word.</summary>
    /// <param name="obj">Not null.</param>
    /// <param name="word">0 to <see cref="ObjectType.Words"/> − 1.</param>
    /// <param name="value">The word.</param>
    void SetWord(TRef obj, int word, long value);

    // ---- Variable elements ----------------------------------------------------------------------------------------

    /// <summary>Gets the number of variable elements.</summary>
    /// <param name="obj">An object whose type has elements.</param>
    /// <returns>The length it was allocated with.</returns>
    int Length(TRef obj);

    /// <summary>Reads a reference element into a local.</summary>
    /// <param name="local">Receives the reference.</param>
    /// <param name="obj">An object with reference elements.</param>
    /// <param name="index">0 to <see cref="Length"/> − 1.</param>
    void LoadElement(ref TRef local, TRef obj, int index);

    /// <summary>Reads a reference element as a borrowed temporary.</summary>
    /// <param name="obj">An object with reference elements.</param>
    /// <param name="index">0 to <see cref="Length"/> − 1.</param>
    /// <returns>Borrowed.</returns>
    TRef BorrowElement(TRef obj, int index);

    /// <summary>Writes a reference element, through the write barrier.</summary>
    /// <param name="obj">An object with reference elements.</param>
    /// <param name="index">0 to <see cref="Length"/> − 1.</param>
    /// <param name="value">Borrowed; may be null.</param>
    void StoreElement(TRef obj, int index, TRef value);

    /// <summary>As <see cref="StoreElement"/>, but consumes an owned temporary.</summary>
    /// <param name="obj">An object with reference elements.</param>
    /// <param name="index">0 to <see cref="Length"/> − 1.</param>
    /// <param name="temporary">Owned; consumed.</param>
    void StoreElementTake(TRef obj, int index, TRef temporary);

    /// <summary>Reads a 64-bit element.</summary>
    /// <param name="obj">An object with word elements.</param>
    /// <param name="index">0 to <see cref="Length"/> − 1.</param>
    /// <returns>The word.</returns>
    long GetElementWord(TRef obj, int index);

    /// <summary>Writes a 64-bit element.</summary>
    /// <param name="obj">An object with word elements.</param>
    /// <param name="index">0 to <see cref="Length"/> − 1.</param>
    /// <param name="value">The word.</param>
    void SetElementWord(TRef obj, int index, long value);

    /// <summary>Gets the byte elements of an object.</summary>
    /// <param name="obj">An object with byte elements.</param>
    /// <returns>All bytes; a borrowed temporary, dead when anything may collect.</returns>
    Span<byte> ElementBytes(TRef obj);

    /// <summary>Gets the hash of its content that a string or bytes object remembers, where the original's header has room.</summary>
    /// <param name="obj">An object of a kind of string, or bytes, with byte elements.</param>
    /// <returns>What was set, or 0: none yet, or no room.</returns>
    int GetStoredHash(TRef obj);

    /// <summary>Lets a string or bytes object remember its hash; nothing happens where there is no room.</summary>
    /// <param name="obj">An object of a kind of string, or bytes, with byte elements.</param>
    /// <param name="hash">The hash, not 0.</param>
    void SetStoredHash(TRef obj, int hash);

    // ---- Owned buffers --------------------------------------------------------------------------------------------

    /// <summary>
    /// Gives a buffer of an object a new number of items, in place where the engine can. Items in both sizes keep their
    /// content; new references are null, new words and bytes undefined; references cut off are released, last first.
    /// May collect.
    /// </summary>
    /// <param name="owner">A local that holds the owner.</param>
    /// <param name="buffer">0 to the number of <see cref="ObjectType.Buffers"/> − 1.</param>
    /// <param name="items">New number of items; 0 frees the buffer's memory.</param>
    void ResizeBuffer(ref TRef owner, int buffer, int items);

    /// <summary>
    /// Gives a table a new number of entries and an index of a new size. Entries as in <see cref="ResizeBuffer"/>; an index of the
    /// same size keeps its content, one of another size is undefined. Counters stay. May collect.
    /// </summary>
    /// <param name="owner">A local that holds the owner.</param>
    /// <param name="buffer">Index of a buffer with <see cref="BufferShape.HasIndex"/>.</param>
    /// <param name="items">New number of entries; 0 frees entries and index and zeroes the counters.</param>
    /// <param name="indexBytes">Bytes of the index; 0 exactly when there are no entries.</param>
    void ResizeTable(ref TRef owner, int buffer, int items, int indexBytes);

    /// <summary>Gets the index of a table.</summary>
    /// <param name="owner">Not null.</param>
    /// <param name="buffer">Index of a buffer with <see cref="BufferShape.HasIndex"/>.</param>
    /// <returns>All its bytes; a borrowed temporary, dead when anything may collect. Empty when the table is.</returns>
    Span<byte> TableIndex(TRef owner, int buffer);

    /// <summary>
    /// Gets the counter that a buffer has for its program: the length of a list, the live entries of a table. It lies where the
    /// original has it.
    /// </summary>
    /// <param name="owner">Not null.</param>
    /// <param name="buffer">Index of the buffer.</param>
    /// <returns>What was set last; 0 in a buffer without items.</returns>
    int GetCount(TRef owner, int buffer);

    /// <summary>Sets the counter of a buffer. A resize leaves it, one to no items zeroes it.</summary>
    /// <param name="owner">Not null.</param>
    /// <param name="buffer">Index of a buffer that has items.</param>
    /// <param name="count">0 or more.</param>
    void SetCount(TRef owner, int buffer, int count);

    /// <summary>Gets a table's second counter: entries used since the table was made, deleted ones included.</summary>
    /// <param name="owner">Not null.</param>
    /// <param name="buffer">Index of a buffer with <see cref="BufferShape.HasIndex"/>.</param>
    /// <returns>What was set last; 0 in a table without entries.</returns>
    int GetFilled(TRef owner, int buffer);

    /// <summary>Sets a table's second counter. A resize leaves it, one to no entries zeroes it.</summary>
    /// <param name="owner">Not null.</param>
    /// <param name="buffer">Index of a buffer with <see cref="BufferShape.HasIndex"/> that has entries.</param>
    /// <param name="filled">0 or more.</param>
    void SetFilled(TRef owner, int buffer, int filled);

    /// <summary>Gets the number of items in a buffer.</summary>
    /// <param name="owner">Not null.</param>
    /// <param name="buffer">Index of the buffer.</param>
    /// <returns>The number last given to <see cref="ResizeBuffer"/>, or 0.</returns>
    int BufferLength(TRef owner, int buffer);

    /// <summary>Reads a reference of a buffer into a local.</summary>
    /// <param name="local">Receives the reference.</param>
    /// <param name="owner">Not null.</param>
    /// <param name="buffer">Index of the buffer.</param>
    /// <param name="index">item × references per item + number of the reference in its item.</param>
    void LoadItem(ref TRef local, TRef owner, int buffer, int index);

    /// <summary>Reads a reference of a buffer as a borrowed temporary.</summary>
    /// <param name="owner">Not null.</param>
    /// <param name="buffer">Index of the buffer.</param>
    /// <param name="index">item × references per item + number of the reference in its item.</param>
    /// <returns>Borrowed.</returns>
    TRef BorrowItem(TRef owner, int buffer, int index);

    /// <summary>Writes a reference of a buffer, through the write barrier.</summary>
    /// <param name="owner">Not null.</param>
    /// <param name="buffer">Index of the buffer.</param>
    /// <param name="index">item × references per item + number of the reference in its item.</param>
    /// <param name="value">Borrowed; may be null.</param>
    void StoreItem(TRef owner, int buffer, int index, TRef value);

    /// <summary>As <see cref="StoreItem"/>, but consumes an owned temporary.</summary>
    /// <param name="owner">Not null.</param>
    /// <param name="buffer">Index of the buffer.</param>
    /// <param name="index">item × references per item + number of the reference in its item.</param>
    /// <param name="temporary">Owned; consumed.</param>
    void StoreItemTake(TRef owner, int buffer, int index, TRef temporary);

    /// <summary>Reads a data word of a buffer.</summary>
    /// <param name="owner">Not null.</param>
    /// <param name="buffer">Index of the buffer.</param>
    /// <param name="index">item × words per item + number of the word in its item.</param>
    /// <returns>The word.</returns>
    long GetItemWord(TRef owner, int buffer, int index);

    /// <summary>Writes a data word of a buffer.</summary>
    /// <param name="owner">Not null.</param>
    /// <param name="buffer">Index of the buffer.</param>
    /// <param name="index">item × words per item + number of the word in its item.</param>
    /// <param name="value">The word.</param>
    void SetItemWord(TRef owner, int buffer, int index, long value);

    /// <summary>Gets the bytes of a buffer whose items are bytes.</summary>
    /// <param name="owner">Not null.</param>
    /// <param name="buffer">Index of the buffer.</param>
    /// <returns>All bytes; a borrowed temporary, dead when anything may collect.</returns>
    Span<byte> ItemBytes(TRef owner, int buffer);

    // ---- Weak references and finalizers ---------------------------------------------------------------------------

    /// <summary>Allocates a weak reference: an object that does not keep its target alive. May collect.</summary>
    /// <param name="local">Receives the weak reference.</param>
    /// <param name="target">A local with an object whose type has <see cref="ObjectTraits.WeaklyReferenceable"/>.</param>
    /// <param name="tag">
    /// What the callback is told, or 0 for no callback. When the target dies while the weak reference lives, the
    /// callback of <see cref="SetWeakCallback"/> is called once.
    /// </param>
    /// <exception cref="InvalidOperationException">The target's type lacks the trait.</exception>
    void NewWeak(ref TRef local, ref TRef target, long tag);

    /// <summary>Reads the target of a weak reference into a local.</summary>
    /// <param name="local">Receives the target, or null when it is dead.</param>
    /// <param name="weak">A weak reference.</param>
    void LoadWeak(ref TRef local, TRef weak);

    /// <summary>
    /// Names the program's answer to dead targets. When it is called (inside the release, after a collection, at a safe
    /// point) is the engine's semantics.
    /// </summary>
    /// <param name="callback">Called with the dead weak reference and its tag; may allocate.</param>
    void SetWeakCallback(WeakCallback<TRef> callback);

    /// <summary>
    /// Names the finalizer of a type. It runs at most once per object, before its memory is reclaimed; storing the
    /// object somewhere reachable resurrects it.
    /// </summary>
    /// <param name="type">A type with <see cref="ObjectTraits.Finalizable"/>.</param>
    /// <param name="finalizer">Called with a local that holds the object; may allocate.</param>
    /// <exception cref="InvalidOperationException">The type lacks the trait.</exception>
    void SetFinalizer(TypeHandle type, Finalizer<TRef> finalizer);

    // ---- Questions ------------------------------------------------------------------------------------------------

    /// <summary>Gets a hash that stays the same for the life of an object, wherever it moves.</summary>
    /// <param name="obj">Not null.</param>
    /// <returns>The hash; different objects may share one.</returns>
    long IdentityHash(TRef obj);

    /// <summary>Gets the size that the modelled implementation's <c>sys.getsizeof</c> reports, buffers excluded unless it includes them.</summary>
    /// <param name="obj">Not null.</param>
    /// <returns>Bytes.</returns>
    long SizeOf(TRef obj);

    /// <summary>Gets the number of references to an object, where the engine counts them.</summary>
    /// <param name="obj">Not null.</param>
    /// <returns>The count, this call's borrowed argument not included; null on engines that do not count.</returns>
    long? ReferenceCount(TRef obj);

    /// <summary>Gets the operations that are not on any hot path.</summary>
    IHeapControl Control { get; }

    /// <summary>
    /// Gets a part of the surface of the implementation that the engine is modelled on, such as Python's <c>gc</c> module.
    /// </summary>
    /// <typeparam name="TModule">The interface, e.g. <see cref="Modules.IGcModule{TRef}"/>.</typeparam>
    /// <returns>
    /// The module, or null where the original has none. Every engine has growth and object rules; the checking heap has pinning
    /// beside them and nothing else.
    /// </returns>
    TModule? Module<TModule>()
        where TModule : class;
}
