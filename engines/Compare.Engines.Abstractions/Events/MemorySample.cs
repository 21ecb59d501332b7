namespace Compare.Engines.Abstractions.Events;

/// <summary>The heap at one instant, taken on an engine's slow paths and at collections.</summary>
/// <param name="WallNanoseconds">Wall clock, on the scale of <see cref="GcEvent.StartNanoseconds"/>.</param>
/// <param name="AllocatedBytes">Allocation clock, bytes.</param>
/// <param name="UsedBytes">Bytes in use by objects, live or not yet reclaimed; <see cref="GcEvent.Unknown"/> if not known.</param>
/// <param name="CommittedBytes">Bytes held from the operating system; <see cref="GcEvent.Unknown"/> if not known.</param>
public readonly record struct MemorySample(
    long WallNanoseconds, long AllocatedBytes, long UsedBytes, long CommittedBytes);
