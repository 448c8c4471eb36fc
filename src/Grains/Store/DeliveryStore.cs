using System.Collections.Immutable;
using System.Text.Json;
using Apollo.Cards;
using Apollo.Grains.Databases;
using Apollo.Model;

namespace Apollo.Grains.Store;

/// <summary>One alert in a delivery.</summary>
/// <param name="At">Since when it is to be told, UTC.</param>
/// <param name="Reason">Why it is told.</param>
/// <param name="Alert">As it was then.</param>
/// <param name="Message">What to do; null = nothing is said.</param>
/// <param name="Failed">Which channel could not tell it, where that is why it goes here; else null.</param>
internal sealed record DeliveredAlert(
    DateTime At,
    TellReason Reason,
    Alert Alert,
    string? Message,
    string? Failed = null
);

/// <summary>Where something is sent.</summary>
/// <param name="Channel">One of <see cref="AlertNotify"/>.</param>
/// <param name="Recipient">Id of the person or hook.</param>
/// <param name="NotBefore">When it may go, UTC; null = at once.</param>
internal sealed record DeliveryTarget(string Channel, string Recipient, DateTime? NotBefore = null);

/// <summary>A message to one person or hook, kept until it is taken or given up.</summary>
internal sealed class StoredDelivery
{
    public string Id { get; init; } = "";
    public string Desk { get; init; } = "";
    public string Channel { get; init; } = "";
    public string Recipient { get; init; } = "";
    public string State { get; init; } = "";
    public long CreatedAt { get; init; }
    public long DueAt { get; init; }
    public long LeasedUntil { get; init; }
    public long Tries { get; init; }
    public long? EndedAt { get; init; }
    public string? Error { get; init; }
    public string Says { get; init; } = "[]";

    /// <summary>None, where it carries a report.</summary>
    public ImmutableArray<DeliveredAlert> Alerts =>
        IsReport ? [] : JsonSerializer.Deserialize<ImmutableArray<DeliveredAlert>>(Says, CardJson.Options);

    /// <summary>The report that it carries; null = it tells alerts.</summary>
    public ReportParcel? Report => IsReport ? JsonSerializer.Deserialize<ReportParcel>(Says, CardJson.Options) : null;

    private bool IsReport => Says.StartsWith('{');

    /// <summary>The channel of reports by e-mail or webhook: no alert joins them.</summary>
    public static string ReportChannel(string channel) => ReportPrefix + channel;

    /// <summary>The channel that a delivery goes by: email, webhook or push.</summary>
    public static string ShownChannel(string channel) =>
        channel.StartsWith(ReportPrefix, StringComparison.Ordinal) ? channel[ReportPrefix.Length..] : channel;

    private static readonly string ReportPrefix = "report-";

    public static string Write(ImmutableArray<DeliveredAlert> alerts) =>
        JsonSerializer.Serialize(alerts, CardJson.Options);
}

/// <summary>Messages to people and hooks in the store: each is taken by lease, and stays until it is taken or given up.
/// </summary>
internal sealed class DeliveryStore(ApolloStore store, StoreSettings settings)
{
    /// <summary>What comes so soon after another to the same goes together.</summary>
    public static readonly TimeSpan Together = TimeSpan.FromSeconds(5);

    /// <summary>How many alerts go in one message; the next is another.</summary>
    public const int MostAlerts = 200;

