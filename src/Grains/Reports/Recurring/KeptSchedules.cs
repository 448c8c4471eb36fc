using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using Apollo.Model;
using NodaTime;

namespace Apollo.Grains.Reports.Recurring;

/// <summary>The schedules of a desk as they are kept.</summary>
/// <param name="Revision">Of all of them, Unix ms; 0 = none was ever kept.</param>
/// <param name="All">By name.</param>
internal sealed record KeptSchedules(long Revision, ImmutableArray<KeptSchedule> All)
{
    public static KeptSchedules None { get; } = new(0, []);

    public KeptSchedule? Find(string id) => All.FirstOrDefault(one => one.Id == id);

    /// <summary>With one more, or another in its place, or one less.</summary>
    public KeptSchedules With(KeptSchedule? before, KeptSchedule? after, long revision)
    {
        var all = before is null ? All : All.Remove(before);
        return new(
            revision,
            [
                .. (after is null ? all : all.Add(after))
                    .OrderBy(one => one.Name, StringComparer.Ordinal)
                    .ThenBy(one => one.Id, StringComparer.Ordinal),
            ]
        );
    }
}

/// <summary>A schedule as it is kept.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Every">Length of its periods.</param>
/// <param name="At">Wall time of the first day after each.</param>
/// <param name="To">To whom.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Enabled">Whether it is made.</param>
/// <param name="Since">What was due before is not made, UTC.</param>
/// <param name="Revision">Unix ms.</param>
internal sealed record KeptSchedule(
    string Id,
    ReportEvery Every,
    TimeOnly At,
    ImmutableArray<string> To,
    string Name,
    bool Enabled,
    DateTime Since,
    long Revision
)
{
    public ReportSchedule Shown(DateTimeZone zone, DateTime now) =>
        new(
            Id,
            ReportSchedule.ServiceReport,
            Every,
            At.ToString("HH:mm", CultureInfo.InvariantCulture),
            To,
            Name,
            Enabled,
            Enabled ? new DateTimeOffset(DuePeriods.NextAfter(Every, At, zone, now).At).ToUnixTimeMilliseconds() : null,
            Revision
        );

    /// <summary>What the audit says of it.</summary>
    [JsonIgnore]
    public string Said =>
        string.Join(
            ", ",
            [
                Name,
                $"every {Every.ToString().ToLowerInvariant()}",
                At.ToString("HH:mm", CultureInfo.InvariantCulture),
                .. To,
                Enabled ? "on" : "off",
            ]
        );
}
