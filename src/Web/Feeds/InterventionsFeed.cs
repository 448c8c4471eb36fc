using System.Collections.Immutable;
using Apollo.Model;
using Apollo.Web.Messages;
using Microsoft.AspNetCore.SignalR;

namespace Apollo.Web.Feeds;

/// <summary>
/// The interventions of the desk's day, while a screen shows them: without people, titles and addresses. A day has few,
/// so all are sent whenever one changed or the day did.
/// </summary>
internal sealed class InterventionsFeed(TopicSource source)
    : TopicFeed(
        $"{source.Desk.Id} interventions",
        source.Grains,
        source.Time,
        source.Loggers.CreateLogger<InterventionsFeed>()
    )
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(20);
    private static readonly Audience Everybody = Audience.Everything.OfRows with { Teams = [] };
    private readonly DeskInfo desk = source.Desk;
    private ImmutableDictionary<string, VisitShown> held = ImmutableDictionary<string, VisitShown>.Empty;
    private (Position Position, DateTime At)? last;
    private ImmutableArray<VisitShown> said;

    protected override bool HoldsAny => last is not null;

    protected override async Task<SerializedHubMessage?> AskAsync(CancellationToken cancellation)
    {
        var delta = await Grains
            .GetGrain<IScheduleGrain>(desk.Id)
            .ChangesSince(last?.Position, Everybody, cancellation)
            .WaitAsync(AnswerWithin, Time, cancellation);
        var before = last is null ? default : said;
        if (delta.Full)
            held = ImmutableDictionary<string, VisitShown>.Empty;
        held = held.SetItems(delta.Changed.Select(entry => KeyValuePair.Create(entry.Id, VisitShown.Of(entry))))
            .RemoveRange(delta.Removed);
        last = (delta.Position, delta.At);
        // Asked every 10 s at least, so the day of the clock is told soon after midnight.
        said = OfToday();
        return !before.IsDefault && before.SequenceEqual(said) ? null : Whole();
    }

    protected override SerializedHubMessage Whole() =>
        Message(nameof(IDeskClient.Interventions), new InterventionsMessage(desk.Id, last!.Value.At, said));

    protected override void Forget() =>
        (held, last, said) = (ImmutableDictionary<string, VisitShown>.Empty, null, default);

    private ImmutableArray<VisitShown> OfToday()
    {
        var (from, to) = DeskDay.Of(Time.GetUtcNow().UtcDateTime, desk.TimeZone);
        return
        [
            .. held
                .Values.Where(visit =>
                    visit.StartsAt < to && (visit.EndsAt > visit.StartsAt ? visit.EndsAt : visit.StartsAt) >= from
                )
                .OrderBy(visit => visit.StartsAt)
                .ThenBy(visit => visit.Id, StringComparer.Ordinal),
        ];
    }
}
