using CsvHelper.Configuration.Attributes;

namespace Compare.Harness.Results;

/// <summary>One row of <c>lessons.csv</c>: one measure of both versions of a lesson on one engine under one heap limit.</summary>
/// <key>config, lesson, heap_bytes, measure</key>
/// <empty>Where no invocation of a version finished, or the engine cannot know the measure.</empty>
public sealed record LessonRow
{
    /// <summary>Name of the engine.</summary>
    [Name("engine")]
    public required string Engine { get; init; }

    /// <summary>The engine with its parameters.</summary>
    [Name("config")]
    public required string Config { get; init; }

    /// <summary>The workload with its parameters but the version.</summary>
    [Name("lesson")]
    public required string Lesson { get; init; }

    /// <summary>The lesson in a few words.</summary>
    [Name("title")]
    public required string Title { get; init; }

    /// <summary>Heap limit in bytes; empty for no limit.</summary>
    [Name("heap_bytes")]
    public long? HeapBytes { get; init; }

    /// <summary>What is measured: peak_live_bytes, heap_peak_bytes, allocated_bytes, allocated_objects, wall_ns.</summary>
    [Name("measure")]
    public required string Measure { get; init; }

    /// <summary>Median of the wasteful version; empty when no invocation finished or the engine cannot know it.</summary>
    [Name("wasteful")]
    public double? Wasteful { get; init; }

    /// <summary>Median over the invocations of the careful version.</summary>
    [Name("careful")]
    public double? Careful { get; init; }

    /// <summary>Wasteful less careful: negative where the advice costs.</summary>
    [Name("saved")]
    public double? Saved { get; init; }

    /// <summary>Careful over wasteful: below 1 where the advice saves.</summary>
    [Name("ratio")]
    public double? Ratio { get; init; }

    /// <summary>Lower end of the ratio's 95 % interval; empty below 4 invocations.</summary>
    [Name("ratio_low")]
    public double? RatioLow { get; init; }

    /// <summary>Upper end of the ratio's 95 % interval; empty below 4 invocations.</summary>
    [Name("ratio_high")]
    public double? RatioHigh { get; init; }

    /// <summary>What can be said: saves, costs, nothing, unclear, open; empty without a ratio.</summary>
    [Name("verdict")]
    public string? Verdict { get; init; }

    /// <summary>How the wasteful version ended: ok, or the status of the first invocation that was not.</summary>
    [Name("wasteful_status")]
    public required CellStatus WastefulStatus { get; init; }

    /// <summary>How the careful version ended.</summary>
    [Name("careful_status")]
    public required CellStatus CarefulStatus { get; init; }

    /// <summary>One sentence: what the careful version does.</summary>
    [Name("advice")]
    public required string Advice { get; init; }
}
