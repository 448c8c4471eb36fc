using System.Collections.Immutable;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using Apollo.Cards;
using Apollo.Grains.Store;
using Apollo.Integration.Tests.Support;
using Apollo.Model;
using Dapper;

namespace Apollo.Integration.Tests.Store;

/// <summary>
/// A person stands in every table that can hold one, by name, former name, address, name in an ITSM and id, in any case
/// and as JSON and HTML write them; erased, they stand in none: the same on every provider.
/// </summary>
public abstract class ErasedEverywhere(string provider) : OnADatabase(provider)
{
    private const string Id = "01960000-0000-7000-8000-00000000000a";
    private const string Other = "01960000-0000-7000-8000-00000000000b";
    private const string Name = "Zoë Lima";
    private const string Former = "Zoë Costa";
    private const string Email = "Zoe.Lima@example.com";
    private const string Assignee = "LIMA, Z.";
    private const string Tables = "SELECT table_name FROM information_schema.tables ";
    private static readonly DateTime At = new(2026, 3, 10, 8, 0, 0, DateTimeKind.Utc);

    /// <summary>Tables of Apollo's own that name nobody, and those of what the ITSM says.</summary>
    private static readonly HashSet<string> Nobody =
    [
        "apollo_alert_desks",
        "apollo_alert_slices",
        "apollo_failed_tries",
        "apollo_history",
        "apollo_history_chunks",
        "apollo_history_gaps",
        "apollo_history_limits",
        "apollo_history_log",
        "apollo_history_series",
        "apollo_keys",
        "apollo_locations",
        "apollo_migrations",
        "apollo_moves",
        "apollo_secrets",
        "apollo_store",
        "apollo_told",
    ];

    private static readonly string[] Names =
    [
        .. ((string[])[Id, Name, Former, Email, Assignee])
            .SelectMany(name => (string[])[name, name.ToUpperInvariant()])
            .SelectMany(name =>
                (string[])
                    [
                        name,
                        HtmlEncoder.Default.Encode(name),
                        WebUtility.HtmlEncode(name),
                        JsonSerializer.Serialize(name, CardJson.Options)[1..^1],
                    ]
            )
            .Distinct(),
    ];

    [SkippableFact]
    public async Task Who_stands_in_every_table_stands_in_none_when_erased()
    {
        using var store = new OpenStore(new StoreSettings(DatabaseProvider, Itsm.ConnectionString));
        var person = await PlantAsync(store);
        var tables = (await TablesAsync()).Except(Nobody).ToList();
        foreach (var table in tables)
            Assert.True(
                await NamedInAsync(table) is not null,
                $"{table}: is to name them, or to stand in {nameof(Nobody)}"
            );

        await store.Erasure.EraseAsync(person, default);

        foreach (var table in tables)
            Assert.Null(await NamedInAsync(table));
        // What others keep is whole.
        var rule = Assert.Single((await store.Alerts.LoadAsync("north", default)).Rules);
        Assert.Equal(
            ("Ask erased person", "role:manager", 8L),
            (rule.Name, Assert.Single(rule.Notify).To, rule.Revision)
        );
        Assert.True(await store.Alerts.RemoveAsync("north", rule.Id, known: 8, default));
        var absence = (await store.Notices.OfAsync(Other, default)).Settings.Absence!;
        Assert.Equal((At, (string?)null), (absence.Until, absence.Deputy));
        Assert.Equal("erased person's desk", Assert.Single(await store.Hooks.AllAsync(default)).Name);
        // Of what waits a report goes to nobody, and an alert to whoever is told where somebody cannot be.
        var waiting = await store.Deliveries.TakeAsync("north", At.AddHours(1), TimeSpan.FromMinutes(1), 9, default);
        Assert.Equal(
            [("email", ""), ("report-email", "")],
            waiting.Select(one => (one.Channel, one.Recipient)).Order()
        );
        Assert.Null(Assert.Single(waiting, one => one.Report is not null).Report!.Address);
    }

