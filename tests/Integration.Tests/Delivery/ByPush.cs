using System.Buffers.Text;
using System.Text;
using Apollo.Grains.Databases;
using Apollo.Grains.Delivery;
using Apollo.Grains.Store;
using Apollo.Integration.Tests.Store;
using Apollo.Model;
using Apollo.Servers;
using Microsoft.Data.Sqlite;

namespace Apollo.Integration.Tests.Delivery;

/// <summary>
/// Web Push to a service of the test's own, which checks who sends (RFC 8292) and decrypts as a browser (RFC 8291).
/// </summary>
public sealed class ByPush : IAsyncLifetime
{
    private const string Id = "01960000-0000-7000-8000-000000000001";
    private readonly ScratchFolder folder = new();
    private readonly DeliverySettings settings = DeliverySettings.Nowhere with
    {
        Guarded = () => new SocketsHttpHandler(),
        Seal = text => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)),
        Unseal = text => Encoding.UTF8.GetString(Convert.FromBase64String(text)),
        PublicUrl = new Uri("https://apollo.example.com/"),
    };
    private PushReceiver service = null!;
    private OpenStore open = null!;

    public async Task InitializeAsync()
    {
        open = new OpenStore(new StoreSettings(DatabaseProvider.Sqlite, $"Data Source={folder.File("store.db")}"));
        service = await PushReceiver.StartAsync();
        service.Known = (await new PushKeys(open.Notices, settings).ReadAsync(default)).Public;
    }

    public async Task DisposeAsync()
    {
        await service.DisposeAsync();
        open.Dispose();
        SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public async Task A_push_is_signed_by_the_key_that_browsers_know_and_only_the_browser_can_read_it()
    {
        await SubscribeAsync();
        await SendAsync(SomeMessage.Of(Id, SomeMessage.Line("Critical: Größe 14 (limit 10)", "Call Ben")));
        var push = Assert.Single(service.Pushes);
        Assert.Equal(Id.Replace("-", "", StringComparison.Ordinal), push.Topic);
        Assert.Equal("86400", push.Headers["TTL"]);
        Assert.Equal("high", push.Headers["Urgency"]);
        Assert.Equal("aes128gcm", push.Headers["Content-Encoding"]);
        Assert.Equal(Id, push["id"]);
        Assert.Equal("North: Critical: Größe 14 (limit 10)", push["title"]);
        Assert.Equal("Call Ben", push["body"]);
        Assert.Equal("/alerts", push["url"]);
        Assert.Equal("True", push["critical"]);
        Assert.True(push.Size < 4_096);
    }

    [Fact]
    public async Task A_push_that_another_signed_is_none()
    {
        await SubscribeAsync();
        service.Known = Base64Url.EncodeToString(new byte[65]);
        await Assert.ThrowsAsync<UndeliverableException>(() => SendAsync(SomeMessage.Of(Id)));
        Assert.Empty(service.Pushes);
        Assert.Contains("another's key", Assert.Single(service.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_longest_message_still_fits()
    {
        await SubscribeAsync();
        var line = SomeMessage.Line(new string('語', 1_000), [.. Enumerable.Repeat(new string('語', 500), 9)]);
        await SendAsync(SomeMessage.Of(Id, line));
        Assert.True(Assert.Single(service.Pushes).Size <= 4_096);
    }

    [Fact]
    public async Task A_browser_that_gave_it_up_is_forgotten_and_another_answer_is_tried_again()
    {
        await SubscribeAsync();
        service.Answer = http => Task.FromResult(http.Response.StatusCode = 503);
        Assert.False((await Assert.ThrowsAsync<UndeliverableException>(() => SendAsync(SomeMessage.Of(Id)))).IsFinal);
        service.Answer = http => Task.FromResult(http.Response.StatusCode = 410);
        Assert.True((await Assert.ThrowsAsync<UndeliverableException>(() => SendAsync(SomeMessage.Of(Id)))).IsFinal);
        Assert.Empty(await open.Notices.BrowsersAsync("ana", default));
    }

    [Fact]
    public async Task Keys_and_addresses_are_encrypted_in_the_store_and_the_key_stays_the_same()
    {
        await SubscribeAsync();
        var first = await new PushKeys(open.Notices, settings).ReadAsync(default);
        Assert.Equal(first, await new PushKeys(open.Notices, settings).ReadAsync(default));
        var kept = await open.Notices.SecretAsync("push", () => throw new InvalidOperationException(), default);
        Assert.DoesNotContain(first.Private, kept, StringComparison.Ordinal);
        var stored = Assert.Single(await open.Notices.BrowsersAsync("ana", default));
        Assert.DoesNotContain("http", stored.Document, StringComparison.Ordinal);
        // In another person's hands it is theirs, and nobody else's.
        await new PushBrowsers(open.Notices, settings).AddAsync("ben", Address(), "Firefox", DateTime.UtcNow, default);
        Assert.Empty(await open.Notices.BrowsersAsync("ana", default));
        Assert.Single(await open.Notices.BrowsersAsync("ben", default));
    }

    private Task SubscribeAsync() =>
        new PushBrowsers(open.Notices, settings).AddAsync("ana", Address(), "Firefox", DateTime.UtcNow, default);

    private PushAddress Address() => new($"{service.Url}/push/1", service.P256dh, service.Auth);

    private async Task SendAsync(AlertMessage message)
    {
        using var channel = new PushChannel(
            new PushBrowsers(open.Notices, settings),
            new PushKeys(open.Notices, settings),
            settings
        );
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await channel.SendAsync(message, limit.Token);
    }
}
