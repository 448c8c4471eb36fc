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

/// <summary>
/// What a web is told of the link to a board: another stamp ends what is open of it, and one that is not told of any
/// more is nobody.
/// </summary>
public sealed class LinksOfBoards : IAsyncLifetime
{
    private const string Desk = "north";
    private static readonly By Admin = new("x", "Admin", "::1");
    private readonly ScratchFolder folder = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 10, 8, 0, 0, TimeSpan.Zero));
    private InProcessTestCluster silos = null!;
    private string bob = "";
    private DashboardInfo board = null!;

    private ITokensGrain Tokens => silos.Client.GetGrain<ITokensGrain>(0);

    private IPeopleGrain People => silos.Client.GetGrain<IPeopleGrain>(0);

    private IDashboardsGrain Boards => silos.Client.GetGrain<IDashboardsGrain>($"person-{bob}");

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
        bob = await JoinAsync("bob");
        board = (await Boards.Save("Entrance", "{}", null, null, default)).Info!;
    }

    public async Task DisposeAsync()
    {
        await silos.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public async Task With_each_change_of_its_board_a_link_has_another_stamp_and_without_the_board_it_is_nobody()
    {
        var link = await LinkAsync(bob);
        var first = await FindAsync(link);
        await Boards.Save("Lobby", "[]", "Entrance", null, default);
        var second = await FindAsync(link, (now) => now!.Stamp != first!.Stamp);
        Assert.Equal(first!.SecretHash, second!.SecretHash);
        // What is on another board changes nothing here.
        await Boards.Save("Other", "{}", null, null, default);
        await Boards.Remove("Other", default);
        Assert.Equal(second.Stamp, (await FindAsync(link))!.Stamp);
        await Boards.Remove("Lobby", default);
        Assert.Null(await FindAsync(link, (now) => now is null));
    }

    [Fact]
    public async Task A_link_is_nobody_while_its_maker_or_its_boards_owner_may_not_have_it()
    {
        var ana = await JoinAsync("ana");
        var link = await LinkAsync(ana);
        Assert.NotNull(await FindAsync(link));
        // Whose board it is needs to see the desk alone; who made the link, to be its manager.
        foreach (
            var (person, role, isOff, shows) in new (string, Role?, bool, bool)[]
            {
                (bob, Role.Viewer, false, true),
                (bob, null, false, false),
                (bob, Role.Manager, true, false),
                (bob, Role.Manager, false, true),
                (ana, Role.Member, false, false),
                (ana, Role.Manager, true, false),
                (ana, Role.Manager, false, true),
            }
        )
        {
            var rights = role is { } some ? [new DeskRight(Desk, some, [], null)] : Array.Empty<DeskRight>();
            var changed = await People.Change(person, new PersonDraft("N", isOff, [.. rights]), null, Admin, default);
            Assert.Equal(PeopleOutcome.Done, changed.Outcome);
            Assert.True(shows == await FindAsync(link) is not null, $"{person} as {role}, off: {isOff}");
        }
        await People.Remove(ana, null, Admin, default);
        Assert.Null(await FindAsync(link));
        Assert.Empty(await Tokens.All(PrincipalKind.Link, Desk, default));
    }

    [Fact]
    public async Task A_link_counts_how_often_its_page_was_opened_and_not_its_uses()
    {
        var link = await LinkAsync(bob);
        await Tokens.Used([link], default);
        Assert.Equal(0, Assert.Single(await Tokens.All(PrincipalKind.Link, Desk, default)).Uses);
        await Tokens.Opened([new LinkOpened(link, 2)], default);
        await Tokens.Opened([new LinkOpened(link, 1)], default);
        var told = Assert.Single(await Tokens.All(PrincipalKind.Link, Desk, default));
        Assert.Equal((3, time.GetUtcNow().UtcDateTime), (told.Uses, told.UsedAt));
    }

    /// <summary>The link as a web knows it. A board's change is told without a word back.</summary>
    private async Task<Principal?> FindAsync(string link, Func<Principal?, bool>? until = null)
    {
        Principal? found = null;
        await Eventually.IsTrueAsync(
            async () =>
            {
                var all = await silos.Client.GetGrain<IAccessGrain>(0).ChangesSince(null, default);
                found = all.Changed.FirstOrDefault(one => one.Id == link);
                return until?.Invoke(found) ?? true;
            },
            () => $"the link is another one, not {found}."
        );
        return found;
    }

    private async Task<string> LinkAsync(string maker)
    {
        var grants = new TokenGrants([new DeskRight(Desk, Role.Display, [], null)], [], false, Desk, board.Share);
        return (await Tokens.Make(PrincipalKind.Link, board.Name, maker, grants, null, Admin, default)).Token!.Id;
    }

    private async Task<string> JoinAsync(string name)
    {
        var email = $"{name}@example.com";
        var right = new DeskRight(Desk, Role.Manager, [], null);
        var link = (await People.Invite(email, name, [right], Admin, default)).Secret!;
        var joined = await People.Accept(link, name, "", "correct horse battery", new Visit("::1", ""), default);
        return joined.Person!;
    }
}
