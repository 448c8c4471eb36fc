using System.Globalization;
using Apollo.Model;
using Microsoft.AspNetCore.Mvc;

namespace Apollo.Web.History;

/// <summary>What is asked of histories, over HTTP.</summary>
internal sealed record HistoryRequest
{
    /// <summary>Begin, ISO 8601; 24 h before the end where left out.</summary>
    [FromQuery(Name = "from")]
    public DateTimeOffset? From { get; init; }

    /// <summary>End, ISO 8601; now where left out.</summary>
    [FromQuery(Name = "to")]
    public DateTimeOffset? To { get; init; }

    /// <summary>
    /// <c>auto</c> (the finest that gives at most 2,000 points), <c>day</c> (the desk's), or seconds: 0 (by change),
    /// 60, 300, 900, 1800, 3600, 10800, 21600.
    /// </summary>
    [FromQuery(Name = "step")]
    public string? Step { get; init; }

    /// <summary>A group, as <c>team:Network</c>; the whole desk where left out.</summary>
    [FromQuery(Name = "group")]
    public string? Group { get; init; }

    /// <summary>What to ask of the grain.</summary>
    /// <param name="kpi">KPI id.</param>
    /// <param name="now">Now.</param>
    /// <exception cref="HistoryQueryException">A parameter cannot be understood.</exception>
    public HistoryQuery Query(string kpi, DateTimeOffset now)
    {
        var to = To ?? (From > now ? From.Value.AddDays(1) : now);
        var from = From ?? to.AddDays(-1);
        if (to <= from)
            throw new HistoryQueryException("to", "to is not after from: give a later instant, or leave it out.");
        var group = (Group ?? "").Split(':', 2);
        if (Group is not null && (group.Length < 2 || group[0].Length == 0))
            throw new HistoryQueryException(
                "group",
                $"group is '{Group}': give a breakdown and one of its groups, such as team:Network."
            );
        return new HistoryQuery(
            kpi,
            from.UtcDateTime,
            to.UtcDateTime,
            Seconds(),
            Group is null ? null : group[0],
            Group is null ? null : group[1]
        );
    }

    private int? Seconds() =>
        Step is null or "" or "auto" ? null
        : Step == "day" ? HistoryStepConverter.Day
        : int.TryParse(Step, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds
        : throw new HistoryQueryException(
            "step",
            $"step is '{Step}': give auto, day, or seconds: 0 (by change), 60, 300, 900, 1800, 3600, 10800, 21600."
        );
}
