using Apollo.Model;
using Apollo.Web.Messages;
using Microsoft.AspNetCore.SignalR;

namespace Apollo.Web.Feeds;

/// <summary>
/// The latest notes of a desk, while a screen shows them. People write a few a day, so one question a second serves.
/// </summary>
internal sealed class NotesFeed(TopicSource source)
    : TopicFeed($"{source.Desk.Id} notes", source.Grains, source.Time, source.Loggers.CreateLogger<NotesFeed>())
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(12);
    private readonly string desk = source.Desk.Id;
    private LatestNotes? last;

    protected override bool HoldsAny => last is not null;

    protected override async Task<SerializedHubMessage?> AskAsync(CancellationToken cancellation)
    {
        if (last is not null)
            await Task.Delay(LookEvery, Time, cancellation);
        var latest = await Grains
            .GetGrain<INotesGrain>(desk)
            .LatestAfter(last?.Position, cancellation)
            .WaitAsync(AnswerWithin, Time, cancellation);
        if (latest is null)
            return null;
        last = latest;
        return Whole();
    }

    protected override SerializedHubMessage Whole() =>
        Message(nameof(IDeskClient.Notes), new NotesMessage(desk, last!.Notes));

    protected override void Forget() => last = null;
}
