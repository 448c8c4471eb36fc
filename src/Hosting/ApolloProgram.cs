using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Apollo.Hosting;

/// <summary>
/// Runs a program of Apollo. What keeps it from starting is one line on the error stream, with the key and the mend.
/// </summary>
public static class ApolloProgram
{
    /// <summary>Builds and runs it until it is asked to end.</summary>
    /// <param name="name">What it calls itself when it listens.</param>
    /// <param name="arguments">Command line.</param>
    /// <param name="build">Puts it together.</param>
    /// <returns>Exit code: 0 it was asked to end or for help, 2 it could not start or is asked for what it has not.
    /// </returns>
    public static async Task<int> RunAsync(
        string name,
        string[] arguments,
        Func<WebApplicationBuilder, Task<WebApplication>> build
    )
    {
        if (CommandLine.IsHelp(arguments))
        {
            Console.WriteLine(CommandLine.Usage);
            return 0;
        }
        if (CommandLine.Unknown(arguments) is { } word)
        {
            await Console.Error.WriteLineAsync($"There is no command '{word}'.\n\n{CommandLine.Usage}");
            return 2;
        }
        WebApplication? app = null;
        try
        {
            var builder = WebApplication.CreateBuilder(arguments);
            Settings.Check(builder.Configuration);
            HttpsCertificates.Check(builder.Configuration, builder.Environment.ContentRootPath);
            // Where systemd or Windows started it: they are told that it is up, and may ask it to end.
            builder.Services.AddSystemd();
            builder.Services.AddWindowsService(service => service.ServiceName = "Apollo");
            app = await build(builder);
            Loopback.Require(app);
            await app.StartAsync();
            foreach (var url in app.Urls)
                Console.WriteLine($"{name} is at {url}");
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (OperationCanceledException) when (app?.Lifetime.ApplicationStopping.IsCancellationRequested == true)
        {
            // Asked to end while it was still starting.
            return 0;
        }
        catch (Exception error) when (Reason(error) is { } reason)
        {
            await Console.Error.WriteLineAsync($"Apollo does not start: {reason.ReplaceLineEndings(" ")}");
            return 2;
        }
        finally
        {
            if (app is not null)
                await app.DisposeAsync();
        }
    }

    /// <summary>Why it does not start; null = a defect, whose trace is wanted.</summary>
    private static string? Reason(Exception error) =>
        error switch
        {
            ConfigurationException => error.Message,
            InvalidDataException => $"{error.Message} {error.InnerException?.Message}",
            // A number, switch or time of the configuration that is none: the message names key and value.
            InvalidOperationException { InnerException: FormatException or ArgumentException or OverflowException } =>
                error.Message,
            IOException when error.InnerException is AddressInUseException =>
                $"{error.Message} Choose another address: --urls http://localhost:5081",
            SocketException or IOException { InnerException: SocketException } =>
                $"{error.Message} Choose another address: --urls http://localhost:5081",
            InvalidOperationException when error.Message.Contains("HTTPS endpoint", StringComparison.Ordinal) =>
                "https needs a certificate: set Kestrel:Certificates:Default:Path and :Password, or listen on http.",
            _ => null,
        };
}
