namespace Compare.Harness.Machine;

/// <summary>The accounts that the system keeps of this process and of those that it started.</summary>
public interface IProcessAccounts
{
    /// <summary>All child processes that have ended, whatever ended them; null where the system does not say.</summary>
    ProcessUsage? Children();

    /// <summary>CPU time of this process, ns.</summary>
    long OwnCpuNs();
}
