using System.Globalization;
using Apollo.Grains;
using Apollo.Grains.Catalogue;
using Apollo.Grains.Clock;
using Apollo.Grains.Configuration;
using Apollo.Grains.Databases;
using Apollo.Grains.Desks;
using Apollo.Grains.Itsm;
using Apollo.Grains.Placement;
using Apollo.Grains.Store;
using Apollo.Memcached;
using Apollo.Servers;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans.Hosting;
using Orleans.Runtime.Placement;
using Orleans.TestingHost;

namespace Apollo.Cluster.Tests.Support;

/// <summary>Silos with desks on SQLite ITSMs, under a clock that only the test moves.</summary>
internal sealed class DeskCluster : IAsyncDisposable
{
    /// <summary>Two minutes before midnight in Paris.</summary>
    public static readonly DateTime Start = new(2026, 3, 10, 22, 58, 0, DateTimeKind.Utc);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestAsk = TimeSpan.FromMinutes(1);

    private readonly ScratchFolder folder = new();
    private readonly Dictionary<string, ItsmFile> itsms;

    private readonly string system;

    private DeskCluster(KeptCache cache, DateTime start, string system, string[] desks)
    {
        this.system = system;
        Cache = cache;
        Clock = new FakeTimeProvider(start);
        itsms = desks.ToDictionary(desk => desk, desk => new ItsmFile(folder.File($"{desk}.db")));
    }

    public FakeTimeProvider Clock { get; }

    public KeptCache Cache { get; }

    public InProcessTestCluster Silos { get; private set; } = null!;

    /// <summary>The silo that knows nothing of the others; null = there is none.</summary>
    public InProcessTestCluster? Apart { get; private set; }

    public DateTime Now => Clock.GetUtcNow().UtcDateTime;

    public ItsmFile Itsm(string desk = "north") => itsms[desk];

    public Board Board(string desk = "north") => new(Silos.Client, Clock, desk);

    /// <summary>A cluster that is not started: the ITSMs are there to be filled.</summary>
    public static async Task<DeskCluster> PrepareAsync(
        KeptCache? cache = null,
        DateTime? start = null,
        bool schema = true,
        string system = "apollo",
        params string[] desks
    )
    {
        var cluster = new DeskCluster(
            cache ?? new KeptCache(),
            start ?? Start,
            system,
            desks is [] ? ["north"] : desks
        );
        if (schema)
            foreach (var itsm in cluster.itsms.Values)
                await itsm.CreateSchemaAsync();
        return cluster;
    }

    /// <param name="silos">How many silos.</param>
    /// <param name="scattered">Each grain lies in a silo of its own choice, not with its desk.</param>
    /// <param name="replace">Puts scripted parts in the place of real ones.</param>
    public async Task StartAsync(short silos = 1, bool scattered = false, Action<IServiceCollection>? replace = null) =>
        Silos = await DeployAsync(silos, scattered, replace);

    /// <summary>Starts one silo more that knows nothing of the others, over the same store and ITSMs: as two that have
    /// lost sight of each other.</summary>
    /// <param name="replace">Puts scripted parts in the place of real ones.</param>
    public async Task StartApartAsync(Action<IServiceCollection>? replace = null) =>
        Apart = await DeployAsync(1, false, replace);

    private async Task<InProcessTestCluster> DeployAsync(
        short silos,
        bool scattered,
        Action<IServiceCollection>? replace
    )
    {
        var builder = new InProcessTestClusterBuilder(silos);
        builder.ConfigureSilo(
            (_, silo) =>
            {
                // Orleans keeps the system's clock: its jittered waits would spin for ever in the last millisecond of a
                // clock that stands still.
                silo.Services.AddKeyedSingleton<TimeProvider>(DeskClockAttribute.Name, Clock);
                silo.Services.AddSingleton<IMultiGetCache>(Cache);
                silo.AddApolloGrains(DeskList.Read(Configuration(), silo.Services.AddApolloKpis(), "unused"))
                    .AddApolloStore(new StoreSettings(DatabaseProvider.Sqlite, $"Data Source={StoreFile}"));
                replace?.Invoke(silo.Services);
                if (!scattered)
                    return;
                silo.Services.AddKeyedSingleton<IPlacementDirector, ScatteredPlacement>(typeof(DeskPlacement));
                // It would wake the desk in the first silo, before there are others.
                silo.Services.Remove(silo.Services.First(service => service.ImplementationType == typeof(DesksAwake)));
            }
        );
        var cluster = builder.Build();
        await cluster.DeployAsync().WaitAsync(Patience);
        return cluster;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var cluster in (InProcessTestCluster?[])[Silos, Apart])
            if (cluster is not null)
                await BesideTheClockAsync(() => cluster.DisposeAsync().AsTask());
        SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    /// <summary>File of Apollo's own store.</summary>
    public string StoreFile => folder.File("store.db");

