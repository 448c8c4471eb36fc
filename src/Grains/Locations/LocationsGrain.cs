using System.Collections.Immutable;
using Apollo.Grains.Clock;
using Apollo.Grains.Kinds;
using Apollo.Grains.Placement;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.Locations;

/// <summary>
/// Gives each location of a desk its look the first time it is seen. One call after the other, so that no two get the
/// same place or code.
/// </summary>
[DeskPlacement]
internal sealed class LocationsGrain(LocationStore store, [DeskClock] TimeProvider time) : Grain, ILocationsGrain
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);
    private ImmutableArray<LocationLook>? kept;
    private DateTime lookedAt;

    private string Desk => this.GetPrimaryKeyString();

    public async Task<ImmutableArray<LocationLook>> All(CancellationToken cancellation)
    {
        var known = kept ??= await store.AllAsync(Desk, cancellation);
        var now = time.GetUtcNow().UtcDateTime;
        if (now - lookedAt < LookAgain)
            return known;
        var added = New(known, await SeenAsync());
        if (added.Count > 0)
            await store.AddAsync(Desk, added, cancellation);
        lookedAt = now;
        kept = known = [.. known, .. added];
        return known;
    }

    public async Task<LocationOutcome> Recode(string name, string code, CancellationToken cancellation)
    {
        var known = await All(cancellation);
        if (known.FirstOrDefault(look => look.Name == name) is not { } own)
            return LocationOutcome.Missing;
        if (known.Any(look => look.Code == code && look.Name != name))
            return LocationOutcome.CodeTaken;
        await store.RecodeAsync(Desk, name, code, cancellation);
        kept = known.Replace(own, own with { Code = code });
        return LocationOutcome.Kept;
    }

    /// <summary>Locations of visits first: they are what the calendar colours.</summary>
    private async Task<IEnumerable<string>> SeenAsync()
    {
        var visits = await InterventionRows.Kind.SliceOf(GrainFactory, Desk).Groups(Dimension.Location);
        var tickets = await TicketRows.Kind.SliceOf(GrainFactory, Desk).Groups(Dimension.Location);
        return visits.Order(StringComparer.Ordinal).Concat(tickets.Except(visits).Order(StringComparer.Ordinal));
    }

    private static List<LocationLook> New(ImmutableArray<LocationLook> known, IEnumerable<string> seen)
    {
        var names = known.Select(look => look.Name).ToHashSet(StringComparer.Ordinal);
        var codes = known.Select(look => look.Code).ToHashSet(StringComparer.Ordinal);
        var added = new List<LocationLook>();
        foreach (var name in seen)
        {
            if (name.Length > ILocationsGrain.LongestName || names.Count >= ILocationsGrain.Most || !names.Add(name))
                continue;
            var code = LocationCodes.Of(name, codes);
            codes.Add(code);
            added.Add(new LocationLook(name, names.Count - 1, code));
        }
        return added;
    }
}
