using System.Collections.Immutable;
using Apollo.Grains;
using Apollo.Grains.Clock;
using Apollo.Grains.Configuration;
using Apollo.Grains.Databases;
using Apollo.Grains.Store;
using Apollo.Model;
using Apollo.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Apollo.Cluster.Tests.Access;

/// <summary>People join, sign in and are changed, in a silo with a clock that only the test moves.</summary>
public sealed class SignIn : IAsyncLifetime
{
    private const string Password = "correct horse battery";
    private static readonly By Admin = new("x", "Admin", "::1");
    private static readonly Visit Visit = new("192.0.2.7", "Firefox");
    private readonly ScratchFolder folder = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 10, 8, 0, 0, TimeSpan.Zero));
    private InProcessTestCluster silos = null!;

    private IPeopleGrain People => silos.Client.GetGrain<IPeopleGrain>(0);

    private IAccessGrain Access => silos.Client.GetGrain<IAccessGrain>(0);

    public async Task InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo(
            (_, silo) =>
            {
                silo.Services.AddKeyedSingleton<TimeProvider>(DeskClockAttribute.Name, time);
                silo.AddApolloGrains(new DeskList([]))
                    .AddApolloStore(
                        new StoreSettings(DatabaseProvider.Sqlite, $"Data Source={folder.File("store.db")}")
                    );
            }
        );
        silos = builder.Build();
        await silos.DeployAsync();
    }

    public async Task DisposeAsync()
    {
        await silos.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public async Task The_first_admins_link_stays_until_there_is_an_admin_whoever_joins_through_a_provider()
    {
        var link = (await People.First(default)).Secret!;
        var lea = new ProviderPerson(
            "sso",
            "SSO",
            "Lea",
            "lea@example.com",
            [new DeskRight("*", Role.Manager, [], null)]
        );
        var provider = silos.Client.GetGrain<IProviderSignInGrain>(IProviderSignInGrain.KeyOf("https://sso", "lea"));
        Assert.Equal(SignInOutcome.Done, (await provider.SignIn(lea, Visit, default)).Outcome);
        Assert.NotNull(await People.Invited(link, default));
        Assert.NotNull((await People.First(default)).Secret);
        link = (await People.First(default)).Secret!;
        Assert.Equal(
            SignInOutcome.Done,
            (await People.Accept(link, "Ana", "ana@example.com", Password, Visit, default)).Outcome
        );
        Assert.Null((await People.First(default)).Secret);
    }

    [Fact]
    public async Task The_first_admin_joins_by_a_link_that_works_once_and_for_24_hours()
    {
        var old = (await People.First(default)).Secret!;
        time.Advance(TimeSpan.FromHours(24));
        Assert.Null(await People.Invited(old, default));
        var first = (await People.First(default)).Secret!;
        var second = (await People.First(default)).Secret!;
        Assert.Null(await People.Invited(first, default));
        Assert.Equal(InvitationKind.First, (await People.Invited(second, default))!.Kind);

        var joined = await People.Accept(second, "Ana", "Ana@example.com", Password, Visit, default);
        Assert.Equal(SignInOutcome.Done, joined.Outcome);
        Assert.Equal(
            SignInOutcome.Refused,
            (await People.Accept(second, "Bob", "bob@example.com", Password, Visit, default)).Outcome
        );
        Assert.Null((await People.First(default)).Secret);
        Assert.True((await PrincipalAsync(joined.Person!))!.IsAdmin);
        Assert.Equal(SignInOutcome.Done, (await TryAsync("ANA@EXAMPLE.COM ", Password)).Outcome);
    }

    [Fact]
    public async Task An_invitation_works_once_and_for_72_hours_and_gives_the_roles_it_names()
    {
        await AnaAsync();
        var made = await People.Invite("bob@example.com", "Bob", [Member("Network")], Admin, default);
        Assert.Equal(PeopleOutcome.Taken, (await People.Invite("ANA@example.com", "Ana", [], Admin, default)).Outcome);
        Assert.Single(await People.Invitations(default));
        Assert.Equal(
            SignInOutcome.WeakPassword,
            (await People.Accept(made.Secret!, "Bob", "", "short", Visit, default)).Outcome
        );
        time.Advance(TimeSpan.FromHours(72) - TimeSpan.FromMilliseconds(1));
        var joined = await People.Accept(made.Secret!, "Bob", "evil@example.com", Password, Visit, default);
        Assert.Equal(SignInOutcome.Done, joined.Outcome);
        Assert.Equal("bob@example.com", (await People.Find(joined.Person!, default))!.Email);
        Assert.Equal(
            SignInOutcome.Refused,
            (await People.Accept(made.Secret!, "Bob", "", Password, Visit, default)).Outcome
        );
        Assert.Empty(await People.Invitations(default));
        Assert.Equal("Network", Assert.Single((await PrincipalAsync(joined.Person!))!.Desks[0].Teams));

        var late = await People.Invite("eve@example.com", "Eve", [], Admin, default);
        time.Advance(TimeSpan.FromHours(72));
        Assert.Null(await People.Invited(late.Secret!, default));
        Assert.Equal(
            SignInOutcome.Refused,
            (await People.Accept(late.Secret!, "Eve", "", Password, Visit, default)).Outcome
        );
    }

    [Theory]
    [InlineData("ana@example.com")]
    [InlineData("nobody@example.com")]
    public async Task After_five_failed_tries_a_name_waits_whether_it_exists_or_not(string name)
    {
        var ana = await AnaAsync();
        for (var number = 0; number < ISignInGrain.Tries; number++)
            Assert.Equal(new SignedIn(SignInOutcome.Refused), await TryAsync(name, $"wrong {number}"));
        Assert.Equal(new SignedIn(SignInOutcome.Blocked), await TryAsync(name, Password));
        // What is open stays open, and others sign in.
        Assert.NotNull(await SessionAsync(ana.Secret!));
        time.Advance(ISignInGrain.BlockedFor - TimeSpan.FromMilliseconds(1));
        Assert.Equal(SignInOutcome.Blocked, (await TryAsync(name, Password)).Outcome);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(
            name.StartsWith('a') ? SignInOutcome.Done : SignInOutcome.Refused,
            (await TryAsync(name, Password)).Outcome
        );
    }

    [Fact]
    public async Task A_right_password_ends_the_count_of_failed_tries()
    {
        await AnaAsync();
        for (var round = 0; round < 3; round++)
        {
            for (var number = 1; number < ISignInGrain.Tries; number++)
                await TryAsync("ana@example.com", "wrong");
            Assert.Equal(SignInOutcome.Done, (await TryAsync("ana@example.com", Password)).Outcome);
        }
    }

    [Fact]
    public async Task Another_password_ends_all_other_sessions()
    {
        var ana = await AnaAsync();
        var other = await TryAsync("ana@example.com", Password);
        var session = (await SessionAsync(ana.Secret!))!;
        var grain = silos.Client.GetGrain<ISignInGrain>(ISignInGrain.KeyOf("ana@example.com"));
        Assert.Equal(
            SignInOutcome.Refused,
            (await grain.ChangePassword(ana.Person!, session.Id, "wrong", "another long one", Admin, default)).Outcome
        );
        Assert.Equal(
            SignInOutcome.Done,
            (await grain.ChangePassword(ana.Person!, session.Id, Password, "another long one", Admin, default)).Outcome
        );
        Assert.Null(await SessionAsync(other.Secret!));
        Assert.NotNull(await SessionAsync(ana.Secret!));
        Assert.Equal(SignInOutcome.Refused, (await TryAsync("ana@example.com", Password)).Outcome);
        Assert.Equal(SignInOutcome.Done, (await TryAsync("ana@example.com", "another long one")).Outcome);
    }

    [Fact]
    public async Task A_reset_link_gives_another_password_once_and_ends_the_sessions_of_before()
    {
        var ana = await AnaAsync();
        var reset = await People.Reset(ana.Person!, Admin, default);
        var done = await People.Accept(reset.Secret!, "", "", "another long one", Visit, default);
        Assert.Equal((SignInOutcome.Done, ana.Person), (done.Outcome, done.Person));
        Assert.Null(await SessionAsync(ana.Secret!));
        Assert.NotNull(await SessionAsync(done.Secret!));
        Assert.Equal(
            SignInOutcome.Refused,
            (await People.Accept(reset.Secret!, "", "", "another long one", Visit, default)).Outcome
        );
    }

    [Fact]
    public async Task The_last_admin_is_neither_removed_nor_switched_off_nor_made_less()
    {
        var ana = (await AnaAsync()).Person!;
        var bob = (await BobAsync()).Person!;
        var everything = (await People.Find(ana, default))!.Desks;
        Assert.Equal(PeopleOutcome.LastAdmin, await People.Remove(ana, null, Admin, default));
        foreach (var draft in (PersonDraft[])[new("Ana", true, everything), new("Ana", false, [Member("Network")])])
            Assert.Equal(PeopleOutcome.LastAdmin, (await People.Change(ana, draft, null, Admin, default)).Outcome);
        await People.Change(bob, new PersonDraft("Bob", false, everything), null, Admin, default);
        Assert.Equal(PeopleOutcome.Done, await People.Remove(ana, null, Admin, default));
        Assert.Equal(PeopleOutcome.LastAdmin, await People.Remove(bob, null, Admin, default));
        Assert.Null(await PrincipalAsync(ana));
    }

    [Fact]
    public async Task Who_is_switched_off_or_signed_out_has_no_session_and_every_reader_is_told()
    {
        await AnaAsync();
        var bob = await BobAsync();
        var known = (await Access.ChangesSince(null, default)).Position;
        await People.SignOut(bob.Person!, Admin, default);
        var told = await Access.ChangesSince(known, default);
        Assert.False(told.Full);
        Assert.Equal(bob.Person, Assert.Single(told.Changed).Id);
        Assert.Single(told.Removed);
        Assert.Null(await SessionAsync(bob.Secret!));

        var person = (await People.Find(bob.Person!, default))!;
        await TryAsync("bob@example.com", Password);
        await People.Change(person.Id, new PersonDraft("Bob", true, person.Desks), null, Admin, default);
        Assert.Null(await PrincipalAsync(person.Id));
        Assert.Equal(SignInOutcome.Refused, (await TryAsync("bob@example.com", Password)).Outcome);
    }

    [Fact]
    public async Task Two_people_are_not_the_same_one_in_the_ITSM_of_a_desk()
    {
        var ana = (await AnaAsync()).Person!;
        var bob = (await BobAsync()).Person!;
        var everything = (await People.Find(ana, default))!.Desks;
        var ofBob = new DeskRight("north", Role.Member, ["Network"], "N. One");
        await People.Change(bob, new PersonDraft("Bob", false, [ofBob]), null, Admin, default);
        var saved = await People.Change(
            ana,
            new PersonDraft("Ana", false, [.. everything, ofBob]),
            null,
            Admin,
            default
        );
        Assert.Equal((PeopleOutcome.Taken, "N. One"), (saved.Outcome, saved.Subject));
    }

    [Fact]
    public async Task The_audit_tells_who_did_what_and_no_secret()
    {
        var ana = await AnaAsync();
        var bob = await BobAsync();
        await People.Reset(bob.Person!, Admin, default);
        await TryAsync("bob@example.com", "wrong password here");
        await People.Remove(bob.Person!, null, Admin, default);
        var entries = await silos.Client.GetGrain<IAuditGrain>(0).Read(null, null, 100, null, default);
        Assert.Equal(
            [
                "person.removed",
                "session.refused",
                "person.reset-link-made",
                "person.joined",
                "person.invited",
                "person.joined",
            ],
            entries.Select(entry => entry.Action)
        );
        Assert.Equal(("Admin", "::1", "bob@example.com"), (entries[0].By, entries[0].Address, entries[0].Subject));
        var text = string.Join('\n', entries);
        Assert.Contains("north: member of Network", text, StringComparison.Ordinal);
        foreach (var secret in (string[])[Password, "wrong password", ana.Secret!, bob.Secret!])
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
    }

    private Task<SignedIn> TryAsync(string name, string password) =>
        silos.Client.GetGrain<ISignInGrain>(ISignInGrain.KeyOf(name)).SignIn(name, password, Visit, default);

    private async Task<SignedIn> AnaAsync() =>
        await People.Accept((await People.First(default)).Secret!, "Ana", "ana@example.com", Password, Visit, default);

    private async Task<SignedIn> BobAsync() =>
        await People.Accept(
            (await People.Invite("bob@example.com", "Bob", [Member("Network")], Admin, default)).Secret!,
            "Bob",
            "",
            Password,
            Visit,
            default
        );

    private async Task<Principal?> PrincipalAsync(string id) =>
        (await Access.ChangesSince(null, default)).Changed.FirstOrDefault(one => one.Id == id);

    private async Task<Principal?> SessionAsync(string secret) =>
        (await Access.ChangesSince(null, default)).Changed.FirstOrDefault(one =>
            one.Kind == PrincipalKind.Session && one.SecretHash == Secrets.HashOf(secret)
        );

    private static DeskRight Member(string team) => new("north", Role.Member, [team], null);
}
