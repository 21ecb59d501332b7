using BenchmarkDotNet.Running;
using Compare.Benchmarks;

// In the process itself: a generated project would not know the engines that the build discovered.
const string InProcess = "--inProcess";

BenchmarkSwitcher.FromAssembly(typeof(EngineBenchmark).Assembly).Run(args.Contains(InProcess) ? args : [.. args, InProcess]);
