using Apollo.Grains.Clock;
using Apollo.Integration.Tests.Support;
using Apollo.Servers;
using Apollo.Web.Embedded;
using Apollo.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace Apollo.Integration.Tests.EndToEnd;

/// <summary>
/// The desk's midnight at a real hub: silo, feed and hub on one clock that runs as clocks do, but was set to shortly
/// before the last midnight in Paris.
/// </summary>
public sealed class Midnight(ITestOutputHelper output)
{
    [Fact]
    public async Task Opened_today_falls_to_zero_on_a_screen_at_the_desks_midnight_without_any_change_in_the_ITSM()
    {
        using var folder = new ScratchFolder();
        var itsm = await Itsm.CreateAsync("Sqlite", folder);
        var paris = DeskCalendar.For("Europe/Paris", ServiceHours.Always);
        var midnight = new DateTime(paris.Midnight(DateTime.UtcNow.Ticks), DateTimeKind.Utc);
        await itsm.InsertTicketAsync("INC-1", midnight.AddMinutes(-5));
        var clock = new SetClock(midnight.AddSeconds(-30));

        var address = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        var builder = WebApplication.CreateBuilder();
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddKeyedSingleton<TimeProvider>(DeskClockAttribute.Name, clock);
        builder.Configuration.AddInMemoryCollection(Desk.Settings(itsm)!);
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?> { ["urls"] = address.ToString(), ["Apollo:DataFolder"] = folder.Path }
        );
        await using var app = await WebHosting.BuildAsync(builder, EmbeddedSilo.AddAsync);
        await app.StartAsync();
        await using var screen = await Screen.OpenAsync(address, Desk.Id, "cards");
        await screen.Until(held => held.Value("opened-today") == 1, "the ticket of the evening");
        Assert.True(clock.Now < midnight, $"Apollo started too slowly for its midnight: it is {clock.Now:O} there.");

        await screen.Until(held => held.Value("opened-today") == 0, "the new day", TimeSpan.FromSeconds(60));
        var seen = clock.Now;
        output.WriteLine($"The screen knew {(seen - midnight).TotalMilliseconds:0} ms after midnight");
        Assert.InRange(seen, midnight, midnight.AddSeconds(2));
        var result = screen.Result("opened-today");
        Assert.InRange(result.GetProperty("asOf").GetDateTime(), midnight, midnight.AddSeconds(2));
        Assert.True(result.GetProperty("moved").GetProperty("byClock").GetBoolean());
        Assert.Equal(1, screen.Value("open-tickets"));
        await app.StopAsync();
    }

    /// <summary>The system's clock, set to another time.</summary>
    private sealed class SetClock(DateTime start) : TimeProvider
    {
        private readonly TimeSpan shift = start - DateTime.UtcNow;

        public DateTime Now => GetUtcNow().UtcDateTime;

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + shift;
    }
}
