using System.Collections.Immutable;
using System.Text.Json;
using Apollo.Cards;
using Apollo.Memcached;
using Apollo.Model;

namespace Apollo.Web.Api;

/// <summary>
/// Reads a desk's cards from the cache with one multi-get, where the pulse vouches for them. Anything missing, stale or
/// unreadable means that the grains are to be asked.
/// </summary>
internal sealed partial class CardReader(IMultiGetCache cache, TimeProvider time, ILogger<CardReader> logger)
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(1);

    /// <summary>All cards of a desk; null where the cache does not serve.</summary>
    /// <param name="desk">Desk id.</param>
    /// <param name="kpis">The KPIs wanted.</param>
    /// <param name="dimension">A breakdown to add; null = none.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<IReadOnlyList<KpiResult>?> ReadAsync(
        string desk,
        ImmutableArray<KpiDefinition> kpis,
        string? dimension,
        CancellationToken cancellation
    )
    {
        var broken = dimension is null
            ? []
            : kpis.Where(kpi => kpi.Breakdowns.Contains(dimension)).Select(kpi => kpi.Id).ToHashSet();
        var keys = new List<string>(kpis.Length + broken.Count + 1) { CardKeys.Pulse(desk) };
        keys.AddRange(kpis.Select(kpi => CardKeys.Card(desk, kpi.Id)));
        keys.AddRange(broken.Select(kpi => CardKeys.Groups(desk, kpi, dimension!)));
        try
        {
            using var limit = new CancellationTokenSource(AnswerWithin, time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
            var found = await cache.GetManyAsync(keys, both.Token);
            var now = time.GetUtcNow().UtcDateTime;
            if (Entry<DeskPulse>(found, CardKeys.Pulse(desk)) is not { } pulse || now - pulse.At > DeskPulse.Lifetime)
                return null;
            var cards = new List<KpiResult>(kpis.Length);
            foreach (var kpi in kpis)
            {
                var card = Entry<KpiResult>(found, CardKeys.Card(desk, kpi.Id));
                if (
                    card?.Kpi != kpi.Id
                    || pulse.Revisions.GetValueOrDefault(kpi.Id) != card.Revision
                    || card.ValidUntil <= now
                )
                    return null;
                if (broken.Contains(kpi.Id))
                {
                    var groups = Entry<GroupsEntry>(found, CardKeys.Groups(desk, kpi.Id, dimension!));
                    if (groups?.Revision != card.Revision)
                        return null;
                    card = card with
                    {
                        Groups = ImmutableDictionary<string, ImmutableSortedDictionary<string, double?>>.Empty.Add(
                            dimension!,
                            groups.Groups.ToImmutableSortedDictionary(StringComparer.Ordinal)
                        ),
                    };
                }
                cards.Add(
                    card with
                    {
                        ReadAt = pulse.ReadAt,
                        UnusualSince = pulse.Unusual.TryGetValue(kpi.Id, out var since) ? since : null,
                        SliceVersion = pulse.Versions.GetValueOrDefault(kpi.Slice) ?? card.SliceVersion,
                    }
                );
            }
            return cards;
        }
        catch (Exception error)
            when (error is CacheUnavailableException or JsonException or OperationCanceledException
                && !cancellation.IsCancellationRequested
            )
        {
            LogUnread(desk, error.Message);
            return null;
        }
    }

    private static T? Entry<T>(IReadOnlyDictionary<string, byte[]> found, string key)
        where T : class => found.TryGetValue(key, out var bytes) ? CacheEntry.Read<T>(key, bytes) : null;

    [LoggerMessage(
        Level = LogLevel.Debug,
        Message = "The cache does not serve desk {Desk}; the grains are asked: {Reason}"
    )]
    private partial void LogUnread(string desk, string reason);
}
