using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Apollo.Cards;
using Apollo.Model;
using Apollo.Servers;
using Apollo.Web.Feeds;
using Apollo.Web.Hubs;
using Apollo.Web.Messages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Apollo.Benchmarks.Push;

/// <summary>
/// Fan-out of one batch to many screens: Apollo's way (a watcher with one send in flight per screen, one serialised
/// message for all in step who may see the same) against a bare hub's <c>Clients.All</c> with the same card, in turn in
/// the same run; once for screens that all see the same, and once for those of five roles.
/// Rounds wait until every screen has received the last.
/// </summary>
internal static class FanOutBench
{
    private const int Rounds = 60;

    /// <summary>A display, a viewer, two members and a manager: each has another message of the board.</summary>
    private static readonly ShownTables[] roles =
    [
        new([]),
        new([Dimension.Team]),
        new([Dimension.Assignee], "Ana Lima"),
        new([Dimension.Assignee], "Bo Chen"),
        new([Dimension.Assignee]),
    ];

    public static async Task<int> RunAsync(string[] arguments)
    {
        var clients = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 1_000;
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSignalR().AddJsonProtocol(json => CardJson.Configure(json.PayloadSerializerOptions));
        builder.Services.AddSingleton<BareConnections>();
        builder.Services.AddSingleton<HubLifetimeManager<BareHub>>(services =>
            services.GetRequiredService<BareConnections>()
        );
        await using var app = builder.Build();
        app.MapHub<BareHub>("/bare");
        await app.StartAsync();

        var received = 0;
        var all = new TaskCompletionSource();
        using var stop = new CancellationTokenSource();
        var readers = new List<Task>();
        for (var number = 0; number < clients; number++)
        {
            var screen = await RawScreen.OpenAsync(new Uri(new Uri(app.Urls.First()), "bare"), null, stop.Token);
            readers.Add(
                Task.Run(() =>
                    screen.ReadAsync(
                        message =>
                        {
                            if (message.IndexOf("\"Board\""u8) >= 0 && Interlocked.Increment(ref received) == clients)
                                all.TrySetResult();
                        },
                        stop.Token
                    )
                )
            );
        }
        var connections = app.Services.GetRequiredService<BareConnections>();
        await Eventually.IsTrueAsync(() => connections.Count >= clients, "all clients are connected.");
        var hub = app.Services.GetRequiredService<IHubContext<BareHub>>();
        var same = Watchers(_ => roles[0]);
        var ofRoles = Watchers(number => roles[number % roles.Length]);
        var delta = Delta();
        var board = BoardMessages.Board("bench", false, DateTime.UtcNow, [], [delta], [], []);

        async Task<double> RoundAsync(Func<Task> send)
        {
            (received, all) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            var before = Stopwatch.GetTimestamp();
            await send();
            await all.Task;
            return Stopwatch.GetElapsedTime(before).TotalMilliseconds;
        }

        Watcher[] Watchers(Func<int, ShownTables> tables) =>
            [
                .. connections.All.Select(
                    (connection, number) =>
                        new Watcher(
                            connection,
                            tables(number),
                            (_, _) => throw new InvalidOperationException("No screen falls behind in this run.")
                        )
                ),
            ];

        Task Ours(Watcher[] watchers)
        {
            foreach (var alike in watchers.GroupBy(watcher => watcher.Tables.Key))
            {
                var (names, person) = (alike.First().Tables.Names, alike.First().Tables.Person);
                var message = new SerializedHubMessage(
                    new Microsoft.AspNetCore.SignalR.Protocol.InvocationMessage(
                        "Board",
                        [BoardMessages.Board("bench", false, DateTime.UtcNow, [], [delta], [], names, person)]
                    )
                );
                foreach (var watcher in alike)
                    watcher.Offer([delta], message);
            }
            return Task.CompletedTask;
        }

        Task Bare() => hub.Clients.All.SendAsync("Board", board);

        var (ours, five, bare) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds + 10; round++)
        {
            var times = (
                await RoundAsync(Bare),
                await RoundAsync(() => Ours(same)),
                await RoundAsync(() => Ours(ofRoles))
            );
            if (round < 10)
                continue;
            bare.Add(times.Item1);
            ours.Add(times.Item2);
            five.Add(times.Item3);
        }
        await stop.CancelAsync();
        ours.Sort();
        five.Sort();
        bare.Sort();
        Console.WriteLine($"{Machine.Words}; load on the same machine");
        Console.WriteLine();
        Console.WriteLine($"| {clients:N0} screens | p50 ms | max ms | deliveries/s at p50 |");
        Console.WriteLine("|---|---|---|---|");
        foreach (
            var (name, times) in new[]
            {
                ("bare hub", bare),
                ("Apollo's feed", ours),
                ("Apollo's feed, five roles", five),
            }
        )
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {name} | {times[Rounds / 2]:F1} | {times[^1]:F1} | {clients / times[Rounds / 2] * 1000:N0} |"
                )
            );
        foreach (var (name, times) in new[] { ("Apollo ÷ bare", ours), ("Apollo ÷ bare, five roles", five) })
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| throughput, {name} | {bare[Rounds / 2] / times[Rounds / 2]:F2} | | |"
                )
            );
        return 0;
    }

    private static KpiResult Delta() =>
        new()
        {
            Kpi = "open-tickets",
            Value = 142,
            Status = KpiStatus.Good,
            AsOf = DateTime.UtcNow,
            ReadAt = DateTime.UtcNow,
            Revision = 1,
            SliceVersion = "1-1",
            Groups = ImmutableDictionary<string, ImmutableSortedDictionary<string, double?>>
                .Empty.Add(Dimension.Team, Groups("Network", "Workplace", "Servers"))
                .Add(Dimension.Assignee, Groups("Ana Lima", "Bo Chen", "Cai Wu")),
        };

    private static ImmutableSortedDictionary<string, double?> Groups(params string[] names) =>
        names.ToImmutableSortedDictionary(name => name, _ => (double?)47);

    /// <summary>A hub with nothing in it.</summary>
    internal sealed class BareHub : Hub;

    /// <summary>The stock lifetime manager, with its connections in reach.</summary>
    internal sealed class BareConnections(ILogger<DefaultHubLifetimeManager<BareHub>> logger)
        : DefaultHubLifetimeManager<BareHub>(logger)
    {
        private readonly System.Collections.Concurrent.ConcurrentBag<HubConnectionContext> connections = [];

        public int Count => connections.Count;

        public IEnumerable<HubConnectionContext> All => connections;

        public override Task OnConnectedAsync(HubConnectionContext connection)
        {
            connections.Add(connection);
            return base.OnConnectedAsync(connection);
        }
    }
}
