using System.Diagnostics;
using Compare.Harness.Machine;

namespace Compare.Harness.Tests.Machine;

public sealed class SystemAccountsTests
{
    [Fact]
    public void A_child_that_has_ended_is_charged()
    {
        if (!File.Exists("/bin/sh"))
        {
            return;
        }

        SystemAccounts accounts = new();
        ProcessUsage before = accounts.Children()!.Value;

        // Half a million turns take some milliseconds at least.
        using (Process child = Process.Start("/bin/sh", ["-c", "i=0; while [ $i -lt 500000 ]; do i=$((i+1)); done"]))
        {
            child.WaitForExit();
        }

        ProcessUsage used = accounts.Children()!.Value.Since(before);
        Assert.True(used.CpuNs > 1_000_000, $"{used}");
        Assert.True(used.MajorFaults >= 0 && used.InvoluntarySwitches >= 0, $"{used}");
    }
}
