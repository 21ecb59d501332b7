using Compare.Engines.Tests.CPython.Support;

namespace Compare.Engines.Tests.CPython.MirroredWithHost;

/// <summary>Weak dictionaries: content, deletion and replacement.</summary>
public sealed class WeakDictionaryTests
{
    private const int Objects = 10;

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [MirrorsWithHost("test_weakref", "MappingTestCase.test_weak_values")]
    public void A_value_that_dies_leaves_the_dictionary(string profile) => PythonHeap.Run(profile, python =>
    {
        WeakValueDictionary dict = new(python);
        Variable[] values = [.. Enumerable.Range(0, Objects).Select(value => NewObject(python, value))];
        for (int key = 0; key < Objects; key++)
        {
            dict.Set(key, values[key]);
        }

        Assert.Equal(Objects, dict.Count);
        Assert.Equal(Objects, dict.Iterate().Count());
        python.Delete(values[0]);
        Assert.Equal(Objects - 1, dict.Count);
        Assert.Null(dict.Get(0));
        python.Delete(values);
        Assert.Equal(0, dict.Count);
        Assert.Equal(0, python.LiveObjects);
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [MirrorsWithHost("test_weakref", "MappingTestCase.test_weak_keys")]
    public void A_key_that_dies_leaves_the_dictionary(string profile) => PythonHeap.Run(profile, python =>
    {
        WeakKeyDictionary dict = new(python);
        Variable[] keys = [.. Enumerable.Range(0, Objects).Select(value => NewObject(python, value))];
        foreach (Variable key in keys)
        {
            Variable value = python.Int(python.GetWord(key, 0));
            dict.Set(key, value);
            python.Delete(value);
        }

        Assert.Equal(Objects, dict.Count);
        Assert.Equal(3, python.GetWord(dict.Get(keys[3])!, 0));
        python.Delete(keys[0]);
        Assert.Equal(Objects - 1, dict.Count);
        python.Delete(keys);
        Assert.Equal(0, dict.Count);
        Assert.Equal(0, python.LiveObjects);
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [MirrorsWithHost("test_weakref", "MappingTestCase.test_weak_valued_delitem")]
    public void An_entry_can_be_deleted_by_its_key(string profile) => PythonHeap.Run(profile, python =>
    {
        WeakValueDictionary dict = new(python);
        Variable first = NewObject(python, 1);
        Variable second = NewObject(python, 2);
        dict.Set(1, first);
        dict.Set(2, second);
        Assert.Equal(2, dict.Count);
        dict.Delete(1);
        Assert.Equal(1, dict.Count);
        Assert.True(python.Same(second, dict.Get(2)!));
        Assert.Equal(0, python.WeakCount(first));
        Assert.Throws<KeyNotFoundException>(() => dict.Delete(1));
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [MirrorsWithHost("test_weakref", "MappingTestCase.test_weak_keyed_delitem")]
    public void An_entry_can_be_deleted_by_a_key_of_its_own(string profile) => PythonHeap.Run(profile, python =>
    {
        WeakKeyDictionary dict = new(python);
        Variable first = NewObject(python, 1);
        Variable second = NewObject(python, 2);
        dict.Set(first, null);
        dict.Set(second, null);
        dict.Delete(first);
        Assert.Equal(1, dict.Count);
        Assert.Null(dict.Get(first));
        Assert.NotNull(dict.Get(second));
        Assert.Equal(0, python.WeakCount(first));
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [MirrorsWithHost("test_weakref", "MappingTestCase.test_weak_keyed_bad_delitem")]
    public void A_key_that_is_not_there_cannot_be_deleted(string profile) => PythonHeap.Run(profile, python =>
    {
        WeakKeyDictionary dict = new(python);
        Variable key = NewObject(python, 1);
        Assert.Throws<KeyNotFoundException>(() => dict.Delete(key));
        Assert.Throws<InvalidOperationException>(() => dict.Set(python.Int(13), null));
    });

    /// <summary>The old value is trash, not yet collected, when another takes its place; its death removes nothing.</summary>
    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [MirrorsWithHost("test_weakref", "MappingTestCase.test_weak_valued_consistency")]
    public void A_replaced_value_takes_nothing_with_it(string profile) => PythonHeap.Run(profile, python =>
    {
        WeakValueDictionary dict = new(python);
        python.GcEnabled = false;
        Variable old = NewObject(python, 1);
        python.Set(old, 0, old);
        dict.Set(10, old);
        python.Delete(old);
        Variable replacement = NewObject(python, 2);
        dict.Set(10, replacement);
        Assert.Equal(1, python.Collect());
        Assert.Equal(1, dict.Count);
        Assert.True(python.Same(replacement, dict.Get(10)!));
    });

    private static Variable NewObject(PythonHeap python, long value)
    {
        Variable instance = python.New(PythonTypes.Instance);
        python.SetWord(instance, 0, value);
        return instance;
    }
}
