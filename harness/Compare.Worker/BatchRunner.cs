using System.Text.Json;
using Compare.Harness.Execution;
using Compare.Harness.Results;

namespace Compare.Worker;

/// <summary>Runs the invocations of a specification, each on a fresh engine, and writes each result before the next one begins.</summary>
internal static class BatchRunner
{
    /// <summary>
    /// Runs the invocations. After one that does not end well the process ends: what it left behind may not be fit for another.
    /// </summary>
    /// <param name="spec">The specification.</param>
    /// <param name="parent">Takes the results but the last.</param>
    /// <exception cref="IOException">A result cannot be written.</exception>
    public static void Run(WorkerSpec spec, Parent parent)
    {
        string[] paths = [spec.ResultPath, .. spec.NextResultPaths ?? []];
        for (int i = 0; i < paths.Length; i++)
        {
            if (i > 0)
            {
                // The lists of the invocation before must not be collected inside a measurement of this one.
                GC.Collect();
            }

            WorkerResult result = CellRunner.Run(spec, ownsProcess: i == 0);
            Write(result, paths[i]);
            if (result.Status != CellStatus.Ok || i == paths.Length - 1)
            {
                return;
            }

            parent.HandOver();
        }
    }

    // Under a temporary name first, so that a file with the right name is a whole one.
    private static void Write(WorkerResult result, string path)
    {
        string temporary = path + ".tmp";
        using (FileStream stream = File.Create(temporary))
        {
            JsonSerializer.Serialize(stream, result, WorkerJson.Default.WorkerResult);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
