namespace Compare.Engines.Tests.CPython.Mirrored;

/// <summary>
/// The methods of CPython's test suite that need nothing but a heap: objects, weak references, finalizers, collections
/// and the surface of <c>gc</c>. What is left out needs Python's classes, operators and code, other processes or threads.
/// </summary>
internal static class MirroredMethods
{
    /// <summary>Gets the full names.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Methods(
            "test_gc.GCTests",
            "test_list test_dict test_tuple test_instance test_method test_legacy_finalizer",
            "test_legacy_finalizer_newclass test_function test_frame test_saveall test_del test_del_newclass",
            "test_get_count test_collect_generations test_trashcan test_get_referents test_is_tracked test_is_finalized",
            "test_bug1055820b test_bug21435 test_get_stats test_freeze test_get_objects test_get_objects_generations",
            "test_get_objects_arguments test_resurrection_only_happens_once_per_object",
            "test_resurrection_is_transitive test_resurrection_does_not_block_cleanup_of_other_objects",
            "test_trash_weakref_clear test_get_objects_during_gc test_traverse_frozen_objects"),
        .. Methods("test_gc.GCCallbackTests", "test_collect test_collect_generation test_collect_garbage"),
        .. Methods(
            "test_gc.GCTogglingTests",
            "test_bug1055820c test_bug1055820d test_indirect_calls_with_gc_disabled"),
        .. Methods("test_gc.IncrementalGCTests", "test_incremental_gc_handles_fast_cycle_creation"),
        .. Methods(
            "test_finalization.SimpleFinalizationTest",
            "test_simple test_simple_resurrect test_non_gc test_non_gc_resurrect"),
        .. Methods(
            "test_finalization.SelfCycleFinalizationTest",
            "test_simple test_simple_resurrect test_simple_suicide"),
        .. Methods(
            "test_finalization.CycleChainFinalizationTest",
            "test_homogenous test_homogenous_resurrect test_homogenous_suicidal test_heterogenous_suicidal_one",
            "test_heterogenous_suicidal_two test_heterogenous_resurrect_one test_heterogenous_resurrect_two",
            "test_heterogenous_resurrect_three"),
        .. Methods(
            "test_finalization.LegacyFinalizationTest",
            "test_legacy test_legacy_resurrect test_legacy_self_cycle"),
        .. Methods(
            "test_weakref.ReferencesTestCase",
            "test_basic_ref test_basic_callback test_cfunction test_multiple_callbacks test_multiple_selfref_callbacks",
            "test_ref_reuse test_proxy_reuse test_shared_ref_without_callback test_shared_proxy_without_callback",
            "test_getweakrefcount test_getweakrefs test_sf_bug_840829 test_callback_in_cycle",
            "test_callback_reachable_one_way test_callback_different_classes test_callback_in_cycle_resurrection",
            "test_callbacks_on_callback test_gc_during_ref_creation test_gc_during_proxy_creation",
            "test_ref_created_during_del test_classes test_equality test_ordering test_hashing",
            "test_callback_attribute test_callback_attribute_after_deletion test_set_callback_attribute",
            "test_callback_gcs"),
        .. Methods(
            "test_weakref.SubclassableWeakrefTestCase",
            "test_subclass_refs_dont_replace_standard_refs test_subclass_refs_dont_conflate_callbacks",
            "test_subclass_refs_with_cycle"),
        .. Methods("test_weakref.FinalizeTestCase", "test_all_freed"),
    ];

    private static IEnumerable<string> Methods(string testClass, params string[] lines) =>
        lines.SelectMany(line => line.Split(' ')).Select(method => $"{testClass}.{method}");
}
