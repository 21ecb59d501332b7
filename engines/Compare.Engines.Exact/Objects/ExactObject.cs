using System.Runtime.CompilerServices;

namespace Compare.Engines.Exact.Objects;

/// <summary>
/// The header of an object in native memory. Behind it lie reference fields, addresses of buffers, data words, what a weak
/// reference keeps, and variable elements.
/// </summary>
internal unsafe struct ExactObject
{
    /// <summary>The type.</summary>
    public ExactTypeInfo* Type;

    /// <summary>References to the object: from fields, elements, items, locals, roots and owned temporaries.</summary>
    public int Count;

    /// <summary>Number of the trace that reached the object last.</summary>
    public int Mark;

    /// <summary>The allocation clock just after the allocation; no two objects have the same.</summary>
    public long Birth;

    /// <summary>The allocation clock when a reference to the object was destroyed last: Merlin's time stamp.</summary>
    public long Stamp;

    /// <summary>Next younger object of the heap.</summary>
    public ExactObject* Younger;

    /// <summary>Next older object of the heap.</summary>
    public ExactObject* Older;

    /// <summary>First weak reference to the object.</summary>
    public ExactObject* Weak;

    /// <summary>Number of variable elements.</summary>
    public int Length;

    /// <summary>The hash of its content that a string remembers.</summary>
    public int Hash;

    /// <summary>Of a trace: references to the object that come from outside the heap.</summary>
    public int External;

    /// <summary>What is known of the object.</summary>
    public ExactFlags Flags;

    /// <summary>Gets the address of an object as the header that lies there.</summary>
    /// <param name="address">Address of an object.</param>
    /// <returns>The header.</returns>
    public static ExactObject* At(nint address) => (ExactObject*)address;

    /// <summary>Gets the first reference field.</summary>
    /// <param name="obj">The object.</param>
    /// <returns>Its address.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // One addition.
    public static nint* Fields(ExactObject* obj) => (nint*)(obj + 1);

    /// <summary>Gets the slots of the buffers, which follow the reference fields.</summary>
    /// <param name="obj">The object.</param>
    /// <returns>Address of the first.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Two additions.
    public static ExactBuffer** Buffers(ExactObject* obj) => (ExactBuffer**)(Fields(obj) + obj->Type->References);

    /// <summary>Gets the data words.</summary>
    /// <param name="obj">The object.</param>
    /// <returns>Address of the first.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Two additions.
    public static long* Words(ExactObject* obj) => (long*)((nint)obj + obj->Type->WordsOffset);

    /// <summary>Gets what a weak reference keeps.</summary>
    /// <param name="weak">A weak reference.</param>
    /// <returns>Its hidden fields.</returns>
    public static ExactWeakLink* Link(ExactObject* weak) => (ExactWeakLink*)((nint)weak + weak->Type->WeakOffset);

    /// <summary>Gets the variable elements.</summary>
    /// <param name="obj">The object.</param>
    /// <returns>Address of the first.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Two additions.
    public static nint* Elements(ExactObject* obj) => (nint*)((nint)obj + obj->Type->FixedBytes);
}
