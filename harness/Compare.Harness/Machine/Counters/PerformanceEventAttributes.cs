using System.Runtime.InteropServices;

namespace Compare.Harness.Machine.Counters;

/// <summary>The first version of struct perf_event_attr (perf_event_open(2)), which every kernel accepts.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PerformanceEventAttributes
{
    /// <summary>Length of this version, bytes: PERF_ATTR_SIZE_VER0.</summary>
    public const uint Length = 64;

    /// <summary>inherit, exclude_kernel and exclude_hv: bits 1, 5 and 6.</summary>
    public const ulong InheritedUserSpace = (1 << 1) | (1 << 5) | (1 << 6);

    /// <summary>PERF_FORMAT_TOTAL_TIME_ENABLED and PERF_FORMAT_TOTAL_TIME_RUNNING.</summary>
    public const ulong WithTimes = 1 | 2;

    /// <summary>Kind of the counter.</summary>
    public uint Type;

    /// <summary>Length of the structure.</summary>
    public uint Size;

    /// <summary>Which counter of its kind.</summary>
    public ulong Config;

    /// <summary>0: count, do not sample.</summary>
    public ulong SamplePeriod;

    /// <summary>Unused.</summary>
    public ulong SampleType;

    /// <summary>What a read gives.</summary>
    public ulong ReadFormat;

    /// <summary>Bit field of options.</summary>
    public ulong Flags;

    /// <summary>Unused.</summary>
    public uint WakeupEvents;

    /// <summary>Unused.</summary>
    public uint BreakpointType;

    /// <summary>Unused.</summary>
    public ulong Config1;
}
