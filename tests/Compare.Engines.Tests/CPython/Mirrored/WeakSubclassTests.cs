using Compare.Engines.Tests.CPython.Support;

namespace Compare.Engines.Tests.CPython.Mirrored;

/// <summary>Instances of a subclass of <c>weakref.ref</c>, which have fields and are never shared.</summary>
public sealed class WeakSubclassTests
{
    private const int Attribute = 0;
    private const int OtherReference = 1;

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_weakref", "SubclassableWeakrefTestCase.test_subclass_refs_dont_replace_standard_refs")]
    public void The_plain_reference_stays_the_first(string profile) => PythonHeap.Run(profile, python =>
    {
        Variable target = python.New(PythonTypes.Instance);
        Variable first = python.WeakOfType(PythonTypes.ReferenceSubclass, target);
        Variable plain = python.Weak(target);
        Assert.False(python.Same(first, plain));
        Assert.Equal([python.Id(plain), python.Id(first)], python.WeakReferences(target));
        Assert.Equal(2, python.WeakCount(target));

        Variable third = python.WeakOfType(PythonTypes.ReferenceSubclass, target);
        Assert.False(python.Same(first, third));
        Assert.Equal(3, python.WeakCount(target));
        Assert.Equal([python.Id(plain), python.Id(third), python.Id(first)], python.WeakReferences(target));
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_weakref", "SubclassableWeakrefTestCase.test_subclass_refs_dont_conflate_callbacks")]
    public void Each_has_its_own_callback(string profile) => PythonHeap.Run(profile, python =>
    {
        List<int> called = [];
        Action<Variable> firstCallback = _ => called.Add(1);
        Action<Variable> secondCallback = _ => called.Add(2);
        Variable target = python.New(PythonTypes.Instance);
        Variable first = python.WeakOfType(PythonTypes.ReferenceSubclass, target, firstCallback);
        Variable second = python.WeakOfType(PythonTypes.ReferenceSubclass, target, secondCallback);
        Assert.False(python.Same(first, second));
        Assert.Equal([python.Id(second), python.Id(first)], python.WeakReferences(target));
        Assert.Same(firstCallback, python.CallbackOf(first));
        Assert.Same(secondCallback, python.CallbackOf(second));
        python.Delete(target);
        Assert.Equal([2, 1], called);
    });

    /// <summary>A reference that owns its target dies before it, so that nobody is left to be called.</summary>
    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_weakref", "SubclassableWeakrefTestCase.test_subclass_refs_with_cycle")]
    public void The_death_of_a_reference_that_owns_its_target_calls_nothing(string profile) => PythonHeap.Run(
        profile,
        python =>
        {
            int called = 0;
            Variable target = python.New(PythonTypes.Instance);
            Variable first = python.WeakOfType(PythonTypes.ReferenceSubclass, target, _ => called++);
            python.Set(first, Attribute, target);
            python.Delete(target);
            python.Delete(first);
            Assert.Equal(0, called);
            Assert.Equal(0, python.LiveObjects);

            // The same through a second reference.
            target = python.New(PythonTypes.Instance);
            first = python.WeakOfType(PythonTypes.ReferenceSubclass, target, _ => called++);
            Variable second = python.WeakOfType(PythonTypes.ReferenceSubclass, target, _ => called++);
            python.Set(first, OtherReference, second);
            python.Set(second, Attribute, target);
            python.Delete(target);
            python.Delete(second);
            Assert.Equal(3, python.LiveObjects);
            python.Delete(first);
            Assert.Equal(0, called);
            Assert.Equal(0, python.LiveObjects);
        });
}
