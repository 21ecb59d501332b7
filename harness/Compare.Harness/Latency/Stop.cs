namespace Compare.Harness.Latency;

/// <summary>An event that stopped the program. Times are ns since the first operation of its invocation.</summary>
/// <param name="Number">Its number in <c>events.csv</c>.</param>
/// <param name="StartNs">When it began.</param>
/// <param name="EndNs">When the program went on.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Cause">Why.</param>
internal sealed record Stop(long Number, long StartNs, long EndNs, string Kind, string Cause);
