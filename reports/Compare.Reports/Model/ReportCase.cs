using Compare.Reports.Formatting;

namespace Compare.Reports.Model;

/// <summary>What every config has to do once: a workload under a heap limit.</summary>
/// <param name="Index">Place in the order of the report, from 0.</param>
/// <param name="Workload">The workload with its parameters.</param>
/// <param name="HeapBytes">Heap limit, or null for none.</param>
public sealed record ReportCase(int Index, string Workload, long? HeapBytes)
{
    /// <summary>The workload, with the heap limit where there is one.</summary>
    public string Label => HeapBytes is { } bytes ? $"{Workload} · {Quantity.Bytes(bytes)} heap" : Workload;
}
