using Compare.Engines.Abstractions.Parameters;

namespace Compare.Workloads.Services;

/// <summary>The parameters of <see cref="EventLoop"/>.</summary>
/// <param name="Turns">Turns of the loop.</param>
/// <param name="Tasks">Tasks that take turns.</param>
/// <param name="Delay">Longest delay of a timer, turns.</param>
/// <param name="Payload">Longest payload, bytes.</param>
/// <param name="Registry">Connections in the registry.</param>
internal readonly record struct EventLoopSettings(int Turns, int Tasks, int Delay, int Payload, int Registry)
{
    /// <summary>Key of <see cref="Turns"/>.</summary>
    public const string TurnsKey = "turns";

    /// <summary>Key of <see cref="Tasks"/>.</summary>
    public const string TasksKey = "tasks";

    /// <summary>Key of <see cref="Delay"/>.</summary>
    public const string DelayKey = "delay";

    /// <summary>Key of <see cref="Payload"/>.</summary>
    public const string PayloadKey = "payload";

    /// <summary>Key of <see cref="Registry"/>.</summary>
    public const string RegistryKey = "registry";

    /// <summary>Reads the parameters.</summary>
    /// <param name="parameters">Checked parameters.</param>
    /// <returns>The settings.</returns>
    public static EventLoopSettings From(ParameterValues parameters) => new(
        (int)parameters.Integer(TurnsKey),
        (int)parameters.Integer(TasksKey),
        (int)parameters.Integer(DelayKey),
        (int)parameters.Integer(PayloadKey),
        (int)parameters.Integer(RegistryKey));
}
