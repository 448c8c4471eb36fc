using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Apollo.Grains.Databases;
using Apollo.Grains.Delivery;
using Apollo.Grains.Store;
using Apollo.Integration.Tests.Store;
using Apollo.Model;
using Apollo.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;

namespace Apollo.Integration.Tests.Delivery;

/// <summary>
/// Web Push to a service of the test's own, which checks who sends (RFC 8292) and decrypts as a browser (RFC 8291).
/// </summary>
public sealed class ByPush : IAsyncLifetime
{
    private const string Id = "01960000-0000-7000-8000-000000000001";
    private readonly ScratchFolder folder = new();
    private readonly ECDiffieHellman browser = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] auth = RandomNumberGenerator.GetBytes(16);
    private readonly List<(IHeaderDictionary Headers, byte[] Body)> pushes = [];
    private readonly DeliverySettings settings = DeliverySettings.Nowhere with
    {
        Guarded = () => new SocketsHttpHandler(),
        Seal = text => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)),
        Unseal = text => Encoding.UTF8.GetString(Convert.FromBase64String(text)),
        PublicUrl = new Uri("https://apollo.example.com/"),
    };
    private WebApplication service = null!;
    private OpenStore open = null!;
    private int status = 201;

    private string Endpoint => $"{service.Urls.First()}/push/1";

    public async Task InitializeAsync()
    {
        open = new OpenStore(new StoreSettings(DatabaseProvider.Sqlite, $"Data Source={folder.File("store.db")}"));
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        service = builder.Build();
        service.Run(async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            lock (pushes)
                pushes.Add((new HeaderDictionary(http.Request.Headers.ToDictionary()), body.ToArray()));
            http.Response.StatusCode = status;
        });
        await service.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await service.DisposeAsync();
        open.Dispose();
        SqliteConnection.ClearAllPools();
        browser.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_push_is_signed_by_the_key_that_browsers_know_and_only_the_browser_can_read_it()
    {
        await SubscribeAsync();
        await SendAsync(SomeMessage.Of(Id, SomeMessage.Line("Critical: Größe 14 (limit 10)", "Call Ben")));
        var (headers, body) = Assert.Single(pushes);
        Assert.Equal(Id.Replace("-", "", StringComparison.Ordinal), headers["Topic"]);
        Assert.Equal("86400", headers["TTL"]);
        Assert.Equal("high", headers["Urgency"]);
        Assert.Equal("aes128gcm", headers.ContentEncoding);
        await CheckVapidAsync(headers.Authorization.ToString());

        using var told = JsonDocument.Parse(Decrypt(body));
        Assert.Equal(Id, told.RootElement.GetProperty("id").GetString());
        Assert.Equal("North: Critical: Größe 14 (limit 10)", told.RootElement.GetProperty("title").GetString());
        Assert.Equal("Call Ben", told.RootElement.GetProperty("body").GetString());
        Assert.Equal("/alerts", told.RootElement.GetProperty("url").GetString());
        Assert.True(told.RootElement.GetProperty("critical").GetBoolean());
        Assert.True(body.Length < 4_096);
    }

    [Fact]
    public async Task The_longest_message_still_fits()
    {
        await SubscribeAsync();
        var line = SomeMessage.Line(new string('語', 1_000), [.. Enumerable.Repeat(new string('語', 500), 9)]);
        await SendAsync(SomeMessage.Of(Id, line));
        Assert.True(Assert.Single(pushes).Body.Length <= 4_096);
    }

    [Fact]
    public async Task A_browser_that_gave_it_up_is_forgotten_and_another_answer_is_tried_again()
    {
        await SubscribeAsync();
        status = 503;
        Assert.False((await Assert.ThrowsAsync<UndeliverableException>(() => SendAsync(SomeMessage.Of(Id)))).IsFinal);
        status = 410;
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

    private PushAddress Address() =>
        new(Endpoint, Base64Url.EncodeToString(PointOf(browser)), Base64Url.EncodeToString(auth));

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

    /// <summary>vapid t=(JWT), k=(public key)</summary>
    private async Task CheckVapidAsync(string header)
    {
        Assert.StartsWith("vapid ", header, StringComparison.Ordinal);
        var parts = header[6..].Split(',').Select(part => part.Trim().Split('=', 2)).ToDictionary(p => p[0], p => p[1]);
        var known = (await new PushKeys(open.Notices, settings).ReadAsync(default)).Public;
        Assert.Equal(known, parts["k"]);
        var jwt = parts["t"].Split('.');
        var point = Base64Url.DecodeFromChars(parts["k"]);
        using var key = ECDsa.Create(
            new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = point[1..33], Y = point[33..] },
            }
        );
        Assert.True(
            key.VerifyData(
                Encoding.ASCII.GetBytes($"{jwt[0]}.{jwt[1]}"),
                Base64Url.DecodeFromChars(jwt[2]),
                HashAlgorithmName.SHA256
            )
        );
        using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(jwt[1]));
        // The whole origin: with its port, which is not that of its scheme.
        Assert.Equal(service.Urls.First(), claims.RootElement.GetProperty("aud").GetString());
        var ends = DateTimeOffset.FromUnixTimeSeconds(claims.RootElement.GetProperty("exp").GetInt64());
        Assert.InRange(ends, DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddHours(24));
        Assert.StartsWith("https://apollo.example.com", claims.RootElement.GetProperty("sub").GetString(), default);
    }

    private byte[] Decrypt(byte[] body)
    {
        var (salt, size) = (body[..16], body[20]);
        var sender = body[21..(21 + size)];
        var sealedText = body[(21 + size)..];
        using var other = ECDiffieHellman.Create(
            new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = sender[1..33], Y = sender[33..] },
            }
        );
        var shared = browser.DeriveRawSecretAgreement(other.PublicKey);
        byte[] info = [.. "WebPush: info\0"u8, .. PointOf(browser), .. sender];
        var material = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 32, auth, info);
        var key = HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            material,
            16,
            salt,
            "Content-Encoding: aes128gcm\0"u8.ToArray()
        );
        var nonce = HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            material,
            12,
            salt,
            "Content-Encoding: nonce\0"u8.ToArray()
        );
        var text = new byte[sealedText.Length - 16];
        using var aes = new AesGcm(key, 16);
        aes.Decrypt(nonce, sealedText[..^16], sealedText[^16..], text);
        // The last record ends with 2 and zeros.
        return text[..Array.FindLastIndex(text, one => one != 0)];
    }

    private static byte[] PointOf(ECDiffieHellman key)
    {
        var point = key.ExportParameters(false).Q;
        return [4, .. point.X!, .. point.Y!];
    }
}
