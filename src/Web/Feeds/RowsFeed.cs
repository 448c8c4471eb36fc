using Apollo.Model;
using Apollo.Web.Messages;
using Microsoft.AspNetCore.SignalR;

namespace Apollo.Web.Feeds;

/// <summary>
/// The rows behind one number that an audience sees, while a screen shows them. What changed is sent; the rows
/// themselves are read over HTTP,
/// page by page.
/// </summary>
internal sealed class RowsFeed(TopicSource source, string kpi)
    : TopicFeed($"{source.Desk.Id} rows:{kpi}", source.Grains, source.Time, source.Loggers.CreateLogger<RowsFeed>())
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(20);
    private readonly string desk = source.Desk.Id;
    private readonly Audience audience = source.Audience;
    private RowsDelta? last;

    protected override bool HoldsAny => last is not null;

    protected override async Task<SerializedHubMessage?> AskAsync(CancellationToken cancellation)
    {
        var before = last?.Position;
        last = await Grains
            .GetGrain<IRowsGrain>($"{desk}/{kpi}")
            .ChangesSince(before, audience, cancellation)
            .WaitAsync(AnswerWithin, Time, cancellation);
        return last.Reset || last.Position != before ? Message(nameof(IDeskClient.Rows), Rows(last)) : null;
    }

    protected override SerializedHubMessage Whole() =>
        Message(
            nameof(IDeskClient.Rows),
            Rows(last! with { Reset = true, Entered = TableRows.None, Left = [], Changed = TableRows.None })
        );

    protected override void Forget() => last = null;

    private RowsMessage Rows(RowsDelta delta) =>
        new(
            desk,
            kpi,
            delta.SliceVersion,
            delta.At,
            delta.Value,
            delta.Counted,
            delta.Entered,
            delta.Left,
            delta.Changed,
            delta.Reset ? true : null
        );
}
