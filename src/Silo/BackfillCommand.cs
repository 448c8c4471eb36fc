using System.Globalization;
using Apollo.Grains;
using Apollo.Grains.Backfill;
using Apollo.Grains.Configuration;
using Apollo.Hosting;
using Apollo.Model;

namespace Apollo.Silo;

/// <summary>
/// <c>backfill --desk ID [--from DATE]</c>: computes a desk's history of before it was watched, whether Apollo runs
/// meanwhile or not.
/// </summary>
public static class BackfillCommand
{
    private static readonly TimeSpan SaidEvery = TimeSpan.FromSeconds(2);
    private static long? saidAt;
    private const string Usage = "Usage: backfill --desk ID [--from YYYY-MM-DD]";

    /// <summary>Runs it.</summary>
    /// <param name="args">Desk and date, then configuration as at the start of a silo.</param>
    /// <returns>0: done. 1: it cannot be computed. 2: the command is not understood.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        if (!TryRead(args, out var desk, out var from, out var rest))
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }
        using var ending = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            ending.Cancel();
        };
        try
        {
            var builder = WebApplication.CreateBuilder(rest);
            Settings.Check(builder.Configuration);
            var kpis = builder.Services.AddApolloKpis();
            var desks = DeskList.Read(builder.Configuration, kpis, SiloHosting.DemoFile(builder));
            var setup =
                desks.All.FirstOrDefault(one => one.Info.Id == desk)
                ?? throw new ConfigurationException(
                    $"there is no desk '{desk}': {string.Join(", ", desks.All.Select(one => one.Info.Id))}."
                );
            using var backfill = new DeskBackfill(SiloHosting.Store(builder), kpis, TimeProvider.System);
            var last = await backfill.RunAsync(setup, from, Said, ending.Token);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The history of desk {desk} is computed from {last.From:u} to {last.Until:u} ({last.Rows} rows)"
                )
            );
            return 0;
        }
        catch (Exception error) when (error is ConfigurationException or InvalidDataException)
        {
            await Console.Error.WriteLineAsync($"No back-fill: {error.Message}");
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("The back-fill was ended; the next one begins anew.");
        }
        return 1;
    }

    private static void Said(BackfillProgress now)
    {
        if (saidAt is { } last && TimeProvider.System.GetElapsedTime(last) < SaidEvery)
            return;
        saidAt = TimeProvider.System.GetTimestamp();
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{now.State}: {now.Rows} rows read, at {now.At:u}")
        );
    }

    private static bool TryRead(string[] args, out string desk, out DateTime? from, out string[] rest)
    {
        (desk, from, rest) = ("", null, args);
        for (; rest is ["--desk" or "--from", var value, ..]; rest = rest[2..])
            if (rest[0] == "--desk")
                desk = value;
            else if (
                DateTime.TryParseExact(
                    value,
                    "yyyy-MM-dd",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                    out var date
                )
            )
                from = date;
            else
                return false;
        return desk.Length > 0;
    }
}
