namespace Compare.Harness.Validation;

/// <summary>One thing that is wrong with what the user gave: where, and in one sentence what and how to put it right.</summary>
/// <param name="Place">File, line and column, or the option of the command line; empty when the sentence says it.</param>
/// <param name="Message">One sentence that names the fault and the remedy.</param>
public sealed record Problem(string Place, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => Place.Length == 0 ? Message : $"{Place}: {Message}";
}
