using System.Reflection;
using Compare.Cli.Commands;
using Compare.Cli.Views;
using Compare.Harness.Discovery;
using Compare.Harness.Execution;
using Compare.Harness.Machine;
using Compare.Harness.Machine.Counters;
using Compare.Harness.Results;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Compare.Cli;

/// <summary>The composition root: every part of the tool, put together once.</summary>
internal static class ServiceRegistration
{
    /// <summary>Registers the harness, the views and the commands.</summary>
    /// <param name="services">The container.</param>
    public static IServiceCollection AddHarness(this IServiceCollection services)
    {
        services.Configure<ConsoleLifetimeOptions>(options => options.SuppressStatusMessages = true);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(_ => EngineCatalog.Discover(Assembly.GetExecutingAssembly()));
        services.AddSingleton(_ => WorkloadCatalog.Discover());
        services.AddSingleton<Catalogs>();
        services.AddSingleton(_ => new MachineProbe());
        services.AddSingleton<ISystemFiles>(_ => new MachineFiles("/"));
        services.AddSingleton<IProcessAccounts, SystemAccounts>();
        services.AddSingleton<IPerformanceEvents, LinuxPerformanceEvents>();
        services.AddSingleton<WatchedFacts>();
        services.AddSingleton<MachineWatch>();
        services.AddSingleton(_ => WorkerCommand.Installed());
        services.AddSingleton<ProcessRunner>();
        services.AddSingleton<ConsoleView>();
        services.AddSingleton<IResultReport, HtmlReportFile>();
        services.AddSingleton<IResultReport, MarkdownReportFile>();
        services.AddSingleton<ReportFiles>();
        services.AddSingleton<MatrixSource>();
        services.AddSingleton<NameCompletions>();
        services.AddSingleton<MinHeapSource>();
        services.AddSingleton<CommandTree>();
        services.TryAddEnumerable(
        [
            ServiceDescriptor.Singleton<ICommandFactory, RunCommand>(),
            ServiceDescriptor.Singleton<ICommandFactory, MergeCommand>(),
            ServiceDescriptor.Singleton<ICommandFactory, ReportCommand>(),
            ServiceDescriptor.Singleton<ICommandFactory, CompareCommand>(),
            ServiceDescriptor.Singleton<ICommandFactory, VerifyCommand>(),
            ServiceDescriptor.Singleton<ICommandFactory, PlanCommand>(),
            ServiceDescriptor.Singleton<ICommandFactory, ListCommand>(),
            ServiceDescriptor.Singleton<ICommandFactory, SchemaCommand>(),
            ServiceDescriptor.Singleton<ICommandFactory, CharacteriseCommand>(),
            ServiceDescriptor.Singleton<ICommandFactory, MinHeapCommand>(),
            ServiceDescriptor.Singleton<ICommandFactory, DoctorCommand>(),
            ServiceDescriptor.Singleton<ICommandFactory, OpenCommand>(),
            ServiceDescriptor.Singleton<ICommandFactory, CompletionCommand>(),
        ]);
        return services;
    }
}
