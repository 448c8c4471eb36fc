using System.Collections.Immutable;
using System.Text.Json;
using Apollo.Cards;
using Apollo.Grains.Databases;
using Apollo.Model;

namespace Apollo.Grains.Store;

/// <summary>Where a report goes.</summary>
/// <param name="Channel">One of <see cref="StoredDelivery"/>'s channels of reports.</param>
/// <param name="Recipient">Id of the person or hook; of an address something that stands for it.</param>
/// <param name="Address">The address, where the schedule names one; else null.</param>
internal sealed record ReportTarget(string Channel, string Recipient, string? Address = null);

/// <summary>The archive of reports. A report and where it goes are written together, or neither is.</summary>
internal sealed class ReportStore(ApolloStore store, StoreSettings settings)
{
    private const string Facts =
        "SELECT id, desk, once, kind, name, schedule, every, first_day AS FirstDay, last_day AS LastDay, "
        + "made_at AS MadeAt, due_at AS DueAt, took FROM apollo_reports ";
    private const string Newest = Facts + "WHERE desk = @desk AND id < @before ORDER BY id DESC ";
    private const string Same = Facts + "WHERE desk = @desk AND once = @once";
    private const string Made =
        "SELECT once FROM apollo_reports WHERE desk = @desk AND schedule = @schedule AND due_at > @since";
    private const string Whole =
        "SELECT id, desk, once, kind, name, schedule, every, first_day AS FirstDay, last_day AS LastDay, "
        + "made_at AS MadeAt, due_at AS DueAt, took, figures, page, csv, letter FROM apollo_reports "
        + "WHERE desk = @desk AND id = @id";
    private const string Insert =
        "INSERT INTO apollo_reports (id, desk, once, kind, name, schedule, every, first_day, last_day, made_at, "
        + "due_at, took, figures, page, csv, letter) VALUES (@Id, @Desk, @Once, @Kind, @Name, @Schedule, @Every, "
        + "@FirstDay, @LastDay, @MadeAt, @DueAt, @Took, @Figures, @Page, @Csv, @Letter)";
    private const string InsertDelivery =
        "INSERT INTO apollo_deliveries "
        + "(id, desk, channel, recipient, state, created_at, due_at, leased_until, tries, says) VALUES "
        + "(@id, @desk, @channel, @recipient, 'waiting', @createdAt, @createdAt, 0, 0, @says)";
    private const string InsertTold = "INSERT INTO apollo_told (alert_id, delivery_id) VALUES (@report, @delivery)";
    private const string Sent =
        "SELECT t.alert_id AS Report, d.channel, d.state, COUNT(*) AS Number FROM apollo_told t "
        + "JOIN apollo_deliveries d ON d.id = t.delivery_id JOIN apollo_reports r ON r.id = t.alert_id "
        + "WHERE r.desk = @desk AND r.id <= @newest AND r.id >= @oldest GROUP BY t.alert_id, d.channel, d.state";
    private const string Forget = "DELETE FROM apollo_reports WHERE desk = @desk AND made_at < @before";
    private static readonly string AfterAll = "~";

