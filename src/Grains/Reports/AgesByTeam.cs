using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Grains.Reports;

/// <summary>How old open tickets are, by team.</summary>
internal sealed class AgesByTeam
{
    private static readonly ImmutableArray<AgeClass> Classes =
    [
        new(0, 1),
        new(1, 3),
        new(3, 7),
        new(7, 30),
        new(30, null),
    ];
    private readonly Dictionary<(string? Team, bool _), int[]> teams = [];

    public void Clear() => teams.Clear();

    public void Add(string? team, TimeSpan age)
    {
        if (!teams.TryGetValue((team, default), out var counts))
            teams[(team, default)] = counts = new int[Classes.Length];
        var days = age.Days;
        for (var at = Classes.Length - 1; ; at--)
            if (days >= Classes[at].From)
            {
                counts[at]++;
                return;
            }
    }

    /// <summary>What was counted, without its period.</summary>
    public AgeingReport Told() =>
        new()
        {
            Period = null!,
            Total = teams.Values.Sum(counts => counts.Sum()),
            Classes = Classes,
            Groups =
            [
                .. teams
                    .OrderByDescending(team => team.Value.Sum())
                    .ThenBy(team => team.Key.Team, StringComparer.Ordinal)
                    .Select(team => new AgeGroup(team.Key.Team, [.. team.Value])),
            ],
        };
}
