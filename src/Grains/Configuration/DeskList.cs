using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Apollo.Grains.Catalogue;
using Apollo.Grains.Clock;
using Apollo.Grains.Databases;
using Apollo.Grains.Itsm;
using Apollo.Model;
using Microsoft.Extensions.Configuration;

namespace Apollo.Grains.Configuration;

/// <summary>
/// The desks of this installation, checked at the start. Their limits may change while they run; thread-safe.
/// </summary>
public sealed partial class DeskList
{
    private readonly Lock gate = new();
    private volatile Current current;
    private TaskCompletionSource changed = NewSignal();

    /// <summary>Takes desks that are already checked.</summary>
    public DeskList(IEnumerable<DeskSetup> desks)
    {
        current = Current.Of(desks);
    }

    /// <summary>All desks in configured order.</summary>
    public IReadOnlyList<DeskSetup> All => current.All;

    /// <summary>Completes when limits change the next time.</summary>
    public Task LimitsChange => Volatile.Read(ref changed).Task;

    /// <summary>One desk, with the limits that hold now.</summary>
    /// <exception cref="KeyNotFoundException">There is no such desk.</exception>
    public DeskSetup this[string id] =>
        current.ById.TryGetValue(id, out var desk) ? desk : throw new KeyNotFoundException($"There is no desk '{id}'.");

    /// <summary>The limits of others hold from now on; all else stays.</summary>
    /// <param name="others">Desks by the same ids; of one that is not there the limits stay.</param>
    public void TakeLimits(DeskList others)
    {
        lock (gate)
            current = Current.Of(
                All.Select(desk =>
                    others.current.ById.TryGetValue(desk.Info.Id, out var other)
                        ? desk with
                        {
                            Thresholds = other.Thresholds,
                            GroupLimits = other.GroupLimits,
                        }
                        : desk
                )
            );
        Interlocked.Exchange(ref changed, NewSignal()).SetResult();
    }

    /// <summary>The limits that people set of a desk hold from now on; the configuration's beneath them stay.</summary>
    /// <param name="id">Desk id.</param>
    /// <param name="limits">All that are set.</param>
    public void TakeSet(string id, DeskLimits limits)
    {
        lock (gate)
        {
            if (!current.ById.TryGetValue(id, out var desk) || desk.Set.Revision == limits.Revision)
                return;
            current = Current.Of(All.Select(one => one == desk ? one with { Set = limits } : one));
        }
        Interlocked.Exchange(ref changed, NewSignal()).SetResult();
    }

    /// <summary>Reads and checks <c>Apollo:Desks</c>; where there is none, the demo desk.</summary>
    /// <param name="configuration">The whole configuration.</param>
    /// <param name="catalogue">Whose KPIs a desk may set limits of.</param>
    /// <param name="demoFile">SQLite file of the demo desk.</param>
    /// <exception cref="ConfigurationException">A key is wrong.</exception>
    public static DeskList Read(IConfiguration configuration, KpiCatalogue catalogue, string demoFile)
    {
        var sections = configuration.GetSection("Apollo:Desks").GetChildren().ToList();
        if (sections.Count == 0)
            return new DeskList([Check(Demo(demoFile), catalogue, "Apollo:Desks:demo")]);
        var desks = new List<DeskSetup>();
        foreach (var section in sections)
        {
            var options = new DeskOptions();
            try
            {
                section.Bind(options);
            }
            catch (Exception error) when (error is InvalidOperationException or FormatException)
            {
                throw new ConfigurationException($"{section.Path}: {error.Message}");
            }
            var desk = Check(options, catalogue, section.Path);
            if (desks.Exists(other => other.Info.Id == desk.Info.Id))
                throw new ConfigurationException(
                    $"{section.Path}:Id '{desk.Info.Id}' is used by another desk: ids must be unique."
                );
            desks.Add(desk);
        }
        return new DeskList(desks);
    }

    private static DeskOptions Demo(string file) =>
        new()
        {
            Id = "demo",
            Name = "Harbour IT Desk",
            TimeZone = "Europe/Paris",
            Source = "demo",
            ServiceHours = Enumerable
                .Range(1, 5)
                .ToDictionary(day => ((DayOfWeek)day).ToString(), _ => "08:00-12:00,13:00-18:00"),
            Thresholds = new()
            {
                ["overdue"] = new()
                {
                    Groups = new()
                    {
                        ["team"] = new() { Warning = 3, Critical = 6 },
                        ["assignee"] = new() { Warning = 2, Critical = 4 },
                    },
                },
                ["older-than-7-days"] = new()
                {
                    Groups = new()
                    {
                        ["team"] = new() { Warning = 8, Critical = 15 },
                    },
                },
            },
            Itsm = new ItsmOptions
            {
                Provider = nameof(DatabaseProvider.Sqlite),
                ConnectionString = $"Data Source={file}",
            },
        };

