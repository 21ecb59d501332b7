namespace Compare.Harness.Validation;

/// <summary>Carries problems of the user's input to the command line, which prints them and exits with 1.</summary>
public sealed class InputException : Exception
{
    /// <summary>Creates the exception from what was found.</summary>
    /// <param name="problems">At least one problem.</param>
    public InputException(IReadOnlyList<Problem> problems)
        : base(string.Join(Environment.NewLine, problems))
    {
        Problems = problems;
    }

    /// <summary>Creates the exception from one problem.</summary>
    /// <param name="place">File, line and column, or option; may be empty.</param>
    /// <param name="message">One sentence that names the fault and the remedy.</param>
    public InputException(string place, string message)
        : this([new Problem(place, message)])
    {
    }

    /// <summary>Creates an exception with a plain message.</summary>
    /// <param name="message">One sentence that names the fault and the remedy.</param>
    public InputException(string message)
        : this(string.Empty, message)
    {
    }

    /// <summary>Creates an exception that wraps the system's own.</summary>
    /// <param name="message">One sentence that names the fault and the remedy.</param>
    /// <param name="innerException">What the system reported.</param>
    public InputException(string message, Exception innerException)
        : base(message, innerException)
    {
        Problems = [new Problem(string.Empty, message)];
    }

    /// <summary>Creates an exception without content.</summary>
    public InputException()
        : this("The input cannot be used.")
    {
    }

    /// <summary>What was found, in order of place.</summary>
    public IReadOnlyList<Problem> Problems { get; }
}
