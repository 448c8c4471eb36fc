using System.Net.Sockets;

namespace Apollo.Memcached;

/// <summary>One server: keeps its connection, makes it anew when it broke, and leaves a server that failed alone for a while, so that it costs nothing.</summary>
internal sealed class MemcachedServerLink(string host, int port, MemcachedOptions options, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim connecting = new(1, 1);
    private MemcachedConnection? connection;
    private (Exception Error, DateTimeOffset Since, DateTimeOffset RetryAt)? failure;

    public string Name => $"{host}:{port}";

    public CacheServerHealth Health => failure is { } down ? new(Name, false, down.Error.Message, down.Since.UtcDateTime) : new(Name, true, null, null);

    /// <exception cref="CacheUnavailableException">It does not answer.</exception>
    public async Task<Answer[]> AskAsync(ReadOnlyMemory<byte> commands, int count, CancellationToken cancellation)
    {
        if (failure is { } down && time.GetUtcNow() < down.RetryAt) throw new CacheUnavailableException($"memcached {Name} is away: {down.Error.Message}", down.Error);
        MemcachedConnection? used = null;
        using var limit = new CancellationTokenSource(options.Timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            used = await ConnectAsync(cancellation);
            var answers = await used.AskAsync(commands, count, both.Token);
            failure = null;
            return answers;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception error) when (error is IOException or SocketException or InvalidDataException or ObjectDisposedException or OperationCanceledException)
        {
            var reason = error is OperationCanceledException ? new TimeoutException("it did not answer in time") : error;
            // After a time-out the answers to come belong to nobody any more: the connection is of no use.
            used?.End(reason);
            var now = time.GetUtcNow();
            failure = (reason, failure?.Since ?? now, now + options.RetryAfter);
            throw new CacheUnavailableException($"memcached {Name} failed: {reason.Message}", reason);
        }
    }

    public void Dispose()
    {
        connection?.Dispose();
        connecting.Dispose();
    }

    private async Task<MemcachedConnection> ConnectAsync(CancellationToken cancellation)
    {
        if (connection is { IsEnded: false } open) return open;
        await connecting.WaitAsync(cancellation);
        try
        {
            if (connection is not { IsEnded: false }) connection = await MemcachedConnection.OpenAsync(host, port, options.ConnectTimeout, time, cancellation);
            return connection;
        }
        finally
        {
            connecting.Release();
        }
    }
}
