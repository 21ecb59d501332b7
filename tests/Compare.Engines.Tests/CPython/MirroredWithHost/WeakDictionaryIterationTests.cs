using Compare.Engines.Tests.CPython.Support;

namespace Compare.Engines.Tests.CPython.MirroredWithHost;

/// <summary>Weak dictionaries whose targets die while somebody iterates.</summary>
public sealed class WeakDictionaryIterationTests
{
    private const int Objects = 20;

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [MirrorsWithHost("test_weakref", "MappingTestCase.test_weak_valued_len_cycles")]
    public void The_length_with_values_in_cycles(string profile) => CheckLengthOfCycles(profile, AddValue);

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [MirrorsWithHost("test_weakref", "MappingTestCase.test_weak_keyed_len_cycles")]
    public void The_length_with_keys_in_cycles(string profile) => CheckLengthOfCycles(profile, AddKey);

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [MirrorsWithHost("test_weakref", "MappingTestCase.test_weak_valued_len_race")]
    public void The_length_while_values_are_collected(string profile) => CheckLengthRace(profile, AddValue);

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [MirrorsWithHost("test_weakref", "MappingTestCase.test_weak_keyed_len_race")]
    public void The_length_while_keys_are_collected(string profile) => CheckLengthRace(profile, AddKey);

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [MirrorsWithHost("test_weakref", "MappingTestCase.test_weak_values_destroy_while_iterating")]
    public void A_value_that_dies_during_an_iteration_goes_at_its_end(string profile) => PythonHeap.Run(profile, python =>
    {
        WeakValueDictionary dict = new(python);
        Variable[] values = [.. Enumerable.Range(0, Objects).Select(_ => python.New(PythonTypes.Instance))];
        for (int key = 0; key < Objects; key++)
        {
            dict.Set(key, values[key]);
        }

        using (IEnumerator<WeakValueDictionary.Entry> iterator = dict.Iterate().GetEnumerator())
        {
            Assert.True(iterator.MoveNext());
            python.Delete(values[^1]);
            Assert.Equal(Objects - 1, dict.Count);
            Assert.Equal(Objects, dict.Stored);
            Assert.Null(dict.Get(Objects - 1));
        }

        Assert.Equal(Objects - 1, dict.Count);
        Assert.Equal(Objects - 1, dict.Stored);
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [MirrorsWithHost("test_weakref", "MappingTestCase.test_weak_keys_destroy_while_iterating")]
    public void A_key_that_dies_during_an_iteration_goes_at_its_end(string profile) => PythonHeap.Run(profile, python =>
    {
        WeakKeyDictionary dict = new(python);
        Variable[] keys = [.. Enumerable.Range(0, Objects).Select(_ => python.New(PythonTypes.Instance))];
        foreach (Variable key in keys)
        {
            dict.Set(key, null);
        }

        using (IEnumerator<WeakKeyDictionary.Entry> iterator = dict.Iterate().GetEnumerator())
        {
            Assert.True(iterator.MoveNext());
            python.Delete(keys[^1]);
            Assert.Equal(Objects - 1, dict.Count);
            Assert.Equal(Objects, dict.Stored);
        }

        Assert.Equal(Objects - 1, dict.Count);
        Assert.Equal(Objects - 1, dict.Stored);
    });

    private static void AddValue(WeakValueDictionary values, WeakKeyDictionary keys, Variable target) =>
        values.Set(values.Stored, target);

    private static void AddKey(WeakValueDictionary values, WeakKeyDictionary keys, Variable target) =>
        keys.Set(target, null);

    /// <summary>Cycles are collected under a live iterator, which keeps the entry that it stands at.</summary>
    private static void CheckLengthOfCycles(
        string profile, Action<WeakValueDictionary, WeakKeyDictionary, Variable> add) => PythonHeap.Run(profile, python =>
    {
        WeakValueDictionary values = new(python);
        WeakKeyDictionary keys = new(python);
        AddCycles(python, target => add(values, keys, target));
        using (IEnumerator<object> iterator = Both(values, keys).GetEnumerator())
        {
            Assert.True(iterator.MoveNext());
            Assert.Equal(Objects - 1, python.Collect());
            Assert.Equal(1, values.Count + keys.Count);
        }

        python.Collect();
        Assert.Equal(0, values.Count + keys.Count);
        Assert.Equal(0, values.Stored + keys.Stored);
    });

    /// <summary>Collections start at any moment: the length is never negative and only falls.</summary>
    private static void CheckLengthRace(
        string profile, Action<WeakValueDictionary, WeakKeyDictionary, Variable> add) => PythonHeap.Run(profile, python =>
    {
        const int Thresholds = 100;
        for (int threshold = 1; threshold < Thresholds; threshold++)
        {
            python.Collect(0);
            python.SetThresholds(threshold, threshold, threshold);
            WeakValueDictionary values = new(python);
            WeakKeyDictionary keys = new(python);
            AddCycles(python, target => add(values, keys, target));
            int first;
            using (IEnumerator<object> iterator = Both(values, keys).GetEnumerator())
            {
                iterator.MoveNext();
                python.CheckPoint();
                first = values.Count + keys.Count;
            }

            python.CheckPoint();
            int second = values.Count + keys.Count;
            Assert.InRange(first, 0, Objects);
            Assert.InRange(second, 0, first);
            python.Collect();
            Assert.Equal(0, values.Stored + keys.Stored);
        }
    });

    private static void AddCycles(PythonHeap python, Action<Variable> add)
    {
        for (int made = 0; made < Objects; made++)
        {
            Variable target = python.New(PythonTypes.Instance);
            python.Set(target, 0, target);
            add(target);
            python.Forget(target);
            python.CheckPoint();
        }
    }

    private static IEnumerable<object> Both(WeakValueDictionary values, WeakKeyDictionary keys) =>
        values.Stored > 0 ? values.Iterate() : keys.Iterate();
}
