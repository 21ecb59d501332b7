using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.CPython.Support;

namespace Compare.Engines.Tests.CPython.Mirrored;

/// <summary><c>weakref.finalize</c>: a registry that holds each finalizer until its object dies.</summary>
public sealed class FinalizeTests
{
    private const int Function = 0;
    private const int Reference = 1;

    /// <summary>
    /// The registry is a list of the program; an entry holds the function and a weak reference to the object, whose
    /// callback takes the entry out and calls the function.
    /// </summary>
    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_weakref", "FinalizeTestCase.test_all_freed")]
    public void A_finalizer_and_its_function_are_freed_when_it_has_run(string profile) => PythonHeap.Run(profile, python =>
    {
        List<int> results = [];
        Variable registry = python.List();
        ObjectType entryType = PythonTypes.Class("MyFinalizer");
        Variable a = python.New(PythonTypes.Instance);
        Variable function = python.New(PythonTypes.Function);
        Variable entry = python.New(entryType);
        Variable reference = python.Weak(a, _ =>
        {
            Variable popped = python.Pop(registry);
            Variable called = python.Get(popped, Function);
            Assert.False(python.IsNone(called));
            results.Add(123);
            python.Forget(called);
            python.Forget(popped);
        });
        python.Set(entry, Function, function);
        python.Set(entry, Reference, reference);
        python.Append(registry, entry);
        Variable functionWeak = python.Weak(function);
        Variable entryWeak = python.Weak(entry);
        python.Delete(function, entry, reference);
        Assert.False(python.IsDead(functionWeak));
        Assert.False(python.IsDead(entryWeak));
        Assert.Empty(results);

        python.Delete(a);
        python.Collect();
        Assert.Equal([123], results);
        Assert.True(python.IsDead(entryWeak));
        Assert.True(python.IsDead(functionWeak));
        Assert.Equal(0, python.Length(registry));
        Assert.Equal(3, python.LiveObjects);
    });
}
