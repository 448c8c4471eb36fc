using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Apollo.Cluster.Tests.Support;
using Apollo.Model;
using Apollo.Servers;

namespace Apollo.Cluster.Tests.Alerts;

/// <summary>A hook is told once of what happens, signed, together where it comes together, and again after a fault.
/// </summary>
public sealed class ToldByAHook
{
    [Fact]
    public async Task A_hook_is_told_that_it_fires_and_that_it_is_over()
    {
        await using var desk = await ToldDesk.StartAsync();
        await desk.Cluster.Itsm().WriteAsync(Some.Ticket("A", desk.Cluster.Now));
        await desk.PassUntilAsync(() => Task.FromResult(desk.Receiver.Calls.Count > 0), "the hook is told");
        var fired = Assert.Single(desk.Receiver.Calls);
        var (alert, reason) = Assert.Single(fired.Alerts);
        Assert.Equal("fired", reason);
        Assert.Contains("Call the plumber", fired.Body, StringComparison.Ordinal);
        Assert.Contains("\"link\":\"https://apollo.example.com/alerts\"", fired.Body, StringComparison.Ordinal);
        var stamp = fired.Headers["Apollo-Timestamp"];
        Assert.InRange(
            long.Parse(stamp, CultureInfo.InvariantCulture),
            new DateTimeOffset(DeskCluster.Start).ToUnixTimeSeconds(),
            new DateTimeOffset(desk.Cluster.Now).ToUnixTimeSeconds()
        );
        var hash = HMACSHA256.HashData("secret"u8, Encoding.UTF8.GetBytes($"{stamp}.{fired.Body}"));
        Assert.Equal($"sha256={Convert.ToHexStringLower(hash)}", fired.Headers["Apollo-Signature"]);

        await desk.Cluster.Itsm().DeleteAsync("A");
        await desk.PassUntilAsync(() => Task.FromResult(desk.Receiver.Calls.Count > 1), "the hook is told again");
        Assert.Equal([(alert, "resolved")], desk.Receiver.Calls[1].Alerts);
        Assert.NotEqual(fired.Delivery, desk.Receiver.Calls[1].Delivery);
        var told = (await desk.Delivery.Told([alert], default))[alert];
        Assert.Equal(
            [("webhook", "Ops", TellState.Sent, 1), ("webhook", "Ops", TellState.Sent, 1)],
            told.Select(one => (one.Channel, one.To, one.State, one.Tries))
        );
    }

    [Fact]
    public async Task What_is_away_for_an_hour_is_told_later_and_later_under_the_same_id_until_it_is_back()
    {
        await using var desk = await ToldDesk.StartAsync();
        desk.Receiver.Answer = http =>
        {
            http.Response.StatusCode = 503;
            return Task.CompletedTask;
        };
        await desk.Cluster.Itsm().WriteAsync(Some.Ticket("A", desk.Cluster.Now));
        await desk.PassUntilAsync(() => Task.FromResult(desk.Receiver.Calls.Count > 0), "the hook is told");
        await desk.JumpUntilAsync(
            () => Task.FromResult(desk.Cluster.Now - DeskCluster.Start > TimeSpan.FromHours(1)),
            "an hour is over",
            seconds: 60
        );
        // Each minute it would be 60 times.
        Assert.InRange(desk.Receiver.Calls.Count, 3, 20);
        desk.Receiver.Answer = _ => Task.CompletedTask;
        await desk.JumpUntilAsync(async () => (await StatesAsync(desk)).Contains("sent"), "it is taken");
        Assert.Single(desk.Receiver.Calls.Select(call => call.Delivery).Distinct());
        var alert = desk.Receiver.Calls[0].Alerts[0].Alert;
        var told = Assert.Single((await desk.Delivery.Told([alert], default))[alert]);
        Assert.Equal(TellState.Sent, told.State);
        Assert.InRange(told.Tries, desk.Receiver.Calls.Count, 30);
    }

    [Fact]
    public async Task What_can_never_be_taken_is_given_up_at_once()
    {
        await using var desk = await ToldDesk.StartAsync();
        desk.Receiver.Answer = http =>
        {
            http.Response.StatusCode = 410;
            return Task.CompletedTask;
        };
        await desk.Cluster.Itsm().WriteAsync(Some.Ticket("A", desk.Cluster.Now));
        await desk.PassUntilAsync(async () => (await StatesAsync(desk)).Contains("failed"), "it is given up");
        Assert.Equal("It answered 410.", Assert.Single(await desk.StoredAsync<string>(Errors)));
        Assert.Single(desk.Receiver.Calls);
    }

    [Fact]
    public async Task What_a_hook_can_never_take_the_managers_are_told_by_mail()
    {
        await using var smtp = new SmtpReceiver();
        await using var desk = await ToldDesk.StartAsync(ToldDesk.ByMail(smtp));
        await desk.AddPersonAsync("p1", "Ana", ToldDesk.Manager);
        await desk.AddPersonAsync("p2", "Ben", "[{\"desk\":\"north\",\"role\":\"member\",\"teams\":[\"Network\"]}]");
        desk.Receiver.Answer = http =>
        {
            http.Response.StatusCode = 410;
            return Task.CompletedTask;
        };
        await desk.Cluster.Itsm().WriteAsync(Some.Ticket("A", desk.Cluster.Now));
        await desk.PassUntilAsync(() => Task.FromResult(smtp.Mails.Count > 0), "the managers are told");
        Assert.Equal(["ana@example.com"], Assert.Single(smtp.Mails).To);
        Assert.Contains("could not be told by webhook", smtp.Mails[0].Text, StringComparison.Ordinal);
        await desk.PassUntilAsync(async () => (await StatesAsync(desk)).Contains("sent"), "it is taken");
        var told = (await desk.Delivery.Told([desk.Receiver.Calls[0].Alerts[0].Alert], default)).Values.Single();
        // Both are of one instant where the clock did not pass between them.
        Assert.Equal(
            [("email", "Ana", TellState.Sent), ("webhook", "Ops", TellState.Failed)],
            told.Select(one => (one.Channel, one.To, one.State)).Order()
        );
    }

    [Fact]
    public async Task An_outside_monitor_is_called_each_minute_while_the_rules_are_looked_at()
    {
        await using var monitor = await HookReceiver.StartAsync();
        await using var desk = await ToldDesk.StartAsync(all => all with { Heartbeat = new Uri(monitor.Url) });
        await desk.JumpUntilAsync(() => Task.FromResult(monitor.Calls.Count > 2), "the monitor is called");
        Assert.True(desk.Cluster.Now - DeskCluster.Start > TimeSpan.FromMinutes(2));
    }

    private const string Errors = "SELECT error FROM apollo_deliveries";

    private static Task<IReadOnlyList<string>> StatesAsync(ToldDesk desk) =>
        desk.StoredAsync<string>("SELECT state FROM apollo_deliveries");
}
