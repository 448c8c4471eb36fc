using System.Collections.Immutable;
using System.Text.Json;
using Apollo.Cards;
using Apollo.Grains.Databases;
using Apollo.Model;

namespace Apollo.Grains.Store;

/// <summary>What is kept of a desk's alerts, to go on from.</summary>
/// <param name="Rules">Its rules.</param>
/// <param name="States">Where the machines of its rules stand, by rule, as JSON.</param>
/// <param name="Silences">Its silences.</param>
/// <param name="Known">Up to when all is done, UTC, by slice; one that is not there was never read.</param>
/// <param name="Standing">Alerts that are not over.</param>
internal sealed record StoredAlerts(
    ImmutableArray<AlertRule> Rules,
    ImmutableDictionary<string, string> States,
    ImmutableArray<AlertSilence> Silences,
    ImmutableDictionary<string, DateTime> Known,
    ImmutableArray<Alert> Standing
);

/// <summary>The rules, alerts and silences of the desks in the store.</summary>
internal sealed class AlertStore(ApolloStore store, StoreSettings settings)
{
    private const string Rules = "SELECT says FROM apollo_alert_rules WHERE desk = @desk ORDER BY id";
    private const string States = "SELECT rule_id AS RuleId, says FROM apollo_alert_states WHERE desk = @desk";
    private const string Silences =
        "SELECT says FROM apollo_silences WHERE desk = @desk AND ends_at > @since ORDER BY ends_at, id";
    private const string Standing = "SELECT says FROM apollo_alerts WHERE desk = @desk AND resolved_at IS NULL";
    private const string Known = "SELECT known_until FROM apollo_alert_desks WHERE desk = @desk";
    private const string AddKnown = "INSERT INTO apollo_alert_desks (desk, known_until) VALUES (@desk, @knownUntil)";
    private const string SetKnown = "UPDATE apollo_alert_desks SET known_until = @knownUntil WHERE desk = @desk";
    private const string KnownSlices =
        "SELECT slice, known_until AS KnownUntil FROM apollo_alert_slices WHERE desk = @desk";
    private const string AddSlice =
        "INSERT INTO apollo_alert_slices (desk, slice, known_until) VALUES (@desk, @slice, @knownUntil)";
    private const string SetSlice =
        "UPDATE apollo_alert_slices SET known_until = @knownUntil WHERE desk = @desk AND slice = @slice";
    private const string AddRule =
        "INSERT INTO apollo_alert_rules (desk, id, says, revision) VALUES (@desk, @id, @says, @revision)";
    private const string SetRule =
        "UPDATE apollo_alert_rules SET says = @says, revision = @revision "
        + "WHERE desk = @desk AND id = @id AND revision = @known";
    private const string DropRule =
        "DELETE FROM apollo_alert_rules WHERE desk = @desk AND id = @id AND revision = @known";
    private const string AddState = "INSERT INTO apollo_alert_states (desk, rule_id, says) VALUES (@desk, @id, @says)";
    private const string SetState = "UPDATE apollo_alert_states SET says = @says WHERE desk = @desk AND rule_id = @id";
    private const string DropState = "DELETE FROM apollo_alert_states WHERE desk = @desk AND rule_id = @id";
    private const string AddAlert =
        "INSERT INTO apollo_alerts (desk, id, fired_at, resolved_at, says) "
        + "VALUES (@desk, @id, @firedAt, @resolvedAt, @says)";
    private const string SetAlert =
        "UPDATE apollo_alerts SET resolved_at = @resolvedAt, says = @says WHERE desk = @desk AND id = @id";
    private const string Between =
        "SELECT says FROM apollo_alerts WHERE desk = @desk AND fired_at < @to "
        + "AND (resolved_at IS NULL OR resolved_at >= @from) AND says LIKE @naming "
        + "ORDER BY fired_at DESC, id DESC ";
    private const string Forget = "DELETE FROM apollo_alerts WHERE desk = @desk AND resolved_at < @before";
    private const string AddSilence =
        "INSERT INTO apollo_silences (desk, id, ends_at, says) VALUES (@desk, @id, @endsAt, @says)";
    private const string Past =
        "SELECT says FROM apollo_silences WHERE desk = @desk AND ends_at <= @now ORDER BY ends_at DESC, id DESC ";
    private const string EndSilence =
        "UPDATE apollo_silences SET ends_at = @endsAt, says = @says WHERE desk = @desk AND id = @id";
    private const string DropSilence = "DELETE FROM apollo_silences WHERE desk = @desk AND id = @id";
    private const string ForgetSilences = "DELETE FROM apollo_silences WHERE desk = @desk AND ends_at < @before";

