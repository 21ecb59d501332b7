using Compare.Engines.Tests.CPython.Support;

namespace Compare.Engines.Tests.CPython.Mirrored;

/// <summary>
/// Weak references as values: equality, order, hash and callback. Equality and hash are Python's, kept by
/// <see cref="WeakValues"/> on what the engine tells: the target, identity, and words of the reference.
/// </summary>
public sealed class WeakReferenceValueTests
{
    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_weakref", "ReferencesTestCase.test_equality")]
    public void Live_references_are_equal_as_their_targets_and_dead_ones_by_identity(string profile) => PythonHeap.Run(
        profile,
        python =>
        {
            Variable x = NewObject(python, 1);
            Variable y = NewObject(python, 1);
            Variable z = NewObject(python, 2);
            Variable a = python.Weak(x);
            Variable b = python.Weak(y);
            Variable c = python.Weak(z);
            Variable d = python.Weak(x);
            Assert.True(WeakValues.AreEqual(python, a, b));
            Assert.False(WeakValues.AreEqual(python, a, c));
            Assert.True(WeakValues.AreEqual(python, a, d));
            Assert.False(python.Same(a, b));
            python.Delete(x, y, z);
            python.Collect();
            Assert.All([a, b, c], weak => Assert.True(python.IsDead(weak)));
            Assert.False(WeakValues.AreEqual(python, a, b));
            Assert.False(WeakValues.AreEqual(python, a, c));

            // Both are the one that all share who ask for a reference without a callback.
            Assert.True(WeakValues.AreEqual(python, a, d));
            Assert.True(python.Same(a, d));
        });

    /// <summary>Where Python refuses to compare references, a program on a heap has nothing to compare them with.</summary>
    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_weakref", "ReferencesTestCase.test_ordering")]
    public void References_have_no_order(string profile) => PythonHeap.Run(profile, python =>
    {
        Variable x = NewObject(python, 1);
        Variable y = NewObject(python, 1);
        Variable[] weaks = [python.Weak(x), python.Weak(y)];
        AssertNoOrder(python, weaks);
        python.Delete(x, y);
        python.Collect();
        AssertNoOrder(python, weaks);
    });

    /// <summary>The hash is that of the target, computed once and kept in a word of the reference.</summary>
    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_weakref", "ReferencesTestCase.test_hashing")]
    public void A_reference_that_was_hashed_keeps_its_hash(string profile) => PythonHeap.Run(profile, python =>
    {
        Variable x = NewObject(python, 42);
        Variable y = NewObject(python, 42);
        Variable a = WeakValues.New(python, x);
        Variable b = WeakValues.New(python, y);
        Assert.Equal(42, WeakValues.Hash(python, a));
        python.Delete(x, y);
        python.Collect();
        Assert.Equal(42, WeakValues.Hash(python, a));
        Assert.Throws<InvalidOperationException>(() => WeakValues.Hash(python, b));
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_weakref", "ReferencesTestCase.test_callback_attribute")]
    public void The_callback_can_be_read(string profile) => PythonHeap.Run(profile, python =>
    {
        Action<Variable> callback = _ => { };
        Variable x = NewObject(python, 1);
        Variable with = python.Weak(x, callback);
        Variable without = python.Weak(x);
        Assert.Same(callback, python.CallbackOf(with));
        Assert.Null(python.CallbackOf(without));
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_weakref", "ReferencesTestCase.test_callback_attribute_after_deletion")]
    public void The_callback_is_gone_when_the_target_is(string profile) => PythonHeap.Run(profile, python =>
    {
        int called = 0;
        Variable x = NewObject(python, 1);
        Variable weak = python.Weak(x, _ => called++);
        Assert.NotNull(python.CallbackOf(weak));
        python.Delete(x);
        Assert.Equal(1, called);
        Assert.Null(python.CallbackOf(weak));
    });

    /// <summary>A reference keeps the callback that it was made with, whatever others are made with.</summary>
    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_weakref", "ReferencesTestCase.test_set_callback_attribute")]
    public void The_callback_cannot_be_changed(string profile) => PythonHeap.Run(profile, python =>
    {
        List<int> called = [];
        Action<Variable> first = _ => called.Add(1);
        Action<Variable> second = _ => called.Add(2);
        Variable x = NewObject(python, 1);
        Variable weak = python.Weak(x, first);
        Variable other = python.Weak(x, second);
        Assert.False(python.Same(weak, other));
        Assert.Same(first, python.CallbackOf(weak));
        python.Delete(other);
        python.Delete(x);
        Assert.Equal([1], called);
    });

    private static Variable NewObject(PythonHeap python, long value)
    {
        Variable instance = python.New(PythonTypes.Instance);
        python.SetWord(instance, 0, value);
        return instance;
    }

    private static void AssertNoOrder(PythonHeap python, Variable[] weaks)
    {
        Assert.False(python.ReferencesHaveOrder);
        Assert.NotEqual(python.Id(weaks[0]), python.Id(weaks[1]));
        Assert.False(python.Same(weaks[0], weaks[1]));
    }
}
