namespace Compare.Harness.HeapSizing;

/// <summary>Hears of searches as they go on.</summary>
public interface IMinHeapProgress
{
    /// <summary>A certificate is known.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="isCached">True when it was found earlier.</param>
    void Found(MinHeapCertificate certificate, bool isCached);
}
