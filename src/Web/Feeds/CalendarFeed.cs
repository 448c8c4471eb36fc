using System.Collections.Immutable;
using Apollo.Model;
using Apollo.Web.Messages;
using Microsoft.AspNetCore.SignalR;

namespace Apollo.Web.Feeds;

/// <summary>
/// The intervention schedule of a desk as an audience sees it, while a screen shows it: from 60 days back on.
/// </summary>
internal sealed class CalendarFeed(TopicSource source)
    : TopicFeed($"{source.Desk.Id} calendar", source.Grains, source.Time, source.Loggers.CreateLogger<CalendarFeed>())
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Back = TimeSpan.FromDays(60);
    private readonly string desk = source.Desk.Id;
    private readonly Audience audience = source.Audience;
    private ImmutableDictionary<string, ScheduleEntry> held = ImmutableDictionary<string, ScheduleEntry>.Empty;
    private (Position Position, DateTime At)? last;

    protected override bool HoldsAny => last is not null;

    protected override async Task<SerializedHubMessage?> AskAsync(CancellationToken cancellation)
    {
        var delta = await Grains
            .GetGrain<IScheduleGrain>(desk)
            .ChangesSince(last?.Position, audience, cancellation)
            .WaitAsync(AnswerWithin, Time, cancellation);
        if (delta.Full)
            held = ImmutableDictionary<string, ScheduleEntry>.Empty;
        held = held.SetItems(delta.Changed.Select(entry => KeyValuePair.Create(entry.Id, entry)))
            .RemoveRange(delta.Removed);
        last = (delta.Position, delta.At);
        if (delta.Full)
            return Whole();
        return delta.Changed.IsEmpty && delta.Removed.IsEmpty
            ? null
            : Message(
                nameof(IDeskClient.Calendar),
                new CalendarMessage(desk, false, delta.At, delta.Changed, delta.Removed)
            );
    }

    protected override SerializedHubMessage Whole()
    {
        var from = Time.GetUtcNow().UtcDateTime - Back;
        return Message(
            nameof(IDeskClient.Calendar),
            new CalendarMessage(
                desk,
                true,
                last!.Value.At,
                [
                    .. held
                        .Values.Where(entry => (entry.EndsAt ?? entry.StartsAt) >= from)
                        .OrderBy(entry => entry.StartsAt),
                ],
                []
            )
        );
    }

    protected override void Forget() => (held, last) = (ImmutableDictionary<string, ScheduleEntry>.Empty, null);
}