    /// <summary>What is kept of a desk's alerts.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<StoredAlerts> LoadAsync(string desk, CancellationToken cancellation) =>
        store.ReadAsync(
            async session =>
            {
                var known = await KnownAsync(session, desk);
                // What went on from there may have been silenced, also where that is over by now.
                var since = known.IsEmpty ? 0 : Stamp(known.Values.Min());
                return new StoredAlerts(
                    [.. (await session.QueryAsync<string>(Rules, new { desk })).Select(Read<AlertRule>)],
                    (await session.QueryAsync<StateRow>(States, new { desk })).ToImmutableDictionary(
                        row => row.RuleId,
                        row => row.Says
                    ),
                    [.. (await session.QueryAsync<string>(Silences, new { desk, since })).Select(Read<AlertSilence>)],
                    known,
                    [.. (await session.QueryAsync<string>(Standing, new { desk })).Select(Read<Alert>)]
                );
            },
            cancellation,
            patiently: true
        );

    /// <summary>Writes what changed, all or nothing.</summary>
    /// <param name="desk">Desk id.</param>
    /// <param name="alerts">Alerts that are new or different.</param>
    /// <param name="states">By rule where its machines stand, as JSON; null = nothing is to be kept of it.</param>
    /// <param name="tellings">Who is to be told outside of Apollo's own pages.</param>
    /// <param name="known">Up to when all is done, UTC, by slice.</param>
    /// <param name="knownUntil">Up to when all of the desk is.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task WriteAsync(
        string desk,
        IReadOnlyCollection<Alert> alerts,
        IReadOnlyDictionary<string, string?> states,
        IReadOnlyCollection<AlertTelling> tellings,
        IReadOnlyDictionary<string, DateTime> known,
        DateTime knownUntil,
        CancellationToken cancellation
    ) =>
        store.WriteAsync(
            async session =>
            {
                foreach (var alert in alerts)
                    await PutAsync(session, SetAlert, AddAlert, Columns(desk, alert));
                foreach (var (id, says) in states)
                    if (says is null)
                        await session.ExecuteAsync(DropState, new { desk, id });
                    else
                        await PutAsync(
                            session,
                            SetState,
                            AddState,
                            new
                            {
                                desk,
                                id,
                                says,
                            }
                        );
                await TellingStore.AddAsync(session, desk, tellings);
                foreach (var (slice, until) in known)
                    await PutAsync(
                        session,
                        SetSlice,
                        AddSlice,
                        new
                        {
                            desk,
                            slice,
                            knownUntil = until.Ticks,
                        }
                    );
                // For an Apollo of before, which goes by the slice that was read longest ago.
                await PutAsync(session, SetKnown, AddKnown, new { desk, knownUntil = knownUntil.Ticks });
                return true;
            },
            cancellation,
            patiently: true
        );

    /// <summary>Adds a rule.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task AddAsync(string desk, AlertRule rule, CancellationToken cancellation) =>
        store.WriteAsync(session => session.ExecuteAsync(AddRule, Columns(desk, rule, 0)), cancellation);

    /// <summary>Writes over a rule as it was read; false where it is gone, or another one by now.</summary>
    /// <param name="desk">Desk id.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="known">Its revision as it was read.</param>
    /// <param name="ends">Whether it watches something else from now on: where it stood is forgotten with it.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<bool> ChangeAsync(string desk, AlertRule rule, long known, bool ends, CancellationToken cancellation) =>
        store.WriteAsync(
            async session =>
            {
                if (await session.ExecuteAsync(SetRule, Columns(desk, rule, known)) == 0)
                    return false;
                if (ends)
                    await session.ExecuteAsync(DropState, new { desk, id = rule.Id });
                return true;
            },
            cancellation
        );

    /// <summary>Removes a rule as it was read; false where it is gone, or another one by now.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<bool> RemoveAsync(string desk, string id, long known, CancellationToken cancellation) =>
        store.WriteAsync(
            async session =>
            {
                var columns = new
                {
                    desk,
                    id,
                    known,
                };
                if (await session.ExecuteAsync(DropRule, columns) == 0)
                    return false;
                await session.ExecuteAsync(DropState, columns);
                return true;
            },
            cancellation
        );

    /// <summary>The latest alerts that stood at some time of a span, latest first.</summary>
    /// <param name="desk">Desk id.</param>
    /// <param name="from">Begin, UTC.</param>
    /// <param name="to">End, UTC, itself left out.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="naming">Only those that say this of themselves; null = all.</param>
    /// <param name="most">No more than so many.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<ImmutableArray<Alert>> BetweenAsync(
        string desk,
        DateTime? from,
        DateTime? to,
        DateTime now,
        CancellationToken cancellation,
        (string Field, string Value)? naming = null,
        int most = IAlertsGrain.MostAnswered
    ) => store.ReadAsync(async session => (
                    await session.QueryAsync<string>(
                        Between + Most(),
                        new
                        {
                            desk,
                            most,
                            naming = naming is var (field, value) ? $"%\"{field}\":\"{value}\"%" : "%",
                            from = Stamp(Later(from, now - settings.AlertsKeptFor)),
                            to = to is { } end ? Stamp(end) : long.MaxValue,
                        }
                    )
                ).Take(most).Select(Read<Alert>).ToImmutableArray(), cancellation);

    /// <summary>Forgets alerts and silences that are over and kept no longer.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task ForgetAsync(string desk, DateTime now, CancellationToken cancellation) =>
        store.WriteAsync(
            async session =>
            {
                var before = Stamp(now - settings.AlertsKeptFor);
                await session.ExecuteAsync(Forget, new { desk, before });
                return await session.ExecuteAsync(ForgetSilences, new { desk, before });
            },
            cancellation,
            patiently: true
        );

    /// <summary>Adds a silence.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task AddAsync(string desk, AlertSilence silence, CancellationToken cancellation) =>
        store.WriteAsync(
            session =>
                session.ExecuteAsync(
                    AddSilence,
                    new
                    {
                        desk,
                        id = silence.Id,
                        endsAt = Stamp(silence.Until),
                        says = Write(silence),
                    }
                ),
            cancellation
        );

    /// <summary>The silences that are over, the latest first.</summary>
    /// <param name="desk">Desk id.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="most">No more than so many.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<ImmutableArray<AlertSilence>> PastSilencesAsync(
        string desk,
        DateTime now,
        int most,
        CancellationToken cancellation
    ) => store.ReadAsync(async session => (
                    await session.QueryAsync<string>(
                        Past + Most(),
                        new
                        {
                            desk,
                            most,
                            now = Stamp(now),
                        }
                    )
                ).Select(Read<AlertSilence>).ToImmutableArray(), cancellation);

    /// <summary>Ends a silence before its time; one that did not begin leaves no trace. False where there is none.
    /// </summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<bool> EndAsync(string desk, AlertSilence silence, DateTime now, CancellationToken cancellation) =>
        store.WriteAsync(
            async session =>
                await session.ExecuteAsync(
                    silence.From < now ? EndSilence : DropSilence,
                    new
                    {
                        desk,
                        id = silence.Id,
                        endsAt = Stamp(now),
                        says = Write(silence with { Until = now }),
                    }
                ) > 0,
            cancellation
        );

    private static async Task<ImmutableDictionary<string, DateTime>> KnownAsync(StoreSession session, string desk)
    {
        if (await session.QueryAsync<long>(Known, new { desk }) is not [var all])
            return ImmutableDictionary<string, DateTime>.Empty;
        var slices = await session.QueryAsync<SliceRow>(KnownSlices, new { desk });
        // Each slice is known at least as far as all of them are, as an Apollo of before may have written last.
        return ((string[])[SliceName.Tickets, SliceName.Interventions]).ToImmutableDictionary(
            slice => slice,
            slice => new DateTime(
                slices.Where(row => row.Slice == slice).Select(row => row.KnownUntil).Append(all).Max(),
                DateTimeKind.Utc
            )
        );
    }

    private string Most() =>
        settings.Provider == DatabaseProvider.SqlServer ? "OFFSET 0 ROWS FETCH NEXT @most ROWS ONLY" : "LIMIT @most";

    private static async Task PutAsync(StoreSession session, string update, string insert, object parameters)
    {
        if (await session.ExecuteAsync(update, parameters) == 0)
            await session.ExecuteAsync(insert, parameters);
    }

    private static object Columns(string desk, Alert alert) =>
        new
        {
            desk,
            id = alert.Id,
            firedAt = Stamp(alert.FiredAt!.Value),
            resolvedAt = alert.ResolvedAt is { } at ? Stamp(at) : (long?)null,
            says = Write(alert),
        };

    private static object Columns(string desk, AlertRule rule, long known) =>
        new
        {
            desk,
            id = rule.Id,
            says = Write(rule),
            revision = rule.Revision,
            known,
        };

    private static DateTime Later(DateTime? one, DateTime other) => one > other ? one.Value : other;

    private static string Write<T>(T value) => JsonSerializer.Serialize(value, CardJson.Options);

    private static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, CardJson.Options)!;

    private static long Stamp(DateTime instant) => new DateTimeOffset(instant).ToUnixTimeMilliseconds();

    private sealed class SliceRow
    {
        public string Slice { get; init; } = "";
        public long KnownUntil { get; init; }
    }

    private sealed class StateRow
    {
        public string RuleId { get; init; } = "";
        public string Says { get; init; } = "";
    }
}
