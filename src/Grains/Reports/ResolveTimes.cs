using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Grains.Reports;

/// <summary>How long tickets took, by team: each is kept as 8 bytes, so that percentiles are exact.</summary>
internal sealed class ResolveTimes
{
    private const int HourBins = 40;
    private const long Hour = 3_600;

    // A dictionary takes no key that is null.
    private readonly Dictionary<(string? Team, bool _), List<long>> teams = [];

    public void Clear() => teams.Clear();

    /// <param name="team">The ticket's team.</param>
    /// <param name="ticks">How long it took.</param>
    public void Add(string? team, long ticks)
    {
        if (!teams.TryGetValue((team, default), out var times))
            teams[(team, default)] = times = [];
        times.Add(ticks);
    }

    /// <summary>What was counted, without its period.</summary>
    public DurationsReport Told()
    {
        var all = new List<long>(teams.Values.Sum(times => times.Count));
        var groups = new List<DurationGroup>(teams.Count);
        foreach (var ((team, _), times) in teams)
        {
            times.Sort();
            all.AddRange(times);
            groups.Add(new(team, times.Count, Rank(times, 50), Mean(times), Rank(times, 90)));
        }
        all.Sort();
        var bins = new int[HourBins + 1];
        foreach (var ticks in all)
            bins[Math.Min(HourBins, ticks / (Hour * TimeSpan.TicksPerSecond))]++;
        return new DurationsReport
        {
            Period = null!,
            Total = all.Count,
            Bins =
            [
                .. bins.Select(
                    (count, hour) => new DurationBin(hour * Hour, hour < HourBins ? (hour + 1) * Hour : null, count)
                ),
            ],
            Median = all.Count == 0 ? null : Rank(all, 50),
            Mean = all.Count == 0 ? null : Mean(all),
            P90 = all.Count == 0 ? null : Rank(all, 90),
            Teams =
            [
                .. groups.OrderByDescending(team => team.Count).ThenBy(team => team.Group, StringComparer.Ordinal),
            ],
        };
    }

    private static long Rank(List<long> sorted, int percent) =>
        Seconds(sorted[(int)((((long)sorted.Count * percent) + 99) / 100) - 1]);

    private static long Mean(List<long> times)
    {
        var sum = times.Aggregate((Int128)0, (sum, ticks) => sum + ticks);
        return Seconds((long)(((2 * sum) + times.Count) / (2 * times.Count)));
    }

    /// <summary>Ticks as whole seconds, half a second up.</summary>
    private static long Seconds(long ticks) => (ticks + (TimeSpan.TicksPerSecond / 2)) / TimeSpan.TicksPerSecond;
}
