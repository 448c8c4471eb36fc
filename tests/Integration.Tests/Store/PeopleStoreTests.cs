using Apollo.Grains.Store;
using Apollo.Integration.Tests.Support;
using Apollo.Model;
using Apollo.Servers;

namespace Apollo.Integration.Tests.Store;

/// <summary>People, sessions, links and audit on a real database: the same tests on every provider.</summary>
public abstract class PeopleStoreTests(string provider) : OnADatabase(provider)
{
    private static readonly DateTime At = new(2026, 3, 10, 8, 0, 0, 123, DateTimeKind.Utc);

    private StoreSettings Settings => new(DatabaseProvider, Itsm.ConnectionString);

    [SkippableFact]
    public async Task People_are_found_by_id_and_login_sign_by_sign_and_changed_only_as_they_were_read()
    {
        var ana = Person("a", "Ána@Example.com", "Ána 😀 'x'");
        Assert.True(await Store().People.AddAsync(ana, null, default));
        Assert.False(await Store().People.AddAsync(Person("b", "ána@example.COM", "other"), null, default));

        var found = (await Store().People.FindByLoginAsync(StoredPerson.LoginOf("ÁNA@example.com"), default))!;
        Assert.Equal(("a", "Ána@Example.com", "Ána 😀 'x'"), (found.Id, found.Email, found.Name));
        var right = Assert.Single(found.Desks);
        Assert.Equal(("north", Role.Member, "Zürich"), (right.Desk, right.Role, Assert.Single(right.Teams)));

        found.Name = "Other";
        found.Revision = 6;
        Assert.False(await Store().People.ChangeAsync(found, 4, null, default));
        Assert.True(await Store().People.ChangeAsync(found, 5, null, default));
        Assert.Equal("Other", (await Store().People.FindAsync("a", default))!.Name);
        Assert.Null(await Store().People.FindAsync("A", default));
    }

    [SkippableFact]
    public async Task A_removed_person_leaves_nothing_behind()
    {
        var store = Store();
        await store.People.AddAsync(Person("a", "ana@example.com", "Ana"), null, default);
        await store.Sessions.AddAsync(Session("s", "a", At), default);
        await store.Boards.SaveAsync("person-a", "Mine", "{}", null, null, default);
        await store.Invitations.AddAsync(Invitation("i", person: "a"), "hash", default);
        Assert.True(await store.People.RemoveAsync("a", default));
        Assert.False(await store.People.RemoveAsync("a", default));
        Assert.Empty(await store.People.AllAsync(default));
        Assert.Empty(await store.Boards.AllAsync("person-a", default));
        Assert.Null(await store.Invitations.FindAsync("hash", At, default));
        foreach (var table in (string[])["apollo_sessions", "apollo_invitations"])
            Assert.Equal(0, await CountAsync(table));
    }

