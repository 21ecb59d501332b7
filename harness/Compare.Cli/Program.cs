using Compare.Cli;
using Compare.Cli.Commands;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { Args = [] });
builder.Services.AddHarness();
using IHost host = builder.Build();

// The host's lifetime turns Ctrl-C and SIGTERM into one token; a stopped run keeps what is finished.
await host.StartAsync();
CancellationToken stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
int exitCode = await host.Services.GetRequiredService<CommandTree>().InvokeAsync(args, stopping);
await host.StopAsync();
return exitCode;
