using System.Collections.Immutable;
using System.Text;
using Apollo.Web.Api;
using Apollo.Web.Feeds;

namespace Apollo.Web.Me;

/// <summary>Finds what the link of a board opens: asked each time, so that it is the board as it is now.</summary>
internal sealed class LinkBoards(IGrainFactory grains, Catalogues catalogues, TimeProvider time)
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(8);

    /// <summary>What the board of a share shows; null where there is none any more, or of another desk.</summary>
    /// <param name="share">The board's secret.</param>
    /// <param name="desk">Desk of the link.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="Apollo.Model.StoreException">The store does not answer.</exception>
    /// <exception cref="TimeoutException">The silo does not answer.</exception>
    public async Task<BoardShown?> OfAsync(string share, string desk, CancellationToken cancellation)
    {
        var board = await grains
            .GetGrain<ISharedDashboardsGrain>(0)
            .Find(share, cancellation)
            .WaitAsync(AnswerWithin, time, cancellation);
        if (
            board is null
            || DashboardRules.Read(Encoding.UTF8.GetBytes(board.Document)).Document is not { } document
            || (document.Desk ?? desk) != desk
        )
            return null;
        var known = (await catalogues.OfAsync(desk, cancellation)).ToDictionary(kpi => kpi.Id);
        var shown = new Dictionary<string, ImmutableSortedSet<string>>();
        foreach (var card in document.Sections!.SelectMany(section => section!.Cards!))
            if (known.TryGetValue(card!.Kpi!, out var kpi))
            {
                var dimensions = shown.GetValueOrDefault(kpi.Id, ImmutableSortedSet<string>.Empty);
                // Without a breakdown of its own a card has the KPI's first.
                var first = kpi.Breakdowns.IsEmpty ? null : kpi.Breakdowns[0];
                var dimension = card.Breakdown is { } own && kpi.Breakdowns.Contains(own) ? own : first;
                shown[kpi.Id] = card.Chart == "bars" && dimension is not null ? dimensions.Add(dimension) : dimensions;
            }
        return new BoardShown(shown);
    }
}
