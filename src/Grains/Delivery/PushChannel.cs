using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Apollo.Grains.Store;
using Apollo.Model;
using Lib.Net.Http.WebPush;
using Lib.Net.Http.WebPush.Authentication;

namespace Apollo.Grains.Delivery;

/// <summary>Tells people in their browsers with no page open: Web Push, encrypted for each browser.</summary>
internal sealed class PushChannel : IAlertChannel, IDisposable
{
    /// <summary>A push that waits longer at its service is of no use.</summary>
    private const int KeptSeconds = 24 * 60 * 60;

    /// <summary>Push services take 4,096 bytes, some of which the encryption needs.</summary>
    private const int MostBytes = 3_900;

    private const int MostTitle = 200;
    private const int MostText = 1_000;
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly PushBrowsers browsers;
    private readonly PushKeys keys;
    private readonly DeliverySettings settings;
    private readonly HttpClient http;
    private readonly PushServiceClient client;

    public PushChannel(PushBrowsers browsers, PushKeys keys, DeliverySettings settings)
    {
        (this.browsers, this.keys, this.settings) = (browsers, keys, settings);
        http = new HttpClient(new Audience(settings.Guarded())) { Timeout = Timeout.InfiniteTimeSpan };
        client = new PushServiceClient(http)
        {
            AutoRetryAfter = false,
            DefaultAuthenticationScheme = VapidAuthenticationScheme.Vapid,
        };
    }

    public string Name => AlertNotify.Push;

    public async Task<bool> ReachesAsync(Addressee to, CancellationToken cancellation) =>
        (await browsers.OfAsync(to.Id, cancellation)).Count > 0;

    public async Task SendAsync(AlertMessage message, CancellationToken cancellation)
    {
        var all = await browsers.OfAsync(message.To.Id, cancellation);
        if (all.Count == 0)
            throw new UndeliverableException("No browser of theirs takes pushes.", isFinal: true);
        var pair = await keys.ReadAsync(cancellation);
        using var signed = new VapidAuthentication(pair.Public, pair.Private) { Subject = Subject };
        Audience.Signs.Value = signed;
        UndeliverableException? failed = null;
        var taken = 0;
        foreach (var (id, address) in all)
            try
            {
                await client.RequestPushMessageDeliveryAsync(Of(address), Write(message), signed, cancellation);
                taken++;
            }
            catch (PushServiceClientException error)
                when (error.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
            {
                // The browser gave it up.
                await browsers.RemoveAsync(message.To.Id, id, cancellation);
            }
            catch (PushServiceClientException error)
            {
                failed = new UndeliverableException($"The push service answered {(int)error.StatusCode}.");
            }
            catch (HttpRequestException)
            {
                failed = new UndeliverableException("The push service cannot be reached.");
            }
        // One that has it has told them; another try shows nothing twice, for it has the same tag.
        if (failed is not null)
            throw failed;
        if (taken == 0)
            throw new UndeliverableException("No browser of theirs takes pushes any more.", isFinal: true);
    }

    public void Dispose() => http.Dispose();

    /// <summary>Whom a push service asks where something is wrong.</summary>
    private string Subject =>
        settings.Mail is { From.Address: var mail } ? $"mailto:{mail}"
        : settings.PublicUrl is { Scheme: "https" } url ? url.ToString()
        : "mailto:apollo@localhost.localdomain";

    private static PushSubscription Of(PushAddress address)
    {
        var subscription = new PushSubscription { Endpoint = address.Endpoint };
        subscription.SetKey(PushEncryptionKeyName.P256DH, address.P256dh);
        subscription.SetKey(PushEncryptionKeyName.Auth, address.Auth);
        return subscription;
    }

    private static PushMessage Write(AlertMessage message)
    {
        var lines = message.Alerts is [var one] ? one.Details.AsEnumerable() : message.Alerts.Select(line => line.Head);
        var (text, isCritical) = (string.Join('\n', lines), message.Alerts.Any(line => line.IsCritical));
        for (var most = MostText; ; most /= 2)
        {
            var json = new JsonObject
            {
                ["id"] = message.Id,
                ["title"] = message.Subject.Within(MostTitle),
                ["body"] = text.Within(most),
                ["url"] = message.Link?.PathAndQuery,
                ["critical"] = isCritical,
            }.ToJsonString(Plain);
            if (Encoding.UTF8.GetByteCount(json) <= MostBytes || most == 0)
                return new PushMessage(json)
                {
                    // 32 signs of the base64url alphabet: a later try takes the place of one that still waits.
                    Topic = message.Id.Replace("-", "", StringComparison.Ordinal),
                    TimeToLive = KeptSeconds,
                    Urgency = isCritical ? PushMessageUrgency.High : PushMessageUrgency.Normal,
                };
        }
    }

    /// <summary>
    /// Signs a push for the whole origin of its service (RFC 8292): the library leaves a port out, and a service on
    /// another one than its scheme's refuses that.
    /// </summary>
    private sealed class Audience(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        public static AsyncLocal<VapidAuthentication?> Signs { get; } = new();

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            if (request.RequestUri is { IsDefaultPort: false } url && Signs.Value is { } signed)
                request.Headers.Authorization = new AuthenticationHeaderValue(
                    "vapid",
                    signed.GetVapidSchemeAuthenticationHeaderValueParameter(url.GetLeftPart(UriPartial.Authority))
                );
            return base.SendAsync(request, cancellationToken);
        }
    }
}
