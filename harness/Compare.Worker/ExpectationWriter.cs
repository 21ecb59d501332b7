using System.Text.Json;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Workloads;
using Compare.Engines.Exact;
using Compare.Engines.Exact.Forms;
using Compare.Harness.Execution;

namespace Compare.Worker;

/// <summary>Computes on the exact heap what the runs of a cell must allocate; in a process that measures nothing.</summary>
internal static class ExpectationWriter
{
    /// <summary>Runs the cell's workload on the exact heap and writes the expectation.</summary>
    /// <returns>An exit code.</returns>
    public static int Write(WorkerSpec spec)
    {
        try
        {
            string path = spec.ExpectationPath ?? throw new InvalidOperationException("The specification names no expectation.");
            CellExpectation expected = Compute(spec);
            string temporary = $"{path}.{Environment.ProcessId}.tmp";
            using (FileStream stream = File.Create(temporary))
            {
                JsonSerializer.Serialize(stream, expected, WorkerJson.Default.CellExpectation);
            }

            File.Move(temporary, path, overwrite: true);
            return WorkerExitCodes.Done;
        }
        catch (Exception exception)
        {
            // Whatever keeps the expectation from being computed, the cell is run without it and says why.
            Console.Error.WriteLine(exception.Message);
            return WorkerExitCodes.NoExpectation;
        }
    }

    /// <summary>Reads an expectation.</summary>
    /// <param name="path">The file, or null for none.</param>
    /// <returns>The expectation, or null where there is no file.</returns>
    public static WorkloadExpectation? Read(string? path)
    {
        if (path is null)
        {
            return null;
        }

        CellExpectation? read = JsonSerializer.Deserialize(File.ReadAllBytes(path), WorkerJson.Default.CellExpectation);
        return read is null
            ? null
            : new(read.AllocatedObjects, read.AllocatedBytes, read.PeakLiveObjects, read.PeakLiveBytes);
    }

    private static CellExpectation Compute(WorkerSpec spec)
    {
        IWorkload workload = CellRunner.LoadWorkload(spec, out ParameterValues parameters);
        ExactForms forms;
        using (IEngine engine = CellRunner.MakeEngine(spec))
        {
            forms = ExactForms.Of(engine);
        }

        WorkloadExpectation expected = ExactRun.Expect(workload, parameters, (ulong)spec.Seed, forms);
        return new()
        {
            Workload = spec.WorkloadName,
            WorkloadParameters = spec.WorkloadParameters,
            Seed = spec.Seed,
            Engine = spec.EngineName,
            EngineParameters = spec.EngineParameters,
            AllocatedObjects = expected.AllocatedObjects,
            AllocatedBytes = expected.AllocatedBytes,
            PeakLiveObjects = expected.PeakLiveObjects,
            PeakLiveBytes = expected.PeakLiveBytes,
        };
    }
}
