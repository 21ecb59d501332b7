using Compare.Harness.Machine;

namespace Compare.Harness.Tests.Fakes;

/// <summary>Accounts that a test sets.</summary>
internal sealed class FakeAccounts : IProcessAccounts
{
    public ProcessUsage? Usage { get; set; }

    public long Own { get; set; }

    public ProcessUsage? Children() => Usage;

    public long OwnCpuNs() => Own;
}
