namespace Compare.Engines.Abstractions.Parameters;

/// <summary>A parameter is unknown, malformed or out of range.</summary>
/// <param name="message">One sentence that names the parameter and the remedy.</param>
public sealed class ParameterException(string message) : Exception(message);
