namespace Compare.Engines.Tests.PyPy.Mirrored;

/// <summary>
/// The tests of rpython/memory/test, which run with incminimark among other collectors, and those of pypy/module/gc/test
/// (PyPy main, 2026-08).
/// </summary>
internal static class PyPyTests
{
    /// <summary>Gets their full names.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Tests(
            "gc_test_base",
            "llinterp_lists llinterp_tuples global_list string_concatenation collect collect_0 destructor",
            "old_style_finalizer finalizer finalizer_calls_malloc finalizer_calls_collect finalizer_resurrects",
            "finalizer_delaying_next_dead finalizer_two_queues_in_sequence custom_trace weakref",
            "weakref_to_object_with_destructor weakref_to_object_with_finalizer bug_1 cycle_with_weakref_and_finalizer",
            "weakref_to_object_with_finalizer_ordering weakref_bug_1 id finalizer_calls_malloc_during_minor_collect",
            "collect_during_collect print_leak weakref_across_minor_collection young_weakref_to_old_object",
            "weakref_to_prebuilt many_weakrefs nongc_static_root can_move trace_array_of_structs shrink_array tagged_simple",
            "tagged_prebuilt tagged_id writebarrier_before_copy writebarrier_before_copy_manually_copy_card_bits",
            "stringbuilder gcflag_extra register_custom_trace_hook pinning _is_pinned gettypeid"),
        .. Tests("snippet", "finalizer_order from_objwithfinalizer_to_youngobj overallocated_items_not_kept_alive"),
        .. Tests(
            "test_incminimark_gc", "weakref_not_in_stack pin_weakref_not_implemented pin_finalizer_not_implemented"),
        .. Tests(
            "test_transformed_gc",
            "many_ids do_malloc_operations do_malloc_operations_in_call interior_ptrs nursery_hash_base",
            "instantiate_nonmovable malloc_array_of_gcptr malloc_struct_of_gcptr gc_hooks working_nursery",
            "no_clean_setarrayitems bounded_memory_when_allocating_with_finalizers"),
        .. Tests(
            "pypy test_gc",
            "collect disable_finalizers enable gc_collect_overrides_gc_disable gc_collect_step StepCollector",
            "clear_method_cache clear_index_cache gc_heap_stats"),
        .. Tests(
            "pypy test_hook",
            "default on_gc_minor on_gc_collect_step on_gc_collect consts cumulative clear_queue no_recursive"),
        .. Tests(
            "pypy test_referents",
            "get_objects get_rpy_roots get_rpy_referents get_rpy_memory_usage get_rpy_type_index get_referents",
            "get_referrers"),
    ];

    private static IEnumerable<string> Tests(string file, params string[] lines) =>
        lines.SelectMany(line => line.Split(' ')).Select(name => $"{file}.test_{name}");
}
