using Compare.Engines.Tests.CPython.Support;

namespace Compare.Engines.Tests.CPython.MirroredWithHost;

/// <summary>Weak dictionaries: what an iteration sees, and keys whose comparison changes the dictionary.</summary>
public sealed class WeakDictionaryContentTests
{
    private const int Objects = 10;

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [MirrorsWithHost("test_weakref", "MappingTestCase.test_weak_valued_iters")]
    public void An_iteration_sees_each_value(string profile) => PythonHeap.Run(profile, python =>
    {
        WeakValueDictionary dict = new(python);
        Variable[] values = NewObjects(python, Objects);
        for (int key = 0; key < Objects; key++)
        {
            dict.Set(key, values[key]);
        }

        Assert.Equal(Enumerable.Range(0, Objects), dict.Iterate().Select(entry => (int)entry.Key));
        Assert.Equal(values.Select(python.Id), dict.Iterate().Select(entry => TargetId(python, entry.Weak)));
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [MirrorsWithHost("test_weakref", "MappingTestCase.test_weak_keyed_iters")]
    public void An_iteration_sees_each_key_and_value(string profile) => PythonHeap.Run(profile, python =>
    {
        WeakKeyDictionary dict = new(python);
        Variable[] keys = NewObjects(python, Objects);
        Variable[] values = [.. keys.Select(key => python.Int(python.GetWord(key, 0)))];
        for (int index = 0; index < Objects; index++)
        {
            dict.Set(keys[index], values[index]);
        }

        Assert.Equal(keys.Select(python.Id), dict.Iterate().Select(entry => TargetId(python, entry.Weak)));
        Assert.Equal(values.Select(python.Id), dict.Iterate().Select(entry => python.Id(entry.Value)));
    });

    /// <summary>
    /// Comparing two keys drops the last object of the list that alone keeps the keys alive. So two deletions empty a
    /// dictionary of four.
    /// </summary>
    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [MirrorsWithHost("test_weakref", "MappingTestCase.test_weak_keyed_cascading_deletes")]
    public void Comparing_keys_may_delete_others(string profile) => PythonHeap.Run(profile, python =>
    {
        const int Keys = 4;
        WeakKeyDictionary dict = new(python);
        Variable list = python.List();
        Variable[] keys = NewObjects(python, Keys);
        foreach (Variable key in keys)
        {
            dict.Set(key, null);
            python.Append(list, key);
        }

        python.Delete(keys);
        Assert.Equal(Keys, dict.Count);
        dict.Comparing = () => python.Truncate(list, python.Length(list) - 1);
        int deleted = 0;
        for (; deleted < python.Length(list); deleted++)
        {
            Variable key = python.Item(list, deleted);
            dict.Delete(key);
            python.Forget(key);
        }

        Assert.Equal(0, dict.Count);
        Assert.Equal(Keys / 2, deleted);
    });

    private static Variable[] NewObjects(PythonHeap python, int count)
    {
        Variable[] objects = [.. Enumerable.Range(0, count).Select(_ => python.New(PythonTypes.Instance))];
        for (int index = 0; index < count; index++)
        {
            python.SetWord(objects[index], 0, index);
        }

        return objects;
    }

    private static long TargetId(PythonHeap python, Variable weak)
    {
        Variable target = python.Call(weak);
        long identity = python.Id(target);
        python.Forget(target);
        return identity;
    }
}
