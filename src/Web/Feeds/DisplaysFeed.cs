using System.Collections.Immutable;
using Apollo.Model;
using Apollo.Web.Messages;
using Microsoft.AspNetCore.SignalR;

namespace Apollo.Web.Feeds;

/// <summary>
/// The wall displays, while a screen shows them: to an admin all, to a manager those that show the desk alone. Each
/// says something of itself every 5 s, so all that was said is told once a second.
/// </summary>
internal sealed class DisplaysFeed(TopicSource source)
    : TopicFeed($"{source.Desk.Id} displays", source.Grains, source.Time, source.Loggers.CreateLogger<DisplaysFeed>())
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(12);
    private readonly string desk = source.Desk.Id;
    private readonly bool isOfAll = source.Audience.Role == Role.Admin;
    private ImmutableSortedDictionary<string, WallDisplay> held = Nothing;
    private Position? last;

    private static ImmutableSortedDictionary<string, WallDisplay> Nothing { get; } =
        ImmutableSortedDictionary.Create<string, WallDisplay>(StringComparer.Ordinal);

    protected override bool HoldsAny => last is not null;

    protected override async Task<SerializedHubMessage?> AskAsync(CancellationToken cancellation)
    {
        if (last is not null)
            await Task.Delay(LookEvery, Time, cancellation);
        var delta = await Grains
            .GetGrain<IDisplaysGrain>(0)
            .ChangesSince(last, cancellation)
            .WaitAsync(AnswerWithin, Time, cancellation);
        var before = delta.Full ? Nothing : held;
        var shown = delta.Changed.Where(IsShown).ToImmutableArray();
        // One that was of this desk alone may show another beside it now.
        var removed = delta
            .Removed.Concat(delta.Changed.Where(display => !IsShown(display)).Select(display => display.Id))
            .Where(before.ContainsKey)
            .ToImmutableArray();
        held = before.RemoveRange(removed).SetItems(shown.Select(display => KeyValuePair.Create(display.Id, display)));
        last = delta.Position;
        if (delta.Full)
            return Whole();
        return shown.IsEmpty && removed.IsEmpty
            ? null
            : Message(nameof(IDeskClient.Displays), new DisplaysMessage(desk, false, shown, removed));
    }

    protected override SerializedHubMessage Whole() =>
        Message(nameof(IDeskClient.Displays), new DisplaysMessage(desk, true, [.. held.Values], []));

    protected override void Forget() => (held, last) = (Nothing, null);

    private bool IsShown(WallDisplay display) => isOfAll || display.Desks is [var only] && only == desk;
}
