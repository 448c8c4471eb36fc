using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Web.Tests.Support;

/// <summary>Made-up results of a small desk with three KPIs.</summary>
internal static class Some
{
    public const string Desk = "harbour";
    public const string OtherDesk = "airport";
    public const string Version = "7-3";
    public static readonly DateTime Now = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

    public static readonly DeskInfo Info = new(
        Desk,
        "Harbour IT Desk",
        "Europe/Paris",
        "demo",
        "Mon–Fri 08:00–18:00",
        TimeSpan.FromSeconds(1)
    );

    public static readonly ImmutableArray<KpiDefinition> Catalogue =
    [
        Definition("backlog", "tickets", ["team", "assignee"]) with
        {
            Better = Better.Lower,
            Warning = 40,
            Critical = 60,
        },
        Definition("oldest-open", "tickets", ["team"]) with
        {
            Unit = "seconds",
        },
        Definition("visits-today", "interventions", ["technician"]) with
        {
            Unit = "interventions",
        },
    ];

    public static KpiResult Result(string kpi, double? value, long revision = 1) =>
        new()
        {
            Kpi = kpi,
            Value = value,
            Rate = kpi == "oldest-open" ? 1 : 0,
            Status = value > 40 ? KpiStatus.Warning : KpiStatus.Good,
            AsOf = Now,
            ValidUntil = Now.AddMinutes(1),
            ReadAt = Now,
            ChangedAt = Now.AddMinutes(-5),
            Revision = revision,
            SliceVersion = Version,
            Moved = new KpiMove(2, 1, 0, false, Now),
        };

    /// <summary>The latest hours, up to now, always of one value.</summary>
    public static Trends Trends(int hours, string? dimension, double value)
    {
        var step = hours switch
        {
            1 => 60,
            8 => 300,
            _ => 900,
        };
        ImmutableArray<double?> values = [.. Enumerable.Repeat((double?)value, hours * 3600 / step)];
        return new Trends
        {
            From = Now.AddHours(-hours),
            Step = step,
            Kpis = Catalogue.ToImmutableDictionary(kpi => kpi.Id, _ => values),
            Groups = dimension is null
                ? null
                : ImmutableDictionary<string, ImmutableSortedDictionary<string, ImmutableArray<double?>>>.Empty.Add(
                    "backlog",
                    ImmutableSortedDictionary<string, ImmutableArray<double?>>.Empty.Add("Network", values)
                ),
        };
    }

    public static KpiResult Whole(
        string kpi,
        double? value,
        string dimension,
        params (string Name, double? Value)[] groups
    ) => Result(kpi, value) with { Groups = Groups(dimension, groups) };

    public static ImmutableArray<KpiResult> Board() =>
        [
            Whole("backlog", 42, "team", ("Network", 30), ("Mail", 12)),
            Whole("oldest-open", 3600, "team", ("Network", 3600)),
            Whole("visits-today", null, "technician", ("Ana Lima", null)),
        ];

    /// <summary>A change: only the groups that changed or ended.</summary>
    public static KpiResult Delta(
        string kpi,
        long revision,
        (string Name, double? Value)[]? changed = null,
        string[]? ended = null
    ) =>
        Result(kpi, revision, revision) with
        {
            Groups = changed is { Length: > 0 } ? Groups("team", changed) : null,
            EndedGroups = ended is { Length: > 0 }
                ? ImmutableDictionary<string, ImmutableArray<string>>.Empty.Add("team", [.. ended])
                : ImmutableDictionary<string, ImmutableArray<string>>.Empty,
        };

    private static ImmutableDictionary<string, ImmutableSortedDictionary<string, double?>> Groups(
        string dimension,
        (string Name, double? Value)[] groups
    ) =>
        ImmutableDictionary<string, ImmutableSortedDictionary<string, double?>>.Empty.Add(
            dimension,
            groups.ToImmutableSortedDictionary(group => group.Name, group => group.Value, StringComparer.Ordinal)
        );

    public static SlicePulse Pulse(string slice, SliceState state = SliceState.Live) =>
        new()
        {
            Slice = slice,
            State = state,
            Version = new Position(7, 3),
            ReadAt = state == SliceState.Loading ? null : Now,
            Held = 120,
            Loaded = 120,
            ClockOffset = TimeSpan.FromSeconds(0.25),
            PollTook = TimeSpan.FromSeconds(0.01),
            PollInterval = TimeSpan.FromSeconds(1),
        };

    private static KpiDefinition Definition(string id, string slice, ImmutableArray<string> breakdowns) =>
        new()
        {
            Id = id,
            Title = id,
            Description = $"What {id} counts.",
            Group = "Backlog",
            Unit = "tickets",
            Better = Better.Neither,
            Slice = slice,
            Breakdowns = breakdowns,
            Presentation = new()
            {
                Title = id,
                Number = NumberKind.Count,
                Unit = new("ticket", "tickets", "ticket", "tickets"),
                Empty = "nothing to measure",
                Measure = "number of tickets",
                Columns = ["id", "title"],
                GroupOrder = 1,
                Wall = [new("Backlog", 1)],
            },
        };
}
