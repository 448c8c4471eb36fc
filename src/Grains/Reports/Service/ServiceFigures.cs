using System.Collections.Immutable;
using System.Text.Json;
using Apollo.Cards;
using Apollo.Model;

namespace Apollo.Grains.Reports.Service;

/// <summary>All that a service report states, as it was read: its page, its CSV and its mail are made of it.</summary>
internal sealed record ServiceFigures
{
    public required ReportEvery Every { get; init; }
    public required WholeDays Days { get; init; }

    /// <summary>The period before, of the same length.</summary>
    public required WholeDays DaysBefore { get; init; }

    /// <summary>Days with service hours.</summary>
    public int ServiceDays { get; init; }

    /// <summary>The instant as of which it is told how tickets stand, Unix ms.</summary>
    public long AsOf { get; init; }

    /// <summary>Whether the period was over then.</summary>
    public bool IsOver { get; init; } = true;

    /// <summary>When the ITSM was read, Unix ms.</summary>
    public long ReadAt { get; init; }

    public required ServiceCounts Desk { get; init; }
    public required ServiceCounts DeskBefore { get; init; }

    /// <summary>Share that the desk wants to reach, 0 to 1; null = none.</summary>
    public double? ResolutionTarget { get; init; }

    /// <summary>Share that the desk wants to reach, 0 to 1; null = none.</summary>
    public double? ResponseTarget { get; init; }

    public ImmutableArray<ServiceDay> ByDay { get; init; } = [];

    /// <summary>Tickets opened by weekday (Monday first), then by hour.</summary>
    public ImmutableArray<ImmutableArray<int>> Arrivals { get; init; } = [];

    public ImmutableArray<ServiceGroup> Teams { get; init; } = [];
    public ImmutableArray<ServiceGroup> Locations { get; init; } = [];
    public ImmutableArray<ServiceGroup> Categories { get; init; } = [];
    public ImmutableArray<ServiceGroup> Priorities { get; init; } = [];

    public static ServiceFigures Read(string json) =>
        JsonSerializer.Deserialize<ServiceFigures>(json, CardJson.Options)!;

    public string Write() => JsonSerializer.Serialize(this, CardJson.Options);
}

/// <summary>Tickets of a period.</summary>
/// <param name="Opened">Opened in it.</param>
/// <param name="Resolved">Resolved or closed in it, and not open again.</param>
/// <param name="Reopened">Last reopened in it.</param>
/// <param name="Open">Open as of its end.</param>
/// <param name="Overdue">Of these, past their due time then.</param>
/// <param name="Resolution">How those resolved kept their due time.</param>
/// <param name="Response">How those first responded to kept theirs.</param>
/// <param name="Median">Half were resolved within as much service time, s; null = none was, or it is not told.</param>
/// <param name="P90">90 % were; null likewise.</param>
internal sealed record ServiceCounts(
    int Opened,
    int Resolved,
    int Reopened,
    int Open,
    int Overdue,
    SlaShare Resolution,
    SlaShare Response,
    long? Median = null,
    long? P90 = null
);

/// <summary>How many kept their due time.</summary>
/// <param name="Due">Tickets that had one.</param>
/// <param name="InTime">Of these, those that kept it.</param>
internal sealed record SlaShare(int Due, int InTime)
{
    /// <summary>0 to 1; null = none had one.</summary>
    public double? Share => Due == 0 ? null : (double)InTime / Due;

    /// <summary>Whether it is below a target.</summary>
    public bool Misses(double? target) => Share < target;
}

/// <summary>A day of the period.</summary>
/// <param name="Day">Which.</param>
/// <param name="Opened">Tickets opened.</param>
/// <param name="Resolved">Tickets resolved.</param>
/// <param name="Resolution">How those resolved kept their due time.</param>
internal sealed record ServiceDay(DateOnly Day, int Opened, int Resolved, SlaShare Resolution);

/// <summary>A group of tickets.</summary>
/// <param name="Name">The group; null = the tickets without one.</param>
/// <param name="Counts">In the period.</param>
/// <param name="OpenedBefore">Opened in the period before.</param>
internal sealed record ServiceGroup(string? Name, ServiceCounts Counts, int OpenedBefore);
