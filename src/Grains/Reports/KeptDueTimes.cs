using Apollo.Model;

namespace Apollo.Grains.Reports;

/// <summary>How many tickets kept their due times, by everything that the service level is told by.</summary>
/// <param name="further">What the desk adds to it.</param>
internal sealed class KeptDueTimes(FurtherNames further)
{
    private readonly (string By, Func<Ticket, string?> Group)[] groups =
    [
        .. SlaReport.AllBy.Concat(further.All).Select(by => (by, ReportGroups.Of(by))),
    ];

    private readonly Dictionary<(string By, string? Group), Kept> kept = [];
    private Kept all = new();
    private int total;

    public void Clear()
    {
        kept.Clear();
        (all, total) = (new(), 0);
    }

    /// <param name="ticket">The ticket.</param>
    /// <param name="resolution">Its resolution counts.</param>
    /// <param name="response">Its first response counts.</param>
    public void Add(Ticket ticket, bool resolution, bool response)
    {
        if (!resolution && !response)
            return;
        total++;
        all.Add(ticket, resolution, response);
        foreach (var (by, group) in groups)
        {
            var key = (by, group(ticket));
            if (!kept.TryGetValue(key, out var one))
                kept[key] = one = new();
            one.Add(ticket, resolution, response);
        }
    }

    /// <summary>What was counted, without its period.</summary>
    public SlaReport Told(string by, SlaTarget target) =>
        new()
        {
            Period = null!,
            Total = total,
            By = by,
            Target = target,
            All = all.Told(null),
            Groups =
            [
                .. kept.Where(one => one.Key.By == by)
                    .Select(one => one.Value.Told(one.Key.Group))
                    .OrderByDescending(group => group.Resolution.Due)
                    .ThenByDescending(group => group.Response.Due)
                    .ThenBy(group => group.Group, StringComparer.Ordinal),
            ],
        };

    private sealed class Kept
    {
        private int resolutions;
        private int resolvedInTime;
        private int responses;
        private int respondedInTime;

        public void Add(Ticket ticket, bool resolution, bool response)
        {
            if (resolution)
            {
                resolutions++;
                resolvedInTime += ticket.Resolved <= ticket.DueAt ? 1 : 0;
            }
            if (response)
            {
                responses++;
                respondedInTime += ticket.RespondedAt <= ticket.ResponseDueAt ? 1 : 0;
            }
        }

        public SlaGroup Told(string? group) =>
            new(group, new(resolutions, resolvedInTime), new(responses, respondedInTime));
    }
}
