using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Serilog.Events;

namespace Apollo.Hosting;

/// <summary>
/// Every key of the configuration. One that is unknown or takes something else stops the start with a line that names
/// it and the mend, before anything is read.
/// </summary>
public static class Settings
{
    private static readonly string[] Providers = ["Sqlite", "SqlServer", "PostgreSql", "MySql"];

    /// <summary>All keys under <c>Apollo</c>.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        Setting.Text("DataFolder"),
        Setting.Flag("OpenToNetwork"),
        Setting.Text("AllowedHosts"),
        Setting.Text("PublicUrl"),
        Setting.Flag("SignIn:Local"),
        Setting.Text("SignIn:Oidc:{n}:Id"),
        Setting.Text("SignIn:Oidc:{n}:Name"),
        Setting.Text("SignIn:Oidc:{n}:Authority"),
        Setting.Text("SignIn:Oidc:{n}:ClientId"),
        Setting.Text("SignIn:Oidc:{n}:ClientSecret"),
        Setting.Text("SignIn:Oidc:{n}:Scopes"),
        Setting.Text("SignIn:Oidc:{n}:RolesClaim"),
        Setting.Text("SignIn:Oidc:{n}:TeamsClaim"),
        Setting.Text("SignIn:Oidc:{n}:AssigneeClaim"),
        Setting.Text("SignIn:Oidc:{n}:Roles:{value}:{n}:Desk"),
        Setting.OneOf("SignIn:Oidc:{n}:Roles:{value}:{n}:Role", "viewer", "member", "manager", "admin"),
        Setting.Text("SignIn:Oidc:{n}:Roles:{value}:{n}:Teams"),
        Setting.Text("Keys:Certificate:Path"),
        Setting.Text("Keys:Certificate:Password"),
        Setting.Text("Keys:File"),
        Setting.Text("Http:Proxy"),
        Setting.Text("Http:NoProxy"),
        Setting.Text("Http:CaFile"),
        Setting.Flag("Webhooks:AllowPrivate"),
        Setting.Text("Heartbeat:Url"),
        Setting.Text("Mail:Host"),
        Setting.Port("Mail:Port"),
        Setting.OneOf("Mail:Tls", "starttls", "implicit", "none"),
        Setting.Text("Mail:From"),
        Setting.Text("Mail:User"),
        Setting.Text("Mail:Password"),
        Setting.Text("Mail:OAuth:TokenUrl"),
        Setting.Text("Mail:OAuth:ClientId"),
        Setting.Text("Mail:OAuth:ClientSecret"),
        Setting.Text("Mail:OAuth:Scope"),
        Setting.Text("PathBase"),
        Setting.Text("Proxy:Known"),
        Setting.Text("FrameAncestors"),
        Setting.Text("Cache:Memcached"),
        Setting.Text("Cluster:Gateway"),
        Setting.Text("Cluster:Address"),
        Setting.Port("Cluster:SiloPort"),
        Setting.Port("Cluster:GatewayPort"),
        Setting.OneOf("Store:Provider", Providers),
        Setting.Text("Store:ConnectionString"),
        Setting.Duration("Retention:Moves"),
        Setting.Duration("Retention:Audit"),
        Setting.Duration("Retention:Alerts"),
        Setting.Duration("Retention:Reports"),
        Setting.Duration("Retention:History:Raw"),
        Setting.Duration("Retention:History:Minutes"),
        Setting.Duration("Retention:History:Quarters"),
        Setting.Text("Reports:Browser"),
        Setting.Flag("Backfill"),
        Setting.Number("Demo:Speed", 0.01, 1000),
        Setting.Text("Desks:{n}:Id"),
        Setting.Text("Desks:{n}:Name"),
        Setting.Text("Desks:{n}:Source"),
        Setting.Text("Desks:{n}:TimeZone"),
        Setting.Text("Desks:{n}:ServiceHours:{day}"),
        Setting.Text("Desks:{n}:Holidays:{n}"),
        Setting.OneOf("Desks:{n}:People", ["off", "own", "managers", "all"]),
        Setting.Duration("Desks:{n}:Poll"),
        Setting.Duration("Desks:{n}:Overlap"),
        Setting.Duration("Desks:{n}:Sweep"),
        Setting.Number("Desks:{n}:Thresholds:{kpi}:Warning"),
        Setting.Number("Desks:{n}:Thresholds:{kpi}:Critical"),
        Setting.Number("Desks:{n}:Thresholds:{kpi}:Groups:{breakdown}:Warning"),
        Setting.Number("Desks:{n}:Thresholds:{kpi}:Groups:{breakdown}:Critical"),
        Setting.Text("Desks:{n}:Itsm:System"),
        Setting.OneOf("Desks:{n}:Itsm:Provider", Providers),
        Setting.Text("Desks:{n}:Itsm:ConnectionString"),
        Setting.Text("Desks:{n}:Itsm:TimeZone"),
        Setting.Text("Desks:{n}:Itsm:Options:{option}"),
        Setting.Text("Desks:{n}:Itsm:States:{state}"),
        Setting.Text("Desks:{n}:Itsm:Kinds:{kind}"),
        Setting.Text("Desks:{n}:Itsm:Priorities:{priority}"),
    ];

    /// <summary>Checks the section <c>Apollo</c>, and the levels of logs.</summary>
    /// <param name="configuration">The whole configuration.</param>
    /// <exception cref="ConfigurationException">A key is unknown, or takes something else.</exception>
    public static void Check(IConfiguration configuration)
    {
        foreach (var (path, value) in configuration.GetSection("Apollo").AsEnumerable(makePathsRelative: true))
            if (value is not null && path.Length > 0)
                Check(path.Split(':'), value);
        Levels(configuration.GetSection("Logging:LogLevel").GetChildren(), Enum.GetNames<LogLevel>());
        var serilog = configuration.GetSection("Serilog:MinimumLevel");
        Levels(
            [serilog, serilog.GetSection("Default"), .. serilog.GetSection("Override").GetChildren()],
            Enum.GetNames<LogEventLevel>()
        );
    }

    private static void Check(string[] parts, string value)
    {
        var key = $"Apollo:{string.Join(':', parts)}";
        if (All.FirstOrDefault(setting => setting.Is(parts)) is { } known)
        {
            if (!known.Accepts(value))
                throw new ConfigurationException($"{key} is '{value}': it takes {known.Takes}.");
            return;
        }
        // A list or section that is given empty.
        if (value.Length == 0 && All.Any(setting => setting.IsBelow(parts)))
            return;
        throw new ConfigurationException(
            $"{key} is unknown: did you mean Apollo:{Nearest(parts)}? All keys: docs/configuration.md."
        );
    }

    /// <summary>The known key that differs least, with the numbers and names of the one given.</summary>
    private static string Nearest(string[] parts)
    {
        var given = string.Join(':', parts);
        return All.Select(setting =>
                string.Join(
                    ':',
                    setting.Parts.Select(
                        (part, at) =>
                            part is ['{', ..] && part != "{day}" && at < parts.Length ? parts[at]
                            : part == "{day}" ? nameof(DayOfWeek.Monday)
                            : part
                    )
                )
            )
            .MinBy(key => Distance(given, key))!;
    }

    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var corner = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var change = char.ToLowerInvariant(one[i - 1]) == char.ToLowerInvariant(other[j - 1]) ? 0 : 1;
                (corner, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, corner + change));
            }
        }
        return row[^1];
    }

    private static void Levels(IEnumerable<IConfigurationSection> keys, string[] levels)
    {
        foreach (var key in keys)
            if (!string.IsNullOrEmpty(key.Value) && !levels.Contains(key.Value, StringComparer.OrdinalIgnoreCase))
                throw new ConfigurationException(
                    $"{key.Path} is '{key.Value}': it takes one of {string.Join(", ", levels)}."
                );
    }
}
