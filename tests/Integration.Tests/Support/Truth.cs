using System.Text.Json;
using Apollo.Grains.Databases;
using Apollo.Grains.Itsm;
using Apollo.Model;
using Apollo.Oracle;
using Apollo.Servers;

namespace Apollo.Integration.Tests.Support;

/// <summary>What a screen shows, held against a recount of a fresh read of its ITSM at one instant.</summary>
internal static class Truth
{
    private static readonly string[] Topics =
    [
        "cards",
        "table:team",
        "table:assignee",
        "table:technician",
        "table:location",
        "table:category",
        "table:priority",
    ];

    /// <summary>A card or group that is not as the recount has it after a while; null = all are.</summary>
    public static Task<string?> DifferenceAsync(Uri address, string desk, Itsm itsm, TimeSpan within) =>
        DifferenceAsync(
            address,
            desk,
            async () => (await ReadAsync<Ticket>(itsm), await ReadAsync<Intervention>(itsm)),
            within
        );

    /// <summary>The like, of rows that are read otherwise.</summary>
    public static async Task<string?> DifferenceAsync(
        Uri address,
        string desk,
        Func<Task<(List<Ticket> Tickets, List<Intervention> Visits)>> read,
        TimeSpan within
    )
    {
        string? difference = null;
        await using var screen = await Screen.OpenWhenReadyAsync(address, desk, Topics);
        try
        {
            await Eventually.IsTrueAsync(
                async () =>
                {
                    var (tickets, interventions) = await read();
                    var before = screen.PulseAt;
                    await screen.Until(held => held.HasAll && held.PulseAt > before, "the next pulse");
                    var now = screen.PulseAt;
                    difference = Recount
                        .All(tickets, interventions, now, new OracleDesk("Europe/Paris"))
                        .Select(kpi => Difference(screen, kpi.Key, kpi.Value, now))
                        .FirstOrDefault(found => found is not null);
                    return difference is null;
                },
                () => difference ?? "",
                within,
                TimeSpan.FromMilliseconds(500)
            );
            return null;
        }
        catch (TimeoutException)
        {
            return difference;
        }
    }

    private static string? Difference(Screen screen, string kpi, Recounted truth, DateTime now)
    {
        var shown = screen.ValueAt(kpi, now);
        if (!Same(shown, truth.Value))
            return $"{kpi} shows {shown}, a recount gives {truth.Value}";
        var grown =
            screen.Result(kpi).GetProperty("rate").GetInt32()
            * (now - screen.Result(kpi).GetProperty("asOf").GetDateTime()).TotalSeconds;
        return truth
            .Groups.SelectMany(dimension => dimension.Value, (dimension, group) => (dimension.Key, Group: group))
            .Where(cell => !Same(screen.Value(kpi, cell.Key, cell.Group.Key) + grown, cell.Group.Value))
            .Select(cell =>
                $"{kpi} by {cell.Key} {JsonSerializer.Serialize(cell.Group.Key)} shows "
                + $"{screen.Value(kpi, cell.Key, cell.Group.Key)}, "
                + $"a recount gives {cell.Group.Value}"
            )
            .FirstOrDefault();
    }

    private static bool Same(double? one, double? other) =>
        one == other || (one is { } a && other is { } b && Math.Abs(a - b) <= 1e-6 * Math.Max(1, Math.Abs(a)));

    private static async Task<List<TRow>> ReadAsync<TRow>(Itsm itsm)
        where TRow : class, ISliceRow
    {
        var connection = new ItsmConnection(
            "apollo",
            Enum.Parse<DatabaseProvider>(itsm.Provider),
            itsm.ConnectionString
        );
        var slice = new Slice<TRow>(connection, TimeSpan.FromMinutes(2), _ => null, TimeProvider.System);
        await slice.LoadAsync();
        return [.. slice.Held.Rows];
    }
}
