using System.Collections.Immutable;
using System.Xml.Linq;
using Apollo.Hosting;
using Apollo.Model;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Apollo.Web.Keys;

/// <summary>
/// The keys of the framework's data protection: read through a grain before anything is protected, the same on every
/// web and after every restart. The next one is made well before the last one ends, so that every web knows it by then.
/// </summary>
internal sealed partial class WebKeys(
    KeySeal seal,
    IGrainFactory grains,
    IServiceProvider services,
    TimeProvider time,
    ILogger<WebKeys> logger
) : BackgroundService, IXmlRepository
{
    /// <summary>How long before the last key ends the next one is made; the framework looks once a day.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(3);

    private static readonly TimeSpan Life = TimeSpan.FromDays(90);
    private static readonly TimeSpan ReadEvery = TimeSpan.FromHours(1);
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);
    private volatile ImmutableList<XElement> open = [];
    private volatile bool areLoaded;
    private XElement? made;

    /// <summary>Whether something can be protected.</summary>
    public bool AreLoaded => areLoaded;

    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements() => open;

    /// <summary>The framework has made a key. It counts once the store has it.</summary>
    public void StoreElement(XElement element, string friendlyName) => made = element;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The framework's key manager asks for this repository: it is there only once this is.
        var keys = services.GetRequiredService<IKeyManager>();
        using var beat = new PeriodicTimer(ReadEvery, time);
        await KeepGoing.RunAsync(
            async cancelled =>
            {
                if (areLoaded)
                    await beat.WaitForNextTickAsync(cancelled);
                await RenewAsync(keys, cancelled);
                areLoaded = true;
                return true;
            },
            (error, _) => LogLater(error.Message),
            new BackOff(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(10)),
            time,
            stoppingToken
        );
    }

    /// <summary>Reads the keys, and makes the next one where it is time.</summary>
    private async Task RenewAsync(IKeyManager keys, CancellationToken cancellation)
    {
        while (true)
        {
            var known = await Of().All(cancellation).WaitAsync(AnswerWithin, time, cancellation);
            var elements = known.Select(Open).OfType<XElement>().ToImmutableList();
            if (elements.Count < known.Length)
                LogSealed(known.Length - elements.Count);
            open = elements;
            var now = time.GetUtcNow();
            var last = keys.GetAllKeys().Where(key => !key.IsRevoked).Select(key => key.ExpirationDate).Order();
            var ends = last.Cast<DateTimeOffset?>().LastOrDefault();
            if (ends - now > Ahead)
                return;
            var begins = ends > now ? ends.Value : now;
            var key = keys.CreateNewKey(begins, begins + Life);
            var sealedKey = new WebKey(key.KeyId.ToString(), seal.Seal(made!.ToString(SaveOptions.DisableFormatting)));
            // Where another web was first, its key is taken.
            if (await Of().Add(sealedKey, known.Length, cancellation).WaitAsync(AnswerWithin, time, cancellation))
                open = open.Add(made);
        }
    }

    private IKeysGrain Of() => grains.GetGrain<IKeysGrain>(0);

    private XElement? Open(WebKey key) => seal.TryOpen(key.Sealed, out var text) ? XElement.Parse(text) : null;

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The keys of the webs cannot be read or kept; it is tried again: {Reason}"
    )]
    private partial void LogLater(string reason);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Count} keys of the webs were sealed with another Apollo:Keys:Certificate or Apollo:Keys:File: they "
            + "are left alone, and new ones are made. All webs of a cluster need the same"
    )]
    private partial void LogSealed(int count);
}