    [SkippableFact]
    public async Task An_erased_person_is_named_in_no_row_and_others_stay()
    {
        var store = Store();
        var ana = Person("a", "ana.lima@example.com", "Ana Lima 100%");
        ana.Rights = RightsJson.Write([new DeskRight("north", Role.Member, [], "LIMA, A.")]);
        await store.People.AddAsync(ana, null, default);
        await store.People.AddAsync(Person("b", "bo@example.com", "Bo"), null, default);
        await store.Sessions.AddAsync(Session("s", "a", At), default);
        await store.Boards.SaveAsync("person-a", "Of Ana Lima 100%", "{}", null, null, default);
        await store.Boards.SaveAsync("person-b", "Of Bo", "{}", null, null, default);
        // In JSON some signs are written otherwise.
        const string Titles = """{"sections":[{"title":"Ana Lima 100%: \u0022hers\u0022","cards":[]}]}""";
        await store.Boards.SaveAsync("person-b", "Of erased person", "{}", null, null, default);
        await store.Boards.SaveAsync("person-b", "Of Ana Lima 100%", Titles, null, null, default);
        await store.Displays.AddAsync(Display("Desk of ana.lima@example.com"), default);
        await store.Invitations.AddAsync(Invitation("i", person: "a"), "hash", default);
        await store.FailedTries.KeepAsync(ISignInGrain.KeyOf("ana.lima@example.com"), 3, At, default);
        await store.Notes.AddAsync(
            "north",
            new Note("n", At, null, "Told Ana Lima 100%.", "Ana Lima 100%", 1),
            default
        );
        await store.Notes.AddAsync("north", new Note("m", At, null, "Banana Lima 100%age", "Bo", 1), default);
        foreach (
            var (id, by, subject) in ((string, string?, string)[])[("1", "a", "x"), ("2", "b", "ana.lima@example.com")]
        )
            await store.Audit.AddAsync(
                new AuditEntry(
                    id,
                    At,
                    by == "a" ? "Ana Lima 100%" : "Bo",
                    "10.0.0.7",
                    "a.b",
                    subject,
                    null,
                    "as LIMA, A."
                ),
                by,
                default
            );

        await store.Erasure.EraseAsync(ana, default);

        foreach (var table in TextTables)
        foreach (var name in (string[])["Ana Lima", "ana.lima", "LIMA, A."])
            Assert.DoesNotContain(
                name,
                (await RowsAsync(table)).Replace("Banana Lima", "", StringComparison.Ordinal),
                StringComparison.OrdinalIgnoreCase
            );
        Assert.Equal("b", Assert.Single(await store.People.AllAsync(default)).Id);
        Assert.Equal(
            ["Of Bo", "Of erased person", "Of erased person 2"],
            (await store.Boards.AllAsync("person-b", default)).Select(board => board.Name)
        );
        Assert.Contains(
            "erased person: \\u0022hers",
            (await store.Boards.FindAsync("person-b", "Of erased person 2", default))!.Document,
            StringComparison.Ordinal
        );
        var display = Assert.Single(await store.Displays.AllAsync(At, default));
        Assert.Equal(("Desk of erased person", 7), (display.Settings.Name, display.Revision));
        Assert.Equal(
            ["Banana Lima 100%age", "Told erased person."],
            (await store.Notes.AllAsync("north", default)).Select(note => note.Text).Order()
        );
        var audit = await store.Audit.ReadAsync(null, null, 9, null, default);
        Assert.Equal(
            [("Bo", "10.0.0.7", "erased person"), ("erased person", null, "x")],
            audit.Select(entry => (entry.By, entry.Address, entry.Subject))
        );
        Assert.All(audit, entry => Assert.Equal("as erased person", entry.After));
    }

    [SkippableFact]
    public async Task A_session_ends_when_idle_at_its_end_when_switched_off_and_under_another_stamp()
    {
        var store = Store();
        var ana = Person("a", "ana@example.com", "Ana");
        await store.People.AddAsync(ana, null, default);
        await store.Sessions.AddAsync(Session("s1", "a", At), default);
        await store.Sessions.AddAsync(Session("s2", "a", At), default);
        Assert.Equal(2, (await store.Sessions.AllAsync(At.AddHours(11), default)).Count);
        await store.Sessions.SeeAsync(["s1"], At.AddHours(11), default);
        Assert.Equal("s1", Assert.Single(await store.Sessions.AllAsync(At.AddHours(13), default)).Id);
        // Used too late: an ended one does not come back.
        await store.Sessions.SeeAsync(["s2"], At.AddHours(13), default);
        Assert.Equal("s1", Assert.Single(await store.Sessions.AllAsync(At.AddHours(13), default)).Id);
        Assert.Equal(StoredTime.Of(At.AddHours(13)), (await store.People.FindAsync("a", default))!.SeenAt);

        for (var hours = 20; hours < 720; hours += 10)
            await store.Sessions.SeeAsync(["s1"], At.AddHours(hours), default);
        Assert.Single(await store.Sessions.AllAsync(At.AddDays(30).AddSeconds(-1), default));
        Assert.Empty(await store.Sessions.AllAsync(At.AddDays(30), default));

        ana.Stamp = "other";
        ana.Revision = 6;
        await store.People.ChangeAsync(ana, 5, null, default);
        Assert.Empty(await store.Sessions.AllAsync(At.AddDays(29), default));
        await store.Sessions.KeepAsync("a", "s1", "other", default);
        Assert.Single(await store.Sessions.AllAsync(At.AddDays(29).AddHours(12), default));
        ana.IsOff = 1;
        ana.Revision = 7;
        await store.People.ChangeAsync(ana, 6, null, default);
        Assert.Empty(await store.Sessions.AllAsync(At.AddDays(29).AddHours(12), default));
        Assert.False(await store.Sessions.RemoveAsync("b", "s1", default));
        Assert.True(await store.Sessions.RemoveAsync("a", "s1", default));
    }

