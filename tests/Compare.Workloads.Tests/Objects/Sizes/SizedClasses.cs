using Compare.Engines.Abstractions.Heaps;
using Compare.Workloads.Objects;
using Compare.Workloads.Objects.Classes;

namespace Compare.Workloads.Tests.Objects.Sizes;

/// <summary>The classes of the instances in <see cref="SizedKinds"/>, on one heap.</summary>
/// <param name="Plain">Instances with two attributes.</param>
/// <param name="Slots">Instances with two slots.</param>
/// <param name="WeakSlots">Instances with two slots and weak references.</param>
internal sealed record SizedClasses(HeapClass Plain, HeapClass Slots, HeapClass WeakSlots)
{
    private static readonly string[] s_attributes = ["first", "second"];
    private static readonly PyClass s_plain = new("Plain", s_attributes);
    private static readonly PyClass s_slots = new("Slots", s_attributes, ClassOptions.Slots);
    private static readonly PyClass s_weakSlots = new("WeakSlots", s_attributes, ClassOptions.Slots | ClassOptions.WeakReferences);

    /// <summary>Makes the classes known to a heap.</summary>
    public static SizedClasses On<THeap, TRef>(in Python<THeap, TRef> py)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        new(s_plain.On(in py), s_slots.On(in py), s_weakSlots.On(in py));
}
