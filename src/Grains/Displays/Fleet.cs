using System.Collections.Immutable;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.Displays;

/// <summary>The wall displays at hand, and what changed of them since a position.</summary>
/// <param name="incarnation">Life of the positions, Unix µs.</param>
internal sealed class Fleet(long incarnation)
{
    private const int MostRemoved = 200;
    private readonly Dictionary<string, Held> displays = new(StringComparer.Ordinal);
    private readonly Queue<(long Number, string Id)> removed = new();
    private readonly HashSet<string> revoked = new(StringComparer.Ordinal);
    private long number;
    private long firstRemoved;

    public int Count => displays.Count;

    /// <summary>Takes what is kept in place of all that is held; what displays said of themselves stays.</summary>
    public void Fill(IEnumerable<StoredDisplay> kept, DateTime now)
    {
        var all = kept.ToList();
        foreach (
            var gone in displays.Keys.Except(all.Where(one => one.RevokedAt is null).Select(one => one.Id)).ToList()
        )
            Remove(gone);
        foreach (var one in all)
            if (one.RevokedAt is not null)
                revoked.Add(one.SecretHash);
            else
                Put(one, now);
    }

    /// <summary>Adds a display, or sets it up anew.</summary>
    public void Put(StoredDisplay display, DateTime now)
    {
        var held = displays.GetValueOrDefault(display.Id);
        displays[display.Id] = new Held(display, held?.Heart ?? new Heartbeat(display.SeenAt, display.Version, now))
        {
            Number = ++number,
            IsToKeep = held?.IsToKeep ?? false,
        };
    }

    /// <summary>A display is none any more.</summary>
    public void Remove(string id)
    {
        if (!displays.Remove(id, out var held))
            return;
        revoked.Add(held.Display.SecretHash);
        removed.Enqueue((++number, id));
        while (removed.Count > MostRemoved)
            firstRemoved = removed.Dequeue().Number;
    }

    public StoredDisplay? Find(string id) => displays.GetValueOrDefault(id)?.Display;

    public StoredDisplay? OfSecret(string secretHash) =>
        displays.Values.FirstOrDefault(held => held.Display.SecretHash == secretHash)?.Display;

    public bool IsRevoked(string secretHash) => revoked.Contains(secretHash);

    /// <summary>A display says that it lives; one that is none is not heard.</summary>
    public void Beat(string id, DisplayBeat beat, DateTime now)
    {
        if (!displays.TryGetValue(id, out var held))
            return;
        held.Heart.Take(beat, now);
        held.Number = ++number;
        held.IsToKeep = true;
    }

    /// <summary>When displays were last heard, where that is not kept yet.</summary>
    public ImmutableArray<(string Id, DateTime At, string? Version)> TakeSeen()
    {
        var seen = displays.Values.Where(held => held.IsToKeep).ToList();
        foreach (var held in seen)
            held.IsToKeep = false;
        return [.. seen.Select(held => (held.Display.Id, held.Heart.SeenAt!.Value, held.Heart.Version))];
    }

    public ImmutableArray<WallDisplay> All(DateTime now) =>
        [
            .. displays
                .Values.Select(held => held.Show(now))
                .OrderBy(display => display.Name, StringComparer.OrdinalIgnoreCase)
                .ThenBy(display => display.Id, StringComparer.Ordinal),
        ];

    public WallDisplay? Show(string id, DateTime now) => displays.GetValueOrDefault(id)?.Show(now);

    /// <summary>What changed since a position, by what was said and by the clock alone.</summary>
    public DisplaysDelta ChangesSince(Position? known, DateTime now)
    {
        foreach (var held in displays.Values)
            if (held.Heart.At(now) is var state && state != held.Told)
                (held.Told, held.Number) = (state, ++number);
        var position = new Position(incarnation, number);
        return known is { } from && position.Reaches(from) && from.Number >= firstRemoved
            ? new DisplaysDelta(
                position,
                false,
                [.. displays.Values.Where(held => held.Number > from.Number).Select(held => held.Show(now))],
                [.. removed.Where(gone => gone.Number > from.Number).Select(gone => gone.Id)]
            )
            : new DisplaysDelta(position, true, All(now), []);
    }

    private sealed class Held(StoredDisplay display, Heartbeat heart)
    {
        public StoredDisplay Display => display;

        public Heartbeat Heart => heart;

        /// <summary>Number of its last change.</summary>
        public long Number { get; set; }

        /// <summary>The state that was told last.</summary>
        public DisplayState? Told { get; set; }

        public bool IsToKeep { get; set; }

        public WallDisplay Show(DateTime now)
        {
            var (set, state) = (display.Settings, heart.At(now));
            return new WallDisplay(
                display.Id,
                set.Name,
                set.Place,
                set.Pages,
                set.Seconds,
                set.Night,
                set.Distance,
                set.Diagonal,
                set.Sound,
                set.Desks(),
                state,
                heart.Page,
                heart.Version,
                heart.SeenAt,
                heart.PaintedAt,
                heart.DataAt,
                heart.DataAt is { } data ? Math.Max(0, (now - data).TotalSeconds) : null,
                heart.Latency,
                heart.Heap,
                state == DisplayState.Frozen ? heart.PaintedAt : null,
                display.PairedAt,
                display.Revision,
                set.Sound ? heart.Audible : null
            );
        }
    }
}
