using System.Reflection;
using System.Runtime.InteropServices;

namespace Compare.Engines.Clr.Objects;

/// <summary>
/// A class of the host that stands for one registered type of one engine at a time. Classes are made by reflection when
/// a type is registered and go back to a pool when the engine is disposed, since the host never unloads them.
/// </summary>
internal sealed class ClrClass
{
    private static readonly Lock s_lock = new();
    private static readonly Dictionary<ClrShape, Stack<ClrClass>> s_pool = [];
    private static int s_tags;

    private readonly ClrShape _shape;
    private readonly Action<nint, ClrFinalizerQueue?> _bind;

    private ClrClass(ClrShape shape, int number)
    {
        _shape = shape;
        Type tag = MakeTag(number);
        _bind = typeof(ClrTypeStatics<>).MakeGenericType(tag)
            .GetMethod(nameof(ClrTypeStatics<>.Bind))!.CreateDelegate<Action<nint, ClrFinalizerQueue?>>();
        Type type = Close(shape, tag);
        const BindingFlags Own = BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly;
        if (shape.Weak)
        {
            CreateWeak = type.GetMethod(nameof(ClrTypedWeak<>.CreateWeak), Own)!
                .CreateDelegate<Func<WeakGCHandle<ClrObject>, long, ClrWeak>>();
            return;
        }

        MethodTable = type.TypeHandle.Value;
        GuardedCreate = type.GetMethod(nameof(ClrEmpty<>.Create), Own)!.MethodHandle.GetFunctionPointer();
        nint direct = shape.Finalizable ? 0 : HostAllocator.Find(type); // A finalizable object is not all zero.
        Create = direct == 0 ? GuardedCreate : direct;
        const BindingFlags Any = Own ^ BindingFlags.DeclaredOnly | BindingFlags.FlattenHierarchy;
        WordOffset = shape.Words == 0 ? 0 : (nint)type.GetMethod(nameof(ClrWords<,>.WordOffset), Any)!.Invoke(null, null)!;
        int slots = shape.InlineSlots;
        if (shape.Words > 0 && WordOffset != slots * sizeof(long))
        {
            throw new PlatformNotSupportedException("This runtime lays out objects in an order that the clr engine does not know.");
        }
    }

    /// <summary>Gets the fastest function that allocates an object, as a function pointer; 0 for weak references.</summary>
    public nint Create { get; }

    /// <summary>
    /// Gets the function that allocates an object and turns exhaustion into the engine's exception; 0 for weak references.
    /// </summary>
    public nint GuardedCreate { get; }

    /// <summary>Gets the reference fields, arrays included.</summary>
    public int Slots => _shape.Weak ? 0 : _shape.Slots;

    /// <summary>Gets the argument of both functions.</summary>
    public nint MethodTable { get; }

    /// <summary>Gets the function that allocates a weak reference.</summary>
    public Func<WeakGCHandle<ClrObject>, long, ClrWeak>? CreateWeak { get; }

    /// <summary>Gets the distance of the words from the first slot, bytes.</summary>
    public nint WordOffset { get; }

    /// <summary>Takes a class that no engine uses.</summary>
    /// <param name="shape">What it is made of.</param>
    /// <returns>The class.</returns>
    public static ClrClass Rent(ClrShape shape)
    {
        lock (s_lock)
        {
            return s_pool.TryGetValue(shape, out Stack<ClrClass>? free) && free.TryPop(out ClrClass? known)
                ? known
                : new(shape, s_tags++);
        }
    }

    /// <summary>Gives the class to a type.</summary>
    /// <param name="info">Address of the engine's description of the type.</param>
    /// <param name="queue">Where dead finalizable objects report.</param>
    public void Bind(nint info, ClrFinalizerQueue queue) => _bind(info, queue);

    /// <summary>Puts the class back into the pool.</summary>
    public void Return()
    {
        _bind(0, null);
        lock (s_lock)
        {
            if (!s_pool.TryGetValue(_shape, out Stack<ClrClass>? free))
            {
                s_pool.Add(_shape, free = new());
            }

            free.Push(this);
        }
    }

    private static Type Close(ClrShape shape, Type tag)
    {
        Type? slots = shape.InlineSlots == 0 ? null : Repeat(typeof(OneSlot), shape.InlineSlots);
        Type? words = shape.Words == 0 ? null : Repeat(typeof(OneWord), shape.Words);
        return (shape, slots, words) switch
        {
            ({ Weak: true }, _, _) => typeof(ClrTypedWeak<>).MakeGenericType(tag),
            (_, null, null) => typeof(ClrEmpty<>).MakeGenericType(tag),
            (_, null, not null) => typeof(ClrWords<,>).MakeGenericType(words, tag),
            ({ Finalizable: true }, not null, null) => typeof(ClrFinalizableSlots<,>).MakeGenericType(slots, tag),
            (_, not null, null) => typeof(ClrSlots<,>).MakeGenericType(slots, tag),
            ({ Finalizable: true }, not null, not null) =>
                typeof(ClrFinalizableMixed<,,>).MakeGenericType(slots, words, tag),
            _ => typeof(ClrMixed<,,>).MakeGenericType(slots, words, tag),
        };
    }

    private static Type Repeat(Type one, int count)
    {
        if (count == 1)
        {
            return one;
        }

        Type half = Repeat(one, count / 2);
        Type pair = typeof(Joined<,>).MakeGenericType(half, half);
        return count % 2 == 0 ? pair : typeof(Joined<,>).MakeGenericType(pair, one);
    }

    private static Type MakeTag(int number) => number == 0
        ? typeof(TagEnd)
        : typeof(TagDigit<,>).MakeGenericType(number % 2 == 0 ? typeof(TagEnd) : typeof(OneWord), MakeTag(number / 2));
}
