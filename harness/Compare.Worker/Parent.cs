using System.Diagnostics;
using Compare.Harness.Execution;
using Microsoft.Win32.SafeHandles;

namespace Compare.Worker;

/// <summary>The other end of standard input: the harness that waits for this process.</summary>
/// <remarks>
/// When the harness is killed, its end of the pipe closes. A worker that went on would disturb the run that is resumed in the
/// meantime, and write into its directory; so it ends at once, by a signal to itself, because an orderly exit would wait for the
/// workload. The thread that listens sleeps in the kernel while anything is measured.
/// </remarks>
internal sealed class Parent
{
    private readonly object _gate = new();
    private int _answers;

    private Parent()
    {
    }

    /// <summary>Begins to listen.</summary>
    public static Parent Listen()
    {
        Parent parent = new();
        if (Environment.GetEnvironmentVariable(ProcessRunner.StartVariable) is not null)
        {
            // Started by hand, there is nobody at the other end.
            new Thread(parent.ReadToEnd, maxStackSize: 1 << 16) { IsBackground = true, Name = "parent" }.Start();
        }

        return parent;
    }

    /// <summary>Says that an invocation is finished and its result written, and waits until the harness has it.</summary>
    public void HandOver()
    {
        Console.Out.WriteLine(Handover.Finished);
        Console.Out.Flush();
        lock (_gate)
        {
            while (_answers == 0)
            {
                Monitor.Wait(_gate);
            }

            _answers--;
        }
    }

    private void ReadToEnd()
    {
        using FileStream input = new(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0);
        while (input.ReadByte() >= 0)
        {
            lock (_gate)
            {
                _answers++;
                Monitor.Pulse(_gate);
            }
        }

        using Process self = Process.GetCurrentProcess();
        self.Kill();
    }
}
