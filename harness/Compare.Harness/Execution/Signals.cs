namespace Compare.Harness.Execution;

/// <summary>Names of POSIX signals, as Linux numbers them.</summary>
internal static class Signals
{
    /// <summary>Exit codes above this one are a signal's number and this base.</summary>
    public const int Base = 128;

    /// <summary>Number of the interrupt that a terminal sends on Ctrl-C.</summary>
    public const int Interrupt = 2;

    /// <summary>Number of the signal that cannot be caught.</summary>
    public const int Kill = 9;

    private const int Last = 64;

    private static readonly string[] s_names =
    [
        string.Empty, "SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT", "SIGBUS", "SIGFPE", "SIGKILL",
        "SIGUSR1", "SIGSEGV", "SIGUSR2", "SIGPIPE", "SIGALRM", "SIGTERM", "SIGSTKFLT", "SIGCHLD", "SIGCONT", "SIGSTOP",
        "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGURG", "SIGXCPU", "SIGXFSZ", "SIGVTALRM", "SIGPROF", "SIGWINCH", "SIGIO",
        "SIGPWR", "SIGSYS",
    ];

    /// <summary>Number of the signal that an exit code stands for, or null.</summary>
    /// <param name="exitCode">Exit code.</param>
    public static int? Of(int exitCode) => exitCode is > Base and <= Base + Last ? exitCode - Base : null;

    /// <summary>Name of a signal.</summary>
    /// <param name="number">Its number.</param>
    public static string Name(int number) => number < s_names.Length ? s_names[number] : $"signal {number}";
}
