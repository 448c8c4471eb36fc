using Apollo.Grains.Store;
using Apollo.Hosting;

namespace Apollo.Silo;

/// <summary><c>backup FILE</c>: copies the embedded store to a new file while Apollo runs.</summary>
public static class BackupCommand
{
    /// <summary>Runs it.</summary>
    /// <param name="args">The file, then configuration as at the start of a silo.</param>
    /// <returns>0: done. 1: there is no backup. 2: the command is not understood.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [var file, ..] || file.StartsWith('-'))
        {
            await Console.Error.WriteLineAsync("Usage: backup FILE");
            return 2;
        }
        try
        {
            var builder = WebApplication.CreateBuilder(args[1..]);
            Settings.Check(builder.Configuration);
            await StoreBackup.RunAsync(SiloHosting.Store(builder), Path.GetFullPath(file));
            Console.WriteLine($"The store is copied to {Path.GetFullPath(file)}");
            return 0;
        }
        catch (Exception error) when (error is ConfigurationException or InvalidDataException)
        {
            await Console.Error.WriteLineAsync($"No backup: {error.Message}");
            return 1;
        }
    }
}