    private static DeskSetup Check(DeskOptions options, KpiCatalogue catalogue, string path)
    {
        if (!DeskId().IsMatch(options.Id))
            throw new ConfigurationException($"{path}:Id '{options.Id}' is no desk id: use 1 to 40 of a-z, 0-9 and -.");
        if (
            !Enum.TryParse<DatabaseProvider>(options.Itsm.Provider, ignoreCase: true, out var provider)
            || !Enum.IsDefined(provider)
        )
            throw new ConfigurationException(
                $"{path}:Itsm:Provider '{options.Itsm.Provider}' is unknown: use "
                    + $"{string.Join(", ", Enum.GetNames<DatabaseProvider>())}."
            );
        if (string.IsNullOrWhiteSpace(options.Itsm.ConnectionString))
            throw new ConfigurationException(
                $"{path}:Itsm:ConnectionString is empty: give the connection string of a login that can only read."
            );
        var people = PeopleOf(options.People, $"{path}:People");
        Between(options.Poll, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1), $"{path}:Poll");
        Between(options.Overlap, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1), $"{path}:Overlap");
        Between(options.Sweep, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1), $"{path}:Sweep");
        var thresholds = new Dictionary<string, Thresholds>();
        var groupLimits = new Dictionary<string, ImmutableDictionary<string, Thresholds>>();
        foreach (var (id, limits) in options.Thresholds)
        {
            var key = $"{path}:Thresholds:{id}";
            var kpi =
                catalogue.Find(id)?.Definition
                ?? throw new ConfigurationException(
                    $"{key} is no KPI of the catalogue; see GET /api/desks/{options.Id}/catalogue."
                );
            if (limits.Groups.Keys.FirstOrDefault(dimension => !kpi.Breakdowns.Contains(dimension)) is { } unknown)
                throw new ConfigurationException(
                    $"{key}:Groups:{unknown} is no breakdown of this KPI: use {string.Join(", ", kpi.Breakdowns)}."
                );
            // Limits of groups alone leave the desk's own as the catalogue has them.
            if (limits.Groups.Count == 0 || limits.Warning is not null || limits.Critical is not null)
                thresholds[id] = Limits(kpi, limits.Warning, limits.Critical, key);
            if (limits.Groups.Count > 0)
                groupLimits[id] = limits.Groups.ToImmutableDictionary(
                    group => group.Key,
                    group => Limits(kpi, group.Value.Warning, group.Value.Critical, $"{key}:Groups:{group.Key}")
                );
        }
        try
        {
            var calendar = DeskCalendar.For(
                options.TimeZone,
                Clock.ServiceHours.Parse(options.ServiceHours, options.Holidays)
            );
            var info = new DeskInfo(
                options.Id,
                options.Name ?? options.Id,
                options.TimeZone,
                options.Source ?? Path.GetFileName(options.Itsm.System),
                calendar.Hours.ToString(),
                options.Poll,
                people
            );
            var itsm = new ItsmConnection(
                options.Itsm.System,
                provider,
                options.Itsm.ConnectionString,
                options.Itsm.TimeZone
            )
            {
                Options = options.Itsm.Options,
                States = options.Itsm.States,
                Kinds = options.Itsm.Kinds,
                Priorities = options.Itsm.Priorities,
            };
            OwnWords.Check(itsm);
            if (
                options.Itsm.TimeZone is { Length: > 0 } zone
                && NodaTime.DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null
            )
                throw new FormatException(
                    $"Itsm:TimeZone: there is no zone '{zone}'; use an IANA name such as Europe/Paris."
                );
            return new DeskSetup(
                info,
                calendar,
                itsm,
                options.Poll,
                options.Overlap,
                options.Sweep,
                thresholds,
                groupLimits
            );
        }
        catch (FormatException error)
        {
            throw new ConfigurationException($"{path}:{error.Message}");
        }
    }

    private static DeskPeople PeopleOf(string? text, string key)
    {
        var words = Enum.GetNames<DeskPeople>();
        return text is null ? DeskPeople.Own
            : Array.Find(words, word => word.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } word
                ? Enum.Parse<DeskPeople>(word)
            : throw new ConfigurationException(
                $"{key} '{text}' is unknown: use {string.Join(", ", words.Select(one => one.ToLowerInvariant()))}."
            );
    }

    private static Thresholds Limits(KpiDefinition kpi, double? warning, double? critical, string key) =>
        (kpi.Better == Better.Higher ? warning < critical : warning > critical)
            ? throw new ConfigurationException(
                $"{key}: Warning {warning} is crossed after Critical {critical}; for this KPI "
                    + $"{(kpi.Better == Better.Higher ? "higher" : "lower")} is better, so swap them."
            )
            : new Thresholds(warning, critical);

    private static void Between(TimeSpan value, TimeSpan least, TimeSpan most, string key)
    {
        if (value < least || value > most)
            throw new ConfigurationException($"{key} is {value}: it must lie between {least} and {most}.");
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed record Current(IReadOnlyList<DeskSetup> All, IReadOnlyDictionary<string, DeskSetup> ById)
    {
        public static Current Of(IEnumerable<DeskSetup> desks)
        {
            List<DeskSetup> all = [.. desks];
            return new Current(all, all.ToDictionary(desk => desk.Info.Id));
        }
    }

    [GeneratedRegex("^[a-z0-9-]{1,40}\\z")]
    private static partial Regex DeskId();
}