    [SkippableFact]
    public async Task Of_several_who_use_a_link_at_once_one_joins()
    {
        await Store().Invitations.AddAsync(Invitation("i", person: null), "hash", default);
        var joined = await Task.WhenAll(
            Enumerable
                .Range(0, 5)
                .Select(number =>
                    Store().People.AddAsync(Person($"p{number}", $"{number}@example.com", "P"), "i", default)
                )
        );
        Assert.Single(joined, one => one);
        Assert.Single(await Store().People.AllAsync(default));
        Assert.Null(await Store().Invitations.FindAsync("hash", At, default));
    }

    [SkippableFact]
    public async Task A_link_ends_in_time_and_another_for_the_same_takes_its_place()
    {
        var store = Store();
        await store.Invitations.AddAsync(Invitation("i", person: null), "hash", default);
        Assert.NotNull(await store.Invitations.FindAsync("hash", At.AddHours(72).AddMilliseconds(-1), default));
        Assert.Null(await store.Invitations.FindAsync("hash", At.AddHours(72), default));
        await store.Invitations.AddAsync(Invitation("j", person: null), "other", default);
        Assert.Null(await store.Invitations.FindAsync("hash", At, default));
        Assert.Equal("j", Assert.Single(await store.Invitations.AllAsync(At, default)).Id);
    }

    [SkippableFact]
    public async Task A_token_is_kept_with_what_it_grants_counted_and_removed()
    {
        var tokens = Store().Tokens;
        var grants = new TokenGrants([new DeskRight("north", Role.Manager, [], null)], ["south"], true, "north");
        await tokens.AddAsync(
            new StoredToken
            {
                Id = "t",
                Kind = nameof(PrincipalKind.Token),
                Secret = "hash",
                Name = "Größe 😀",
                MadeBy = "Ana",
                CreatedAt = StoredTime.Of(At),
                Details = StoredToken.Write(grants),
            },
            default
        );
        await tokens.UseAsync(["t", "other"], At.AddHours(1), default);
        await tokens.OpenAsync([new("t", 2), new("other", 1)], default);
        await tokens.OpenAsync([new("t", 1)], default);
        var token = Assert.Single(await Store().Tokens.AllAsync(default)).Info();
        Assert.Equal(("Größe 😀", 3, At.AddHours(1)), (token.Name, token.Uses, token.UsedAt));
        Assert.Equal((Role.Manager, "south", true), (token.Grants.Desks[0].Role, token.Grants.Nudges[0], true));
        Assert.True(await tokens.RemoveAsync("t", default));
        Assert.False(await tokens.RemoveAsync("t", default));
    }

    [SkippableFact]
    public async Task Failed_tries_are_counted_and_forgotten_after_a_quarter_of_an_hour()
    {
        var tries = Store().FailedTries;
        await tries.KeepAsync("name", 4, At, default);
        Assert.Equal(4, await tries.OfAsync("name", At.AddMinutes(14), default));
        Assert.Empty(await tries.BlockedAsync(At, default));
        await tries.KeepAsync("name", 5, At, default);
        Assert.Equal("name", Assert.Single(await tries.BlockedAsync(At, default)));
        Assert.Equal(0, await tries.OfAsync("name", At.AddMinutes(15), default));
        await tries.KeepAsync("other", 1, At.AddMinutes(15), default);
        Assert.Equal(1, await CountAsync("apollo_failed_tries"));
        await tries.KeepAsync("other", 0, At.AddMinutes(15), default);
        Assert.Equal(0, await CountAsync("apollo_failed_tries"));
    }

