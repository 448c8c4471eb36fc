using Microsoft.AspNetCore.Builder;

namespace Apollo.Hosting;

/// <summary>The folder of Apollo's own files.</summary>
public static class DataFolder
{
    /// <summary>The folder at <c>Apollo:DataFolder</c>, made where it is missing; <c>data</c> by default.</summary>
    /// <exception cref="ConfigurationException">It cannot be made or written to.</exception>
    public static string Of(WebApplicationBuilder builder)
    {
        var configured = builder.Configuration["Apollo:DataFolder"] ?? "data";
        var folder = Path.GetFullPath(configured, builder.Environment.ContentRootPath);
        try
        {
            Directory.CreateDirectory(folder);
            using var trial = new FileStream(
                Path.Combine(folder, $".write-{Environment.ProcessId}"),
                new FileStreamOptions
                {
                    Mode = FileMode.Create,
                    Access = FileAccess.Write,
                    Options = FileOptions.DeleteOnClose,
                }
            );
            return folder;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(
                $"Apollo:DataFolder '{configured}' cannot be used: {error.Message} "
                    + "Give a folder that may be written to."
            );
        }
    }
}