    private async Task<StoredPerson> PlantAsync(OpenStore store)
    {
        var person = new StoredPerson
        {
            Id = Id,
            Login = StoredPerson.LoginOf(Email),
            Email = Email,
            Name = Name,
            Stamp = "stamp",
            Rights = RightsJson.Write([new DeskRight("north", Role.Member, [], Assignee)]),
            Revision = 5,
        };
        await store.People.AddAsync(person, null, default);
        await store.Audit.AddAsync(new AuditEntry("1", At, Former, "::1", "a", "x", null, null), Id, default);
        var change = $$"""{"notify":[{"to":"person:{{Id}}"}],"by":{{Json(Name)}}}""";
        await store.Audit.AddAsync(new AuditEntry("2", At, "Bo", "::1", "a", "x", null, change), Other, default);
        await store.Notes.AddAsync(
            "north",
            new Note("n", At, null, $"Told {Email.ToUpperInvariant()}.", Former, 1),
            default
        );
        await store.Boards.SaveAsync(
            "person-b",
            $"Of {Name.ToUpperInvariant()}",
            $$"""{"title":{{Json($"{Assignee} {Name.ToUpperInvariant()}")}}}""",
            null,
            null,
            default
        );
        await store.Displays.AddAsync(
            new StoredDisplay(
                "d",
                "hash",
                new DisplaySettings(Name, "", [], 20, null, 4, 43, false),
                At,
                null,
                null,
                null,
                5
            ),
            default
        );
        await store.Notices.ChangeAsync(
            Other,
            NoticeSettings.Default with
            {
                Absence = new Absence(At, Id),
            },
            known: 0,
            revision: 7,
            default
        );
        await AddAsync(
            "apollo_sessions",
            ("id", "s"),
            ("person", Id),
            ("secret", "s"),
            ("stamp", "s"),
            ("address", "::1"),
            ("browser", "Firefox"),
            ("started_at", 1),
            ("seen_at", 1),
            ("ends_at", 1)
        );
        await AddAsync(
            "apollo_invitations",
            ("id", "i"),
            ("kind", "Join"),
            ("secret", "s"),
            ("email", Email.ToUpperInvariant()),
            ("name", "x"),
            ("made_by", "Bo"),
            ("created_at", 1),
            ("expires_at", 1),
            ("rights", "[]")
        );
        await AddAsync(
            "apollo_tokens",
            ("id", "t"),
            ("kind", "Feed"),
            ("secret", "s"),
            ("name", $"For {Former}"),
            ("made_by", Former),
            ("created_at", 1),
            ("uses", 0),
            ("owner", Other),
            ("details", $$"""{"technician":{{Json(Assignee)}}}""")
        );
        await AddAsync("apollo_push", ("id", "b"), ("person", Id), ("document", "sealed"), ("created_at", 1));
        await AddAsync(
            "apollo_hooks",
            ("id", "h"),
            ("desk", "north"),
            ("name", $"{Name}'s desk"),
            ("preset", "Json"),
            ("url", "sealed"),
            ("secret", "sealed"),
            ("revision", 1)
        );
        await AddAsync(
            "apollo_reports",
            ("id", "r"),
            ("desk", "north"),
            ("once", "r"),
            ("kind", "notebook"),
            ("name", $"For {Name}"),
            ("schedule", ""),
            ("every", ""),
            ("first_day", "2026-03-01"),
            ("last_day", "2026-03-01"),
            ("made_at", 1),
            ("took", 1),
            ("figures", ""),
            ("page", $"<p>{WebUtility.HtmlEncode(Name)}, {Assignee}</p>"),
            ("csv", ""),
            ("letter", "")
        );
        await PlantAlertsAsync(store);
        var to = $"""["person:{Id}","mail:{Email.ToUpperInvariant()}"]""";
        var schedules = $$"""{"revision":1,"all":[{"to":{{to}},"name":{{Json(Name)}},"revision":1}]}""";
        await AddAsync(
            "apollo_desk_settings",
            ("desk", "north"),
            ("subject", "schedules"),
            ("says", schedules),
            ("revision", 1)
        );
        await AddAsync(
            "apollo_desk_settings",
            ("desk", "north"),
            ("subject", "rotas"),
            ("revision", 1),
            ("says", $$"""{"revision":1,"rotas":[{"people":["{{Id}}"],"exchanges":[],"calendar":null,"revision":1}]}""")
        );
        await AddAsync(
            "apollo_desk_settings",
            ("desk", "north"),
            ("subject", "shifts"),
            ("revision", 1),
            ("says", $$"""{"revision":1,"known":[{"shifts":[{"person":"{{Id}}"}]}]}""")
        );
        await AddAsync(
            "apollo_desk_settings",
            ("desk", "north"),
            ("subject", "limits"),
            ("revision", 1),
            ("says", $$"""{"all":[{"by":{{Json(Name)}}}]}""")
        );
        return person;
    }

