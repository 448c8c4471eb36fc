namespace Apollo.Servers;

/// <summary>
/// Where the real incident log is: <c>APOLLO_REAL_LOG</c>, or <c>shared/data</c> beside the checkout.
/// </summary>
public static class RealLog
{
    /// <summary>Full path of the zip or CSV; null where there is none.</summary>
    /// <exception cref="FileNotFoundException">There is none and <c>CI=true</c>: CI must not pass without
    /// it.</exception>
    public static string? Find()
    {
        var named = Environment.GetEnvironmentVariable("APOLLO_REAL_LOG");
        if (!string.IsNullOrEmpty(named))
            return File.Exists(named)
                ? named
                : throw new FileNotFoundException($"APOLLO_REAL_LOG names '{named}', which is not there.");
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "data", "incident_event_log.zip");
            if (File.Exists(file))
                return file;
        }
        return Environment.GetEnvironmentVariable("CI") == "true"
            ? throw new FileNotFoundException(
                "The real incident log is missing: set APOLLO_REAL_LOG to incident_event_log.zip."
            )
            : null;
    }
}