    private const string Columns =
        "SELECT id, desk, channel, recipient, state, created_at AS CreatedAt, due_at AS DueAt, "
        + "leased_until AS LeasedUntil, tries, ended_at AS EndedAt, error, says FROM apollo_deliveries ";
    private const string Open =
        Columns
        + "WHERE recipient = @recipient AND channel = @channel AND desk = @desk AND state = 'waiting' AND tries = 0 "
        + "ORDER BY created_at DESC, id DESC";
    private const string Latest =
        "SELECT MAX(created_at) FROM apollo_deliveries "
        + "WHERE recipient = @recipient AND channel = @channel AND desk = @desk AND created_at > @since";
    private const string Join =
        "UPDATE apollo_deliveries SET says = @says, due_at = @dueAt "
        + "WHERE id = @id AND state = 'waiting' AND tries = 0 AND says = @before";
    private const string Insert =
        "INSERT INTO apollo_deliveries "
        + "(id, desk, channel, recipient, state, created_at, due_at, leased_until, tries, says) VALUES "
        + "(@id, @desk, @channel, @recipient, 'waiting', @createdAt, @dueAt, 0, 0, @says)";
    private const string Tells = "INSERT INTO apollo_told (alert_id, delivery_id) VALUES (@alert, @delivery)";
    private const string IsTold =
        "SELECT COUNT(*) FROM apollo_told WHERE alert_id = @alert AND delivery_id = @delivery";
    private const string Due =
        Columns
        + "WHERE state = 'waiting' AND due_at <= @now AND leased_until <= @now AND desk = @desk ORDER BY due_at, id ";
    private const string Lease =
        "UPDATE apollo_deliveries SET leased_until = @until, tries = tries + 1 "
        + "WHERE id = @id AND state = 'waiting' AND tries = @tries AND leased_until <= @now";
    private const string Next =
        "SELECT MIN(CASE WHEN leased_until > due_at THEN leased_until ELSE due_at END) FROM apollo_deliveries "
        + "WHERE state = 'waiting' AND desk = @desk";
    private const string End =
        "UPDATE apollo_deliveries SET state = @state, ended_at = @now, error = @error, leased_until = 0 "
        + "WHERE id = @id AND state = 'waiting'";
    private const string Again =
        "UPDATE apollo_deliveries SET due_at = @dueAt, error = @error, leased_until = 0 "
        + "WHERE id = @id AND state = 'waiting'";
    private const string Told =
        "SELECT d.id, d.desk, d.channel, d.recipient, d.state, d.created_at AS CreatedAt, d.due_at AS DueAt, d.tries, "
        + "d.ended_at AS EndedAt, d.error FROM apollo_told t JOIN apollo_deliveries d ON d.id = t.delivery_id "
        + "WHERE t.alert_id = @alert AND d.desk = @desk ORDER BY d.created_at, d.id";
    private const string Saw =
        "UPDATE apollo_deliveries SET state = 'seen' "
        + "WHERE recipient = @person AND state = 'sent' AND ended_at <= @until";
    private const string ForgetTold =
        "DELETE FROM apollo_told WHERE delivery_id IN "
        + "(SELECT id FROM apollo_deliveries WHERE desk = @desk AND ended_at < @before)";
    private const string Forget = "DELETE FROM apollo_deliveries WHERE desk = @desk AND ended_at < @before";
    private const string Count = "SELECT COUNT(*) FROM apollo_deliveries WHERE desk = @desk AND state = 'waiting'";

