using System.Globalization;
using Apollo.Benchmarks.Alerts;
using Apollo.Grains.Catalogue;
using Apollo.Servers;
using Apollo.Simulator.Database;
using Apollo.Web.Embedded;
using Apollo.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Apollo.Benchmarks.Push;

/// <summary>
/// <c>readers [screens] [rounds]</c>: what history and alerts, which follow every cut, cost the way from a commit to a
/// screen: the whole path of <see cref="WholePathBench"/> with both, and without each, in turn in the same run. Alerts
/// have <see cref="BusyRules"/> to look at; beside it, what their notices took from the cut to a screen.
/// </summary>
internal static class ReadersBench
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        int Number(int index, int usual) =>
            arguments.Length > index ? int.Parse(arguments[index], CultureInfo.InvariantCulture) : usual;

        var (screens, rounds) = (Number(0, 100), Number(1, 3));
        Console.WriteLine(
            $"{Machine.Words}; SQLite, {screens} screens, 50 commits/s, {rounds} rounds of 30 s each, "
                + $"{BusyRules.Number:N0} rules, {BusyRules.Due:N0} tickets due within the hour"
        );
        Console.WriteLine();
        (string Name, Type? Left)[] kinds =
        [
            ("with both", null),
            ("without history", typeof(IHistoryGrain)),
            ("without alerts", typeof(IAlertsGrain)),
        ];
        var delays = kinds.ToDictionary(kind => kind.Name, _ => new List<double>());
        var notices = new List<Notice>();
        for (var round = 0; round < rounds; round++)
            foreach (var (name, left) in kinds)
                delays[name].AddRange(await OnceAsync(screens, left, notices));
        Console.WriteLine("| path | receipts | p50 ms | p99 ms | with both ÷ it, p50 | p99 |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|");
        var both = delays[kinds[0].Name].Order().ToList();
        foreach (var (name, _) in kinds)
        {
            var sorted = delays[name].Order().ToList();
            Console.WriteLine(
                $"| {name} | {sorted.Count:N0} | {WholePathBench.Figure(sorted, 0.5)} "
                    + $"| {WholePathBench.Figure(sorted, 0.99)} | {Ratio(both, sorted, 0.5)} "
                    + $"| {Ratio(both, sorted, 0.99)} |"
            );
        }
        Console.WriteLine();
        Notice.WriteHead();
        Notice.Write("the cut that crosses", notices.Where(one => one.Ticket is null).Select(one => one.Lag));
        Notice.Write(
            "the second at which a ticket is due",
            notices.Where(one => one.Ticket is not null).Select(one => one.Lag)
        );
        return 0;
    }

    private static string Ratio(List<double> both, List<double> one, double share) =>
        (At(both, share) / At(one, share)).ToString("F2", CultureInfo.InvariantCulture);

    private static double At(List<double> sorted, double share) =>
        sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)];

    private static async Task<List<double>> OnceAsync(int screens, Type? left, List<Notice> notices)
    {
        using var folder = new ScratchFolder();
        var itsm = $"Data Source={folder.File("itsm.db")}";
        await DeskDatabase.Of("Sqlite", itsm).CreateSchemaAsync(CancellationToken.None);
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{FreePort.Next()}"));
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(
            WholePathBench
                .SettingsOf("Sqlite", itsm)
                .Append(new("urls", address.ToString()))
                .Append(new("Apollo:DataFolder", folder.Path))
                .ToDictionary(setting => setting.Key, setting => (string?)setting.Value)
        );
        builder.Services.AddSingleton(KpiCatalogue.Standard);
        if (left is not null)
            builder.Services.AddSingleton<IOutgoingGrainCallFilter>(new LeftOut(left));
        await using var apollo = await WebHosting.BuildAsync(builder, EmbeddedSilo.AddAsync);
        await BusyRules.WriteTicketsAsync(itsm);
        await apollo.StartAsync();
        await using var heard = left == typeof(IAlertsGrain) ? null : await Notices.HearAsync(address);
        if (heard is not null)
            await BusyRules.AddAsync(
                apollo.Services.GetRequiredService<IGrainFactory>().GetGrain<IAlertsGrain>("bench")
            );
        // What fired before its rule was there is told late for a reason.
        var ready = DateTime.UtcNow;
        var delays = await WholePathBench.DelaysAsync("Sqlite", itsm, address, screens, BusyRules.Due);
        notices.AddRange(heard?.All.Where(one => one.FiredAt > ready) ?? []);
        await apollo.StopAsync();
        SqliteConnection.ClearAllPools();
        return delays;
    }

    /// <summary>A grain that nobody reaches, and that so never is.</summary>
    private sealed class LeftOut(Type grain) : IOutgoingGrainCallFilter
    {
        public Task Invoke(IOutgoingGrainCallContext context) =>
            context.InterfaceMethod.DeclaringType != grain ? context.Invoke()
            : context.InterfaceMethod.ReturnType == typeof(Task) ? Task.CompletedTask
            : Task.FromException(new InvalidOperationException($"{grain.Name} is left out."));
    }
}
