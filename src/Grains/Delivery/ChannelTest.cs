using Apollo.Model;

namespace Apollo.Grains.Delivery;

/// <summary>Sends a message that tells of no alert, and says what came of it.</summary>
internal static class ChannelTest
{
    /// <summary>Sends it once.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public static async Task<TestSent> SendAsync(
        IAlertChannel channel,
        Addressee to,
        DeskInfo desk,
        Uri? link,
        TimeProvider time,
        TimeSpan within,
        CancellationToken cancellation
    )
    {
        using var limit = new CancellationTokenSource(within, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            var id = Guid.CreateVersion7(time.GetUtcNow()).ToString();
            await channel.SendAsync(new AlertMessage(id, to, desk, link, []), either.Token);
            return new TestSent(true, null);
        }
        catch (UndeliverableException error)
        {
            return new TestSent(false, error.Message);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new TestSent(false, $"No answer within {within.TotalSeconds:0} s.");
        }
    }
}
