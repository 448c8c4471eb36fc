using System.Collections.Immutable;
using Apollo.Model;
using Apollo.Web.Messages;
using Microsoft.AspNetCore.SignalR;

namespace Apollo.Web.Feeds;

/// <summary>
/// The looks of a desk's locations, while a screen shows them. They change a few times a year, so one question a second
/// serves; it finds new locations as well.
/// </summary>
internal sealed class LooksFeed(TopicSource source)
    : TopicFeed($"{source.Desk.Id} looks", source.Grains, source.Time, source.Loggers.CreateLogger<LooksFeed>())
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(12);
    private readonly string desk = source.Desk.Id;
    private ImmutableArray<LocationLook>? last;

    protected override bool HoldsAny => last is not null;

    protected override async Task<SerializedHubMessage?> AskAsync(CancellationToken cancellation)
    {
        if (last is not null)
            await Task.Delay(LookEvery, Time, cancellation);
        var looks = await Grains
            .GetGrain<ILocationsGrain>(desk)
            .All(cancellation)
            .WaitAsync(AnswerWithin, Time, cancellation);
        if (last is { } before && before.SequenceEqual(looks))
            return null;
        last = looks;
        return Whole();
    }

    protected override SerializedHubMessage Whole() =>
        Message(nameof(IDeskClient.Looks), new LooksMessage(desk, last!.Value));

    protected override void Forget() => last = null;
}
