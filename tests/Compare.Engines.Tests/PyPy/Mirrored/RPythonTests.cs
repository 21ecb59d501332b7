namespace Compare.Engines.Tests.PyPy.Mirrored;

/// <summary>The tests of rpython/memory/gc/test (PyPy main, 2026-08) that are about incminimark, and the other suites.</summary>
internal static class RPythonTests
{
    /// <summary>Gets their full names.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Tests(
            "test_direct",
            "simple missing_stack_root prebuilt_gc prebuilt_nongc many_objects varsized_from_stack",
            "varsized_from_prebuilt_gc id identityhash memory_alignment shrink_array collect_gen write_barrier_direct",
            "card_marker writebarrier_before_copy writebarrier_before_copy_preserving_cards write_barrier_marking_simple",
            "sweeping_simple obj_on_escapes_on_stack move_out_of_nursery malloc_fixedsize_no_cleanup",
            "malloc_varsize_no_cleanup malloc_varsize_no_cleanup2 malloc_varsize_no_cleanup3 malloc_struct_of_ptr_struct",
            "malloc_array_of_ptr_struct collect_0 enable_disable call_collect_when_disabled collect_step",
            "gc_debug_crash_with_prebuilt_objects incrementality_bug_arraycopy incrementality_bug_arraycopy2",
            "incrementality_bug_arraycopy3 pin_id_bug pin_id_bug2 random"),
        .. Tests("test_minimark", "card_marking_words_for_length card_marking_bytes_for_length set_major_threshold"),
        .. Tests("test_incminimark", "card_marking_words_for_length card_marking_bytes_for_length set_major_threshold"),
        .. Tests(
            "test_minimarkpage",
            "allocate_arena allocate_new_page simple_arena_collection malloc_common_case malloc_mixed_sizes",
            "malloc_from_partial_page malloc_new_arena mass_free_partial_remains mass_free_emptied_page",
            "mass_free_full_remains_full mass_free_full_is_partially_emptied mass_free_half_page_remains",
            "mass_free_half_page_becomes_more_free random random_incremental"),
        .. Tests("test_hook", "on_gc_minor on_gc_collect hook_disabled"),
        .. Tests(
            "test_env",
            "read_from_env get_total_memory get_total_memory_darwin get_total_memory_linux2",
            "get_total_memory_linux2_32bit_limit estimate_best_nursery_size_linux2",
            "estimate_best_nursery_size_linux2_s390x"),
        .. Tests("test_inspector", "dump_rpy_heap"),
        .. Tests(
            "test_object_pinning",
            "pin_can_move pin_twice unpin_not_pinned _is_pinned prebuilt_not_pinnable random try_pin_gcref_containing_type",
            "pin_old pinned_obj_in_stackroots_stepwise_major_collection pinned_obj_in_stackroot_minor_collection",
            "pinned_obj_in_stackroot_full_major_collection pin_referenced_from_old_stepwise_major_collection",
            "old_objects_pointing_to_pinned_not_exploading malloc_different_types objects_to_trace_bug",
            "pin_nursery_top_scenario1 pin_nursery_top_scenario2 pin_nursery_top_scenario3 pin_nursery_top_scenario4",
            "pin_nursery_top_scenario5 full_pinned_nursery_pin_fail full_pinned_nursery_arena_reset pinning_limit pin_bug1",
            "pin_bug2"),
        .. WithBothCollections(
            "pin_pin_pinned_object_count pin_unpin_pinned_object_count pin_unpin_moved_stackroot pin_referenced_from_old",
            "pin_referenced_from_old_remove_ref pin_referenced_from_old_remove_old pin_referenced_from_young_in_stackroots",
            "pin_referenced_from_prebuilt pin_shadow_1 pin_shadow_2"),
        "test_rawrefcount",
        .. PyPyTests.Names,
    ];

    private static IEnumerable<string> Tests(string file, params string[] lines) =>
        lines.SelectMany(line => line.Split(' ')).Select(name => $"{file}.test_{name}");

    private static IEnumerable<string> WithBothCollections(params string[] lines) =>
        Tests("test_object_pinning", lines).SelectMany(name =>
            new[] { $"{name}_minor_collection", $"{name}_major_collection" });
}