    private async Task PlantAlertsAsync(OpenStore store)
    {
        ImmutableArray<AlertNotify> notify =
        [
            new AlertNotify(AlertNotify.Push, $"person:{Id}"),
            new AlertNotify(AlertNotify.Email, "role:manager"),
        ];
        var rule = new AlertRule
        {
            Id = "r1",
            Name = $"Ask {Name}",
            Kpi = "overdue",
            Above = true,
            Critical = new AlertLevel(1),
            Notify = notify,
            Enabled = true,
            Revision = 6,
        };
        await store.Alerts.AddAsync("north", rule, default);
        await store.Alerts.AddAsync(
            "north",
            new AlertSilence("s1", null, "overdue", null, At, At, $"{Assignee} moves", Former),
            default
        );
        var alert = new Alert
        {
            Id = "a1",
            Rule = "r1",
            Name = rule.Name,
            Kpi = "overdue",
            State = AlertPhase.Firing,
            Severity = KpiStatus.Critical,
            Since = At,
            FiredAt = At,
            ChangedAt = At,
            Acknowledged = new Acknowledgement(Name, At, $"Ask {Email}"),
            Ticket = new AlertTicket("T1", null, Assignee, At),
        };
        var telling = new AlertTelling("t1", At, TellReason.Fired, alert, notify, $"Call {Name}");
        var holds = $$"""{"assignee":{{Json(Assignee)}}}""";
        var states = $$"""[{"group":null,"told":[{"channel":"push","to":"person:{{Id}}"}],"ticket":{{holds}}}]""";
        await store.Alerts.WriteAsync(
            "north",
            [alert],
            new Dictionary<string, string?> { ["r1"] = states },
            [telling],
            new Dictionary<string, DateTime>(),
            At,
            default
        );
        await store.Deliveries.SpreadAsync("north", telling, [new DeliveryTarget(AlertNotify.Email, Id)], At, default);
        await AddAsync(
            "apollo_deliveries",
            ("id", "m"),
            ("desk", "north"),
            ("channel", "report-email"),
            ("recipient", "stand-in"),
            ("state", "waiting"),
            ("created_at", 1),
            ("due_at", 1),
            ("leased_until", 0),
            ("tries", 0),
            ("says", JsonSerializer.Serialize(new ReportParcel("r", Email.ToUpperInvariant()), CardJson.Options))
        );
    }

    private static string Json(string text) => JsonSerializer.Serialize(text, CardJson.Options);

    private Task AddAsync(string table, params (string Column, object Value)[] columns)
    {
        var names = columns.Select(one => one.Column).ToList();
        return Itsm.ExecuteAsync(
            $"INSERT INTO {table} ({string.Join(", ", names)}) VALUES (@{string.Join(", @", names)})",
            new DynamicParameters(columns.ToDictionary(one => one.Column, one => (object?)one.Value))
        );
    }

    private async Task<IReadOnlyList<string>> TablesAsync()
    {
        await using var connection = await Itsm.OpenAsync();
        return
        [
            .. await connection.QueryAsync<string>(
                Provider switch
                {
                    "Sqlite" => "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'apollo%'",
                    "PostgreSql" => Tables + "WHERE table_schema = current_schema()",
                    "MySql" => Tables + "WHERE table_schema = DATABASE()",
                    _ => Tables + "WHERE table_name LIKE 'apollo%'",
                }
            ),
        ];
    }

    /// <summary>What of a table names them; null = nothing.</summary>
    private async Task<string?> NamedInAsync(string table)
    {
        await using var connection = await Itsm.OpenAsync();
        foreach (var row in await connection.QueryAsync($"SELECT * FROM {table}"))
        foreach (var (column, value) in (IDictionary<string, object?>)row)
            if (
                value is string text
                && Names.FirstOrDefault(name => text.Contains(name, StringComparison.OrdinalIgnoreCase)) is { } name
            )
                return $"{table}.{column}: {name} in {text}";
        return null;
    }
}

public sealed class ErasedEverywhereSqlite() : ErasedEverywhere("Sqlite");

public sealed class ErasedEverywherePostgreSql() : ErasedEverywhere("PostgreSql");

public sealed class ErasedEverywhereMySql() : ErasedEverywhere("MySql");

/// <summary>
/// Runs wherever <c>APOLLO_TEST_SQLSERVER</c> holds a connection string that may create databases; elsewhere reported
/// as skipped.
/// </summary>
public sealed class ErasedEverywhereSqlServer() : ErasedEverywhere("SqlServer");
