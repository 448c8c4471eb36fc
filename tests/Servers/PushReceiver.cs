using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Apollo.Servers;

/// <summary>A push as it came.</summary>
/// <param name="Path">To which of the browsers.</param>
/// <param name="Headers">Its headers.</param>
/// <param name="Size">Bytes of its body.</param>
/// <param name="Text">Its body, decrypted.</param>
public sealed record ReceivedPush(string Path, IReadOnlyDictionary<string, string> Headers, int Size, string Text)
{
    /// <summary>What its service puts in the place of an earlier one of the same topic.</summary>
    public string Topic => Headers["Topic"];

    /// <summary>A text of what it tells.</summary>
    public string this[string field]
    {
        get
        {
            using var json = JsonDocument.Parse(Text);
            return json.RootElement.GetProperty(field).ToString();
        }
    }
}

/// <summary>
/// A push service on loopback with its browsers: it checks who sends (RFC 8292) and refuses what is not signed for it,
/// and decrypts as a browser does (RFC 8291).
/// </summary>
public sealed class PushReceiver : IAsyncDisposable
{
    private const int Hours = 24;
    private readonly ECDiffieHellman browser = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] auth = RandomNumberGenerator.GetBytes(16);
    private readonly ConcurrentQueue<ReceivedPush> pushes = new();
    private readonly ConcurrentQueue<string> faults = new();
    private readonly WebApplication server;

    private PushReceiver(WebApplication server) => this.server = server;

    /// <summary>Its origin.</summary>
    public string Url => server.Urls.First();

    /// <summary>The browsers' public key, base64url.</summary>
    public string P256dh => Base64Url.EncodeToString(PointOf(browser));

    /// <summary>The browsers' secret, base64url.</summary>
    public string Auth => Base64Url.EncodeToString(auth);

    /// <summary>The public key that browsers know Apollo by, base64url; null = any.</summary>
    public string? Known { get; set; }

    /// <summary>All pushes that came, also where they were not taken.</summary>
    public IReadOnlyList<ReceivedPush> Pushes => [.. pushes];

    /// <summary>What was wrong with those it refused.</summary>
    public IReadOnlyList<string> Faults => [.. faults];

    /// <summary>What it answers to one in good order; it may wait. 201 by default.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = _ => Task.CompletedTask;

    public static async Task<PushReceiver> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var receiver = new PushReceiver(server);
        server.Run(receiver.TakeAsync);
        await server.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        browser.Dispose();
    }

    private async Task TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        try
        {
            CheckSender(http.Request.Headers.Authorization.ToString());
            pushes.Enqueue(
                new ReceivedPush(
                    http.Request.Path,
                    http.Request.Headers.ToDictionary(
                        header => header.Key,
                        header => header.Value.ToString(),
                        StringComparer.OrdinalIgnoreCase
                    ),
                    (int)body.Length,
                    Encoding.UTF8.GetString(Decrypt(body.ToArray()))
                )
            );
        }
        catch (Exception error)
        {
            faults.Enqueue(error.ToString());
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }
        http.Response.StatusCode = StatusCodes.Status201Created;
        await Answer(http);
    }

    /// <summary>vapid t=(JWT), k=(public key)</summary>
    private void CheckSender(string header)
    {
        Check(header.StartsWith("vapid ", StringComparison.Ordinal), header);
        var parts = header[6..].Split(',').Select(part => part.Trim().Split('=', 2)).ToDictionary(p => p[0], p => p[1]);
        Check(Known is null || Known == parts["k"], $"{parts["k"]} is another's key");
        var jwt = parts["t"].Split('.');
        using var key = ECDsa.Create(Public(Base64Url.DecodeFromChars(parts["k"])));
        Check(
            key.VerifyData(
                Encoding.ASCII.GetBytes($"{jwt[0]}.{jwt[1]}"),
                Base64Url.DecodeFromChars(jwt[2]),
                HashAlgorithmName.SHA256
            ),
            "it is signed by another"
        );
        using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(jwt[1]));
        // The whole origin: with its port, which is not that of its scheme.
        var audience = claims.RootElement.GetProperty("aud").GetString();
        Check(audience == Url, $"it is for {audience}");
        var ends = DateTimeOffset.FromUnixTimeSeconds(claims.RootElement.GetProperty("exp").GetInt64());
        var now = TimeProvider.System.GetUtcNow();
        Check(ends > now && ends <= now.AddHours(Hours), $"it ends at {ends:O}");
        var subject = claims.RootElement.GetProperty("sub").GetString();
        Check(subject is not null && Uri.TryCreate(subject, UriKind.Absolute, out _), $"{subject} is nobody to ask");
    }

    private byte[] Decrypt(byte[] body)
    {
        var (salt, size) = (body[..16], body[20]);
        var sender = body[21..(21 + size)];
        var sealedText = body[(21 + size)..];
        using var other = ECDiffieHellman.Create(Public(sender));
        var shared = browser.DeriveRawSecretAgreement(other.PublicKey);
        byte[] info = [.. "WebPush: info\0"u8, .. PointOf(browser), .. sender];
        var material = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 32, auth, info);
        var key = Derive(16, "Content-Encoding: aes128gcm\0"u8);
        var nonce = Derive(12, "Content-Encoding: nonce\0"u8);
        var text = new byte[sealedText.Length - 16];
        using var aes = new AesGcm(key, 16);
        aes.Decrypt(nonce, sealedText[..^16], sealedText[^16..], text);
        // The last record ends with 2 and zeros.
        return text[..Array.FindLastIndex(text, one => one != 0)];

        byte[] Derive(int length, ReadOnlySpan<byte> what) =>
            HKDF.DeriveKey(HashAlgorithmName.SHA256, material, length, salt, what.ToArray());
    }

    private static void Check(bool isSo, string otherwise)
    {
        if (!isSo)
            throw new InvalidOperationException($"A push is refused: {otherwise}.");
    }

    private static ECParameters Public(byte[] point) =>
        new()
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = point[1..33], Y = point[33..] },
        };

    private static byte[] PointOf(ECDiffieHellman key)
    {
        var point = key.ExportParameters(false).Q;
        return [4, .. point.X!, .. point.Y!];
    }
}
