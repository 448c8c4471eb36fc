using Apollo.Grains.Clock;
using Apollo.Model;

namespace Apollo.Grains.Alerts;

/// <summary>When somebody may be told of one rule and group: in the rule's hours, where nobody silenced it.</summary>
/// <param name="hours">The rule's hours.</param>
/// <param name="calendar">The desk's time.</param>
/// <param name="silences">The silences that name it.</param>
internal sealed class TellingHours(AlertHours hours, DeskCalendar calendar, IReadOnlyList<AlertSilence> silences)
{
    private readonly DeskCalendar? own =
        hours.InService ? calendar
        : hours.Week is { } week ? new DeskCalendar(calendar.Zone, ServiceHours.Parse(week, []))
        : null;

    private (DateTime From, DateTime Until, DateTime Opens) closed = (DateTime.MaxValue, default, default);

    /// <summary>The first instant at or after another at which somebody may be told, UTC; the greatest =
    /// never.</summary>
    public DateTime OpensAt(DateTime at)
    {
        while (true)
        {
            var open = own is null ? at : Next(own, at);
            if (SilencedUntil(open) is not { } until)
                return open;
            at = until;
        }
    }

    /// <summary>Until when it is silenced at an instant, UTC; null = it is not.</summary>
    public DateTime? SilencedUntil(DateTime at)
    {
        DateTime? until = null;
        // One may begin where another ends.
        while (silences.FirstOrDefault(one => one.From <= (until ?? at) && (until ?? at) < one.Until) is { } silence)
            until = silence.Until;
        return until;
    }

    /// <summary>Asked again and again while it is closed: looked for once, where it never opens once a day.</summary>
    private DateTime Next(DeskCalendar calendar, DateTime at)
    {
        if (at >= closed.From && at <= closed.Until)
            return closed.Opens;
        var opens = new DateTime(calendar.NextService(at.Ticks) ?? DateTime.MaxValue.Ticks, DateTimeKind.Utc);
        closed = (at, opens == DateTime.MaxValue ? at.AddDays(1) : opens, opens);
        return opens;
    }
}
