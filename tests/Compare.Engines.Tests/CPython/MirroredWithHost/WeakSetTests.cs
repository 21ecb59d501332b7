using Compare.Engines.Tests.CPython.Support;

namespace Compare.Engines.Tests.CPython.MirroredWithHost;

/// <summary>The methods of test_weakset that are about death.</summary>
public sealed class WeakSetTests
{
    private const int Members = 20;

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [MirrorsWithHost("test_weakset", "TestWeakSet.test_gc")]
    public void Members_that_die_leave_the_set(string profile) => PythonHeap.Run(profile, python =>
    {
        WeakSet set = new(python);
        Variable[] members = AddMembers(python, set);
        Assert.Equal(Members, set.Count);
        python.Delete(members[0]);
        Assert.Equal(Members - 1, set.Count);
        python.Delete(members);
        Assert.Equal(0, set.Count);
        Assert.Equal(0, python.LiveObjects);
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [MirrorsWithHost("test_weakset", "TestWeakSet.test_len_cycles")]
    public void The_length_with_members_in_cycles(string profile) => PythonHeap.Run(profile, python =>
    {
        WeakSet set = new(python);
        AddCycles(python, set);
        using (IEnumerator<WeakSet.Entry> iterator = set.Iterate().GetEnumerator())
        {
            Assert.True(iterator.MoveNext());
            Assert.Equal(Members - 1, python.Collect());
            Assert.Equal(1, set.Count);
        }

        python.Collect();
        Assert.Equal(0, set.Count);
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [MirrorsWithHost("test_weakset", "TestWeakSet.test_len_race")]
    public void The_length_while_members_are_collected(string profile) => PythonHeap.Run(profile, python =>
    {
        const int Thresholds = 100;
        for (int threshold = 1; threshold < Thresholds; threshold++)
        {
            python.Collect(0);
            python.SetThresholds(threshold, threshold, threshold);
            WeakSet set = new(python);
            AddCycles(python, set);
            int first;
            using (IEnumerator<WeakSet.Entry> iterator = set.Iterate().GetEnumerator())
            {
                iterator.MoveNext();
                python.CheckPoint();
                first = set.Count;
            }

            python.CheckPoint();
            int second = set.Count;
            Assert.InRange(first, 0, Members);
            Assert.InRange(second, 0, first);
            python.Collect();
            Assert.Equal(0, set.Stored);
        }
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [MirrorsWithHost("test_weakset", "TestWeakSet.test_weak_destroy_while_iterating")]
    public void A_member_that_dies_during_an_iteration_goes_at_its_end(string profile) => PythonHeap.Run(profile, python =>
    {
        WeakSet set = new(python);
        Variable[] members = AddMembers(python, set);
        using (IEnumerator<WeakSet.Entry> iterator = set.Iterate().GetEnumerator())
        {
            Assert.True(iterator.MoveNext());
            python.Delete(members[^1]);
            Assert.Equal(Members - 1, set.Count);
            Assert.Equal(Members, set.Stored);
        }

        Assert.Equal(Members - 1, set.Count);
        Assert.Equal(Members - 1, set.Stored);
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [MirrorsWithHost("test_weakset", "TestWeakSet.test_weak_destroy_and_mutate_while_iterating")]
    public void The_set_may_change_when_a_member_dies_during_an_iteration(string profile) => PythonHeap.Run(
        profile,
        python =>
        {
            WeakSet set = new(python);
            Variable[] members = AddMembers(python, set);
            Variable added = python.New(PythonTypes.Instance);
            using (IEnumerator<WeakSet.Entry> iterator = set.Iterate().GetEnumerator())
            {
                Assert.True(iterator.MoveNext());
                python.Delete(members[^1]);
                set.Discard(members[^2]);
                set.Add(added);
                set.Add(added);
                Assert.False(set.Contains(members[^2]));
                Assert.True(set.Contains(added));
                Assert.Equal(Members - 1, set.Count);
            }

            Assert.Equal(Members - 1, set.Count);
            Assert.Equal(Members - 1, set.Stored);
        });

    private static Variable[] AddMembers(PythonHeap python, WeakSet set)
    {
        Variable[] members = [.. Enumerable.Range(0, Members).Select(_ => python.New(PythonTypes.Instance))];
        foreach (Variable member in members)
        {
            set.Add(member);
        }

        return members;
    }

    private static void AddCycles(PythonHeap python, WeakSet set)
    {
        for (int made = 0; made < Members; made++)
        {
            Variable member = python.New(PythonTypes.Instance);
            python.Set(member, 0, member);
            set.Add(member);
            python.Forget(member);
            python.CheckPoint();
        }
    }
}
