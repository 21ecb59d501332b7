namespace Compare.Harness.Discovery;

/// <summary>A plug-in cannot be used; the message says why and what to do.</summary>
public sealed class PluginException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">Sentence for the user.</param>
    /// <param name="inner">What happened; null when nothing was thrown.</param>
    public PluginException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
