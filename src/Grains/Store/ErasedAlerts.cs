namespace Apollo.Grains.Store;

/// <summary>Takes a name out of what is kept of alerts: rules, alerts, silences, limits, and who was told.</summary>
internal static class ErasedAlerts
{
    private const string Rules =
        "SELECT desk, id, says FROM apollo_alert_rules WHERE says LIKE @inJson ESCAPE '!' "
        + "OR LOWER(says) LIKE @lowerInJson ESCAPE '!'";
    private const string Alerts =
        "SELECT desk, id, says FROM apollo_alerts WHERE says LIKE @inJson ESCAPE '!' "
        + "OR LOWER(says) LIKE @lowerInJson ESCAPE '!'";
    private const string AlertSays = "UPDATE apollo_alerts SET says = @Says WHERE desk = @Desk AND id = @Id";
    private const string Silences =
        "SELECT desk, id, says FROM apollo_silences WHERE says LIKE @inJson ESCAPE '!' "
        + "OR LOWER(says) LIKE @lowerInJson ESCAPE '!'";
    private const string SilenceSays = "UPDATE apollo_silences SET says = @Says WHERE desk = @Desk AND id = @Id";
    private const string States =
        "SELECT desk, rule_id AS Id, says FROM apollo_alert_states WHERE says LIKE @inJson ESCAPE '!' "
        + "OR LOWER(says) LIKE @lowerInJson ESCAPE '!'";
    private const string Settings =
        "SELECT desk, subject AS Id, says FROM apollo_desk_settings WHERE says LIKE @inJson ESCAPE '!' "
        + "OR LOWER(says) LIKE @lowerInJson ESCAPE '!'";
    private const string SettingSays =
        "UPDATE apollo_desk_settings SET says = @Says WHERE desk = @Desk AND subject = @Id";
    private const string Tellings =
        "SELECT desk, id, says FROM apollo_tellings WHERE says LIKE @inJson ESCAPE '!' "
        + "OR LOWER(says) LIKE @lowerInJson ESCAPE '!'";
    private const string Deliveries =
        "SELECT desk, id, says FROM apollo_deliveries WHERE says LIKE @inJson ESCAPE '!' "
        + "OR LOWER(says) LIKE @lowerInJson ESCAPE '!'";
    private const string DeliverySays = "UPDATE apollo_deliveries SET says = @Says WHERE desk = @Desk AND id = @Id";

    /// <summary>Where people write, and where a person is named; what programs write there is left alone.</summary>
    private static readonly HashSet<string> Written = new(StringComparer.Ordinal)
    {
        "assignee",
        "by",
        "comment",
        "filter",
        "group",
        "message",
        "name",
        "reason",
        "text",
    };

    /// <summary>Takes it out, beside other writes.</summary>
    public static async Task ForgetAsync(StoreSession session, string name)
    {
        var like = ErasedText.Patterns(name);
        foreach (var row in await session.QueryAsync<ErasedRow>(Rules, like))
            if (ErasedText.WithoutInJson(row.Says, name, Written) is var without && without != row.Says)
                await row.WriteRuleAsync(session, without);
        foreach (
            var (select, update) in ((string, string)[])
                [
                    (Alerts, AlertSays),
                    (Silences, SilenceSays),
                    (States, ErasedRow.StateSays),
                    (Settings, SettingSays),
                    (Tellings, ErasedRow.TellingSays),
                    (Deliveries, DeliverySays),
                ]
        )
        foreach (var row in await session.QueryAsync<ErasedRow>(select, like))
            await row.WriteAsync(session, update, ErasedText.WithoutInJson(row.Says, name, Written));
    }
}