    /// <summary>Newest first, without their pages.</summary>
    /// <param name="desk">Desk id.</param>
    /// <param name="limit">At most.</param>
    /// <param name="before">Id of the entry before which they lie; null = the newest.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<ImmutableArray<ArchivedReport>> AllAsync(
        string desk,
        int limit,
        string? before,
        CancellationToken cancellation
    ) =>
        store.ReadAsync(
            async session =>
            {
                var found = await session.QueryAsync<StoredReport>(
                    Newest
                        + (
                            settings.Provider == DatabaseProvider.SqlServer
                                ? "OFFSET 0 ROWS FETCH NEXT @limit ROWS ONLY"
                                : "LIMIT @limit"
                        ),
                    new
                    {
                        desk,
                        limit,
                        before = before ?? AfterAll,
                    }
                );
                if (found.Count == 0)
                    return ImmutableArray<ArchivedReport>.Empty;
                var span = new
                {
                    desk,
                    newest = found[0].Id,
                    oldest = found[^1].Id,
                };
                var sent = (await session.QueryAsync<SentRow>(Sent, span)).ToLookup(row => row.Report);
                return [.. found.Select(report => report.Shown(Told(sent[report.Id])))];
            },
            cancellation
        );

    /// <summary>One of a desk, whole; null where there is none.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<StoredReport?> FindAsync(string desk, string id, CancellationToken cancellation) =>
        store.ReadAsync(
            async session => (await session.QueryAsync<StoredReport>(Whole, new { desk, id })).FirstOrDefault(),
            cancellation
        );

    /// <summary>What a schedule made of the periods that were due after an instant.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<HashSet<string>> MadeAsync(
        string desk,
        string schedule,
        DateTime since,
        CancellationToken cancellation
    ) =>
        store.ReadAsync(
            async session =>
                (
                    await session.QueryAsync<string>(
                        Made,
                        new
                        {
                            desk,
                            schedule,
                            since = StoredTime.Of(since),
                        }
                    )
                ).ToHashSet(StringComparer.Ordinal),
            cancellation,
            patiently: true
        );

    /// <summary>Keeps a report and where it goes; where its schedule and period are there already, neither.</summary>
    /// <param name="report">The report.</param>
    /// <param name="targets">Where to, each once.</param>
    /// <param name="cancellation">Given up.</param>
    /// <returns>The one that is kept, and whether it is this one.</returns>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<(ArchivedReport Kept, bool IsNew)> AddAsync(
        StoredReport report,
        IReadOnlyCollection<ReportTarget> targets,
        CancellationToken cancellation
    ) =>
        store.WriteAsync(
            async session =>
            {
                if (
                    await session.QueryAsync<StoredReport>(Same, new { desk = report.Desk, once = report.Once })
                    is [var same, ..]
                )
                    return (same.Shown([]), false);
                await session.ExecuteAsync(Insert, report);
                foreach (var target in targets)
                {
                    var delivery = Guid.CreateVersion7(StoredTime.Read(report.MadeAt)).ToString();
                    await session.ExecuteAsync(
                        InsertDelivery,
                        new
                        {
                            id = delivery,
                            desk = report.Desk,
                            channel = target.Channel,
                            recipient = target.Recipient,
                            createdAt = report.MadeAt,
                            says = JsonSerializer.Serialize(
                                new ReportParcel(report.Id, target.Address),
                                CardJson.Options
                            ),
                        }
                    );
                    await session.ExecuteAsync(InsertTold, new { report = report.Id, delivery });
                }
                return (report.Shown(Waiting(targets)), true);
            },
            cancellation
        );

    /// <summary>Forgets those that are kept no longer.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task ForgetAsync(string desk, DateTime now, CancellationToken cancellation) =>
        store.WriteAsync(
            session =>
                session.ExecuteAsync(Forget, new { desk, before = StoredTime.Of(now - settings.ReportsKeptFor) }),
            cancellation,
            patiently: true
        );

    private static ImmutableArray<ReportSent> Waiting(IEnumerable<ReportTarget> targets) =>
        [
            .. targets
                .GroupBy(target => target.Channel)
                .Select(same => new ReportSent(StoredDelivery.ShownChannel(same.Key), 0, same.Count(), 0)),
        ];

    private static ImmutableArray<ReportSent> Told(IEnumerable<SentRow> rows) =>
        [
            .. rows.GroupBy(row => row.Channel)
                .OrderBy(same => same.Key, StringComparer.Ordinal)
                .Select(same => new ReportSent(
                    StoredDelivery.ShownChannel(same.Key),
                    Sum(same, "sent") + Sum(same, "seen"),
                    Sum(same, "waiting"),
                    Sum(same, "failed")
                )),
        ];

    private static int Sum(IEnumerable<SentRow> rows, string state) =>
        (int)rows.Where(row => row.State == state).Sum(row => row.Number);

    private sealed class SentRow
    {
        public string Report { get; init; } = "";
        public string Channel { get; init; } = "";
        public string State { get; init; } = "";
        public long Number { get; init; }
    }
}