    /// <summary>A statement on Apollo's own store, past Apollo: as a fault that cuts a transaction.</summary>
    public async Task StoreAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={StoreFile};Pooling=False");
        await connection.ExecuteAsync(sql);
    }

    /// <summary>What Apollo's own store holds.</summary>
    public async Task<IReadOnlyList<T>> StoredAsync<T>(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={StoreFile};Pooling=False");
        return [.. await connection.QueryAsync<T>(sql)];
    }

    /// <summary>Somebody may sign in, and is there to be told.</summary>
    /// <param name="id">Their id.</param>
    /// <param name="name">Their name.</param>
    /// <param name="rights">What they may on which desk, as JSON.</param>
    public Task AddPersonAsync(string id, string name, string rights) =>
        StoreAsync(
            "INSERT INTO apollo_people (id, login, email, name, stamp, is_off, rights, revision) VALUES "
                + $"('{id}', 'local:{name}', '{name.ToLowerInvariant()}@example.com', '{name}', 's', 0, '{rights}', 1)"
        );

    /// <summary>
    /// The clock goes on, some seconds at a time, until it is so. Messages have a time-out on this clock: while one is
    /// under way it goes on slowly, so that a slow machine does not cut them all.
    /// </summary>
    /// <param name="isSo">Asked before each step.</param>
    /// <param name="what">What is waited for: said when it does not come.</param>
    /// <param name="seconds">Of a step.</param>
    /// <param name="sending">Seconds of a step while a message is under way.</param>
    public Task JumpUntilAsync(Func<Task<bool>> isSo, string what, double seconds, double sending) =>
        Eventually.IsTrueAsync(
            async () =>
            {
                if (await isSo())
                    return true;
                Clock.Advance(TimeSpan.FromSeconds(await IsSendingAsync() ? sending : seconds));
                return false;
            },
            () => what
        );

    private async Task<bool> IsSendingAsync()
    {
        try
        {
            var leases = await StoredAsync<long>(
                "SELECT COUNT(*) FROM apollo_deliveries WHERE state = 'waiting' AND leased_until > 0"
            );
            return leases[0] > 0;
        }
        catch (SqliteException)
        {
            // The store is away: nothing is sent.
            return false;
        }
    }

    /// <summary>Stops all silos in good order and starts new ones, as an update of Apollo does.</summary>
    /// <param name="meanwhile">What happens while none runs.</param>
    /// <param name="replace">Puts scripted parts in the place of real ones.</param>
    public async Task RestartAsync(Func<Task> meanwhile, Action<IServiceCollection>? replace = null)
    {
        await BesideTheClockAsync(() => Silos.DisposeAsync().AsTask());
        await meanwhile();
        await StartAsync(replace: replace);
    }

    /// <summary>Stops a silo in good order; its desks go to the others.</summary>
    public Task StopAsync(InProcessSiloHandle silo) => BesideTheClockAsync(() => Silos.StopSiloAsync(silo));

    /// <summary>Ends a silo without a word to the others, as the loss of its machine does.</summary>
    public Task KillAsync(InProcessSiloHandle silo) => BesideTheClockAsync(() => Silos.KillSiloAsync(silo));

    /// <summary>As <see cref="KillAsync"/>, of the one that knows nothing of the others.</summary>
    public Task KillApartAsync() => BesideTheClockAsync(() => Apart!.KillSiloAsync(Apart.Silos[0]));

    /// <summary>Ends a grain; who asks for it next begins it afresh.</summary>
    public Task DeactivateAsync(IAddressable grain) => BesideTheClockAsync(() => Silos.DeactivateAsync(grain));

    /// <summary>
    /// A silo stops when its calls are answered, and who asks "what changed?" is answered after a while: the clock must
    /// go on. Once all of them had their while it goes on slowly: however long a busy machine takes, the desk was away
    /// for minutes, and not so long that nothing can be said of before.
    /// </summary>
    private async Task BesideTheClockAsync(Func<Task> stop)
    {
        // Elsewhere: what of it runs before its first wait may need the clock too.
        var stopped = Task.Run(stop);
        var slowly = Clock.GetUtcNow() + LongestAsk;
        // Not faster than the silos follow: each second that passes makes every desk poll once more.
        await Eventually.IsTrueAsync(
            () =>
            {
                Clock.Advance(TimeSpan.FromSeconds(Clock.GetUtcNow() < slowly ? 1 : 0.05));
                return stopped.IsCompleted;
            },
            "the silos stop.",
            Patience,
            TimeSpan.FromMilliseconds(20 * itsms.Count)
        );
        await stopped;
    }

    /// <summary>The first desk's limits of a KPI change in every silo while it runs.</summary>
    public void SetLimits(string kpi, double? warning, double? critical, double? ofTeams = null)
    {
        var limits = new Dictionary<string, string?>
        {
            [$"Apollo:Desks:0:Thresholds:{kpi}:Warning"] = warning?.ToString(CultureInfo.InvariantCulture),
            [$"Apollo:Desks:0:Thresholds:{kpi}:Critical"] = critical?.ToString(CultureInfo.InvariantCulture),
        };
        if (ofTeams is { } team)
            limits[$"Apollo:Desks:0:Thresholds:{kpi}:Groups:team:Warning"] = team.ToString(
                CultureInfo.InvariantCulture
            );
        foreach (var silo in Silos.Silos)
            silo.ServiceProvider.GetRequiredService<DeskList>()
                .TakeLimits(DeskList.Read(Configuration(limits), KpiCatalogue.Standard, "unused"));
    }

    private IConfiguration Configuration(IReadOnlyDictionary<string, string?>? more = null) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(more ?? new Dictionary<string, string?>())
            .AddInMemoryCollection(
                itsms.SelectMany(
                    (pair, index) =>
                        new Dictionary<string, string?>
                        {
                            [$"Apollo:Desks:{index}:Id"] = pair.Key,
                            [$"Apollo:Desks:{index}:TimeZone"] = "Europe/Paris",
                            [$"Apollo:Desks:{index}:Sweep"] = "00:00:30",
                            [$"Apollo:Desks:{index}:Itsm:System"] = system,
                            [$"Apollo:Desks:{index}:Itsm:Provider"] = "Sqlite",
                            [$"Apollo:Desks:{index}:Itsm:ConnectionString"] = pair.Value.ConnectionString,
                        }
                )
            )
            .Build();
}
