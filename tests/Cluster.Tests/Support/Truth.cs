using Apollo.Oracle;

namespace Apollo.Cluster.Tests.Support;

/// <summary>What a board shows, held against a recount of its ITSM at the same instant.</summary>
internal static class Truth
{
    /// <summary>The first number or group that is not as the recount has it; null where all are.</summary>
    public static string? Difference(Board board, ItsmFile itsm, DateTime now)
    {
        var recount = Recount.All(itsm.Tickets, itsm.Interventions, now, new OracleDesk("Europe/Paris"));
        Assert.Equal(Board.AllCards, recount.Count);
        return recount.SelectMany(pair => Differences(board, pair.Key, pair.Value, now)).FirstOrDefault();
    }

    private static IEnumerable<string> Differences(Board board, string kpi, Recounted expected, DateTime now)
    {
        var card = board[kpi];
        var grown = card.Rate * (now - card.AsOf).TotalSeconds;
        if (!Same(expected.Value, card.Value + grown, card.Rate))
            yield return $"{kpi} shows {card.Value + grown}; a recount gives {expected.Value}.";
        foreach (var (dimension, groups) in expected.Groups)
        {
            var shown = board.Groups(kpi).GetValueOrDefault(dimension);
            if (
                !groups
                    .Keys.Order(StringComparer.Ordinal)
                    .SequenceEqual((shown?.Keys ?? []).Order(StringComparer.Ordinal))
            )
                yield return $"{kpi} by {dimension} shows {string.Join(", ", shown?.Keys ?? [])}; a "
                    + $"recount gives {string.Join(", ", groups.Keys)}.";
            else
                foreach (var (group, value) in groups)
                    if (!Same(value, shown![group] + grown, card.Rate))
                        yield return $"{kpi} by {dimension}, {group} shows {shown[group] + grown}; a "
                            + $"recount gives {value}.";
        }
    }

    /// <summary>
    /// Counts and shares are exact; an age told as anchor and rate is exact but for the last bits of the addition.
    /// </summary>
    private static bool Same(double? expected, double? shown, int rate) =>
        rate == 0 || expected is null || shown is null
            ? expected == shown
            : Math.Abs(expected.Value - shown.Value) < 0.001;
}
