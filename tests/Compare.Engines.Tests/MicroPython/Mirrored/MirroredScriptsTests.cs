using System.Reflection;

using Compare.Engines.Tests.MicroPython.Fidelity;

namespace Compare.Engines.Tests.MicroPython.Mirrored;

/// <summary>Every script that needs nothing but a heap has a counterpart here or a reason in the table.</summary>
public sealed class MirroredScriptsTests
{
    /// <summary>The scripts that the specification of this engine marks as expressible on an abstract heap.</summary>
    private static readonly string[] s_scripts =
    [
        "basics/gc1", "basics/memoryerror", "basics/memoryview_gc", "basics/weakref_ref_basic", "basics/weakref_ref_collect",
        "basics/weakref_finalize_basic", "basics/weakref_finalize_collect", "basics/weakref_multiple_refs",
        "basics/weakref_callback_exception", "micropython/heap_lock", "micropython/heap_locked",
        "micropython/heapalloc_fail_list", "micropython/heapalloc_fail_dict", "micropython/heapalloc_fail_set",
        "micropython/heapalloc_fail_tuple", "micropython/heapalloc_fail_bytearray", "micropython/heapalloc_fail_memoryview",
        "micropython/heapalloc_fail_tstring", "stress/gc_trace", "stress/dict_create", "stress/dict_create_max",
        "stress/dict_copy", "stress/list_sort", "thread/thread_gc1", "thread/stress_heap", "thread/thread_heap_lock",
        "unix/coverage GC", "unix/coverage GC part 2", "unix/coverage tracked allocation", "webassembly/gc_behaviour",
        "webassembly/heap_expand", "cpydiff/core_class_delnotimpl", "internal_bench/class_instance-0.1-object-gc",
        "internal_bench/class_instance-1.3-empty-gc", "internal_bench/class_instance-3.1-del-gc",
        "internal_bench/bytealloc-1", "internal_bench/bytealloc-2",
    ];

    private static readonly MethodInfo[] s_tests =
    [
        .. typeof(MirroredScriptsTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.IsDefined(typeof(MirrorsScriptAttribute))),
    ];

    [Fact]
    public void Each_script_has_a_test_or_a_reason() => LeftOutRecords.Check("mirrored", s_scripts, Mirrored());

    [Fact]
    public void No_test_mirrors_what_is_not_listed_and_each_one_runs()
    {
        Assert.All(Mirrored(), script => Assert.Contains(script, s_scripts));
        Assert.All(s_tests, test => Assert.True(
            test.GetCustomAttribute<FactAttribute>() is { Skip: null } && test.DeclaringType!.IsPublic, test.Name));
    }

    private static string[] Mirrored() =>
        [.. s_tests.SelectMany(test => test.GetCustomAttributes<MirrorsScriptAttribute>()).Select(mirrored => mirrored.Script).Distinct(StringComparer.Ordinal)];
}