    /// <summary>Chooses where a telling goes: all of it, or nothing.</summary>
    /// <param name="desk">Desk id.</param>
    /// <param name="telling">What is told.</param>
    /// <param name="targets">Where to.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task SpreadAsync(
        string desk,
        AlertTelling telling,
        IReadOnlyCollection<DeliveryTarget> targets,
        DateTime now,
        CancellationToken cancellation
    ) =>
        store.WriteAsync(
            async session =>
            {
                if (!await TellingStore.SpreadAsync(session, telling.Id))
                    return false;
                var told = new DeliveredAlert(telling.At, telling.Reason, telling.Alert, telling.Message);
                foreach (var target in targets)
                    await PutAsync(session, desk, target, told, now);
                return true;
            },
            cancellation,
            patiently: true
        );

    /// <summary>Takes what is due: nobody else does until the lease ends.</summary>
    /// <param name="desk">Desk id.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="lease">How long.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<List<StoredDelivery>> TakeAsync(
        string desk,
        DateTime now,
        TimeSpan lease,
        int most,
        CancellationToken cancellation
    ) =>
        store.WriteAsync(
            async session =>
            {
                var due = await session.QueryAsync<StoredDelivery>(
                    Due
                        + (
                            settings.Provider == DatabaseProvider.SqlServer
                                ? "OFFSET 0 ROWS FETCH NEXT @most ROWS ONLY"
                                : "LIMIT @most"
                        ),
                    new
                    {
                        desk,
                        now = StoredTime.Of(now),
                        most,
                    }
                );
                var taken = new List<StoredDelivery>();
                foreach (var one in due)
                    if (
                        await session.ExecuteAsync(
                            Lease,
                            new
                            {
                                id = one.Id,
                                tries = one.Tries,
                                now = StoredTime.Of(now),
                                until = StoredTime.Of(now + lease),
                            }
                        ) > 0
                    )
                        taken.Add(one);
                return taken;
            },
            cancellation,
            patiently: true
        );

    /// <summary>When the next is due, UTC; null = none waits.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<(DateTime? Next, long Waiting)> NextAsync(string desk, CancellationToken cancellation) =>
        store.ReadAsync(
            async session =>
                (
                    StoredTime.Read((await session.QueryAsync<long?>(Next, new { desk }))[0]),
                    (await session.QueryAsync<long>(Count, new { desk }))[0]
                ),
            cancellation,
            patiently: true
        );

    /// <summary>It was taken, or is given up.</summary>
    /// <param name="delivery">Which.</param>
    /// <param name="state">Sent or failed.</param>
    /// <param name="error">Why it is given up; else null.</param>
    /// <param name="others">Where its alerts go instead.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task EndAsync(
        StoredDelivery delivery,
        TellState state,
        string? error,
        IReadOnlyCollection<DeliveryTarget> others,
        DateTime now,
        CancellationToken cancellation
    ) =>
        store.WriteAsync(
            async session =>
            {
                var ended = new
                {
                    id = delivery.Id,
                    state = state == TellState.Sent ? "sent" : "failed",
                    now = StoredTime.Of(now),
                    error = error?.Within(300),
                };
                if (await session.ExecuteAsync(End, ended) > 0)
                    await InsteadAsync(session, delivery, others, now);
                return true;
            },
            cancellation,
            patiently: true
        );

    /// <summary>It failed, and is tried again.</summary>
    /// <param name="delivery">Which.</param>
    /// <param name="error">Why.</param>
    /// <param name="dueAt">When, UTC.</param>
    /// <param name="others">Where its alerts go beside.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task AgainAsync(
        StoredDelivery delivery,
        string error,
        DateTime dueAt,
        IReadOnlyCollection<DeliveryTarget> others,
        DateTime now,
        CancellationToken cancellation
    ) =>
        store.WriteAsync(
            async session =>
            {
                var again = new
                {
                    id = delivery.Id,
                    error = error.Within(300),
                    dueAt = StoredTime.Of(dueAt),
                };
                if (await session.ExecuteAsync(Again, again) > 0)
                    await InsteadAsync(session, delivery, others, now);
                return true;
            },
            cancellation,
            patiently: true
        );

    /// <summary>What became of telling alerts, by alert, first told first.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<Dictionary<string, List<StoredDelivery>>> ToldAsync(
        string desk,
        IReadOnlyCollection<string> alerts,
        CancellationToken cancellation
    ) =>
        store.ReadAsync(
            async session =>
            {
                var told = new Dictionary<string, List<StoredDelivery>>();
                foreach (var alert in alerts)
                    told[alert] = await session.QueryAsync<StoredDelivery>(Told, new { alert, desk });
                return told;
            },
            cancellation
        );

    /// <summary>A person was here: what they were sent is seen.</summary>
    public static Task SawAsync(StoreSession session, string person, DateTime until) =>
        session.ExecuteAsync(Saw, new { person, until = StoredTime.Of(until) });

    /// <summary>Forgets what is over and kept no longer.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task ForgetAsync(string desk, DateTime now, TimeSpan tellingsKept, CancellationToken cancellation) =>
        store.WriteAsync(
            async session =>
            {
                var old = new { desk, before = StoredTime.Of(now - settings.AlertsKeptFor) };
                await session.ExecuteAsync(ForgetTold, old);
                await session.ExecuteAsync(Forget, old);
                await TellingStore.ForgetAsync(session, desk, now - tellingsKept);
                return true;
            },
            cancellation,
            patiently: true
        );

    private static async Task InsteadAsync(
        StoreSession session,
        StoredDelivery delivery,
        IReadOnlyCollection<DeliveryTarget> others,
        DateTime now
    )
    {
        foreach (var other in others)
        foreach (var alert in delivery.Alerts)
            await PutAsync(session, delivery.Desk, other, alert with { Failed = delivery.Channel }, now);
    }

    /// <summary>Joins what waits for the same person, or is a message of its own: the first goes at once.</summary>
    private static async Task PutAsync(
        StoreSession session,
        string desk,
        DeliveryTarget target,
        DeliveredAlert told,
        DateTime now
    )
    {
        var to = new
        {
            desk,
            channel = target.Channel,
            recipient = target.Recipient,
            since = StoredTime.Of(now - Together),
        };
        if ((await session.QueryAsync<StoredDelivery>(Open, to)).FirstOrDefault() is { } open)
        {
            var alerts = open.Alerts;
            var dueAt = Math.Min(open.DueAt, StoredTime.Of(Later(target.NotBefore, now + Together)));
            var joined = new
            {
                id = open.Id,
                before = open.Says,
                says = StoredDelivery.Write(alerts.Add(told)),
                dueAt,
            };
            if (alerts.Length < MostAlerts && await session.ExecuteAsync(Join, joined) > 0)
            {
                await TellsAsync(session, told.Alert.Id, open.Id);
                return;
            }
        }
        var latest = StoredTime.Read((await session.QueryAsync<long?>(Latest, to))[0]);
        var id = Guid.CreateVersion7(now).ToString();
        await session.ExecuteAsync(
            Insert,
            new
            {
                id,
                desk,
                channel = target.Channel,
                recipient = target.Recipient,
                createdAt = StoredTime.Of(now),
                dueAt = StoredTime.Of(Later(target.NotBefore, latest is { } first ? first + Together : now)),
                says = StoredDelivery.Write([told]),
            }
        );
        await TellsAsync(session, told.Alert.Id, id);
    }

    private static async Task TellsAsync(StoreSession session, string alert, string delivery)
    {
        if ((await session.QueryAsync<long>(IsTold, new { alert, delivery }))[0] == 0)
            await session.ExecuteAsync(Tells, new { alert, delivery });
    }

    private static DateTime Later(DateTime? one, DateTime other) => one > other ? one.Value : other;
}
