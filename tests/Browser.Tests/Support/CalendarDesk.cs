using System.Globalization;
using System.Text.Json;
using Apollo.Servers;

namespace Apollo.Browser.Tests.Support;

/// <summary>The small desk of all tests of the calendar.</summary>
public sealed class CalendarDesk : IAsyncLifetime
{
    private SmallDesk desk = null!;

    internal SmallDesk Desk => desk;

    public async Task InitializeAsync() => desk = await SmallDesk.StartAsync();

    public async Task DisposeAsync() => await desk.DisposeAsync();

    /// <summary>Waits until so many visits of a day were read.</summary>
    internal async Task HasAsync(int visits, DateTime day)
    {
        using var http = new HttpClient { BaseAddress = desk.Apollo.Address };
        var asked = string.Create(
            CultureInfo.InvariantCulture,
            $"api/desks/small/interventions?from={day:yyyy-MM-dd}T00:00Z&to={day.AddDays(1):yyyy-MM-dd}T00:00Z"
        );
        await Eventually.IsTrueAsync(
            async () =>
            {
                using var read = JsonDocument.Parse(await http.GetStringAsync(new Uri(asked, UriKind.Relative)));
                return read.RootElement.GetProperty("interventions").GetArrayLength() == visits;
            },
            () => $"{visits} visits of {day:d} are read."
        );
    }
}
