namespace Compare.Engines.Clr.Host;

/// <summary>One time during which the host's collector had stopped the process.</summary>
/// <param name="StartNanoseconds">Wall clock at the begin.</param>
/// <param name="PauseNanoseconds">Duration.</param>
/// <param name="FirstNumber">Number of the first collection that began in it; 0 when none did (second stop of a background collection).</param>
/// <param name="Collections">Collections that began in it.</param>
/// <param name="Generation">Oldest generation collected.</param>
/// <param name="Reason">The host's reason of the first collection.</param>
/// <param name="AfterBytes">Heap size after, fragmentation included; −1 when the host did not say.</param>
/// <param name="PromotedBytes">Bytes promoted; −1 when the host did not say.</param>
internal readonly record struct HostRecord(
    long StartNanoseconds,
    long PauseNanoseconds,
    long FirstNumber,
    int Collections,
    int Generation,
    int Reason,
    long AfterBytes,
    long PromotedBytes);
