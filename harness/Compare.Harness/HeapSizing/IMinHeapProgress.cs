namespace Compare.Harness.HeapSizing;

/// <summary>Hears of searches as they go on.</summary>
public interface IMinHeapProgress
{
    /// <summary>A search begins; it may take minutes.</summary>
    /// <param name="key">What is searched for.</param>
    void Begins(MinHeapKey key);

    /// <summary>A certificate is known.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="isCached">True when it was found earlier.</param>
    void Ends(MinHeapCertificate certificate, bool isCached);
}