    [SkippableFact]
    public async Task The_audit_is_read_latest_first_in_pages_and_forgotten_in_time()
    {
        var audit = Store().Audit;
        for (var number = 0; number < 5; number++)
            await audit.AddAsync(
                new AuditEntry($"0{number}", At.AddHours(number), "Ana 😀", null, "a.b", "s", null, $"{number}"),
                null,
                default
            );
        var first = await audit.ReadAsync(null, null, 2, null, default);
        Assert.Equal(["04", "03"], first.Select(entry => entry.Id));
        Assert.Equal(
            ["02", "01"],
            (await audit.ReadAsync(At.AddHours(1), null, 9, "03", default)).Select(entry => entry.Id)
        );
        Assert.Equal(
            new AuditEntry("00", At, "Ana 😀", null, "a.b", "s", null, "0"),
            Assert.Single(await audit.ReadAsync(null, At.AddHours(1), 9, null, default))
        );
        await audit.ForgetAsync(At.AddHours(4), default);
        Assert.Single(await audit.ReadAsync(null, null, 9, null, default));
    }

    private static StoredPerson Person(string id, string email, string name) =>
        new()
        {
            Id = id,
            Login = StoredPerson.LoginOf(email),
            Email = email,
            Name = name,
            Stamp = "stamp",
            Rights = RightsJson.Write([new DeskRight("north", Role.Member, ["Zürich"], null)]),
            Revision = 5,
        };

    private static StoredSession Session(string id, string person, DateTime at) =>
        new()
        {
            Id = id,
            Person = person,
            Secret = $"hash of {id}",
            Stamp = "stamp",
            Address = "::1",
            Browser = "Firefox",
            StartedAt = StoredTime.Of(at),
            SeenAt = StoredTime.Of(at),
            EndsAt = StoredTime.Of(at.AddDays(30)),
        };

    private static StoredInvitation Invitation(string id, string? person) =>
        new()
        {
            Id = id,
            Kind = nameof(InvitationKind.Join),
            Email = "new@example.com",
            Name = "New",
            Person = person,
            CreatedAt = StoredTime.Of(At),
            ExpiresAt = StoredTime.Of(At.AddHours(72)),
            MadeBy = "Ana",
        };

    private static StoredDisplay Display(string name) =>
        new(
            "d",
            "hash",
            new DisplaySettings(name, "", [new DisplayPage("north", "Of Ana Lima 100%")], 20, null, 4, 43, false),
            At,
            null,
            null,
            null,
            5
        );

    private static readonly string[] TextTables =
    [
        "apollo_people",
        "apollo_sessions",
        "apollo_invitations",
        "apollo_tokens",
        "apollo_failed_tries",
        "apollo_audit",
        "apollo_notes",
        "apollo_dashboards",
        "apollo_displays",
    ];

    /// <summary>All that the rows of a table hold, as text.</summary>
    private async Task<string> RowsAsync(string table)
    {
        await using var connection = await Itsm.OpenAsync();
        var rows = await Dapper.SqlMapper.QueryAsync(connection, $"SELECT * FROM {table}");
        return string.Join('\n', rows.Select(row => string.Join('|', ((IDictionary<string, object?>)row).Values)));
    }

    private async Task<long> CountAsync(string table)
    {
        await using var connection = await Itsm.OpenAsync();
        return await Dapper.SqlMapper.ExecuteScalarAsync<long>(connection, $"SELECT COUNT(*) FROM {table}");
    }

    private OpenStore Store() => new(Settings);
}

public sealed class PeopleStoreSqlite() : PeopleStoreTests("Sqlite");

public sealed class PeopleStorePostgreSql() : PeopleStoreTests("PostgreSql");

public sealed class PeopleStoreMySql() : PeopleStoreTests("MySql");

/// <summary>
/// Runs wherever <c>APOLLO_TEST_SQLSERVER</c> holds a connection string that may create databases; elsewhere reported
/// as skipped.
/// </summary>
public sealed class PeopleStoreSqlServer() : PeopleStoreTests("SqlServer");
