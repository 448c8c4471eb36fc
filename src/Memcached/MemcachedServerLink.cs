using System.Net.Sockets;

namespace Apollo.Memcached;

/// <summary>
/// One server: keeps its connection, makes it anew when it broke, and leaves a server that failed alone for a while, so
/// that it costs nothing.
/// </summary>
internal sealed class MemcachedServerLink(string host, int port, MemcachedOptions options, TimeProvider time)
    : IDisposable
{
    private readonly SemaphoreSlim connecting = new(1, 1);
    private volatile MemcachedConnection? connection;
    private volatile Failure? failure;
    private long operations;
    private long failures;

    public string Name => $"{host}:{port}";

    public CacheServerHealth Health =>
        new(
            Name,
            failure is null,
            failure?.Reason.Message,
            failure?.Since.UtcDateTime,
            Interlocked.Read(ref operations),
            Interlocked.Read(ref failures)
        );

    /// <exception cref="CacheUnavailableException">It does not answer.</exception>
    public async Task<Answer[]> AskAsync(IReadOnlyList<Command> commands, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        Interlocked.Increment(ref operations);
        var used = await ConnectAsync(cancellation);
        using var limit = new CancellationTokenSource(options.Timeout, time);
        // After a time-out the answers to come belong to nobody any more, and a write may hang: the connection is of no
        // use.
        using var onLimit = limit.Token.Register(() => used.End(new TimeoutException("it did not answer in time")));
        try
        {
            var answers = await used.AskAsync(commands, cancellation);
            failure = null;
            CacheMetrics.Answered(Name, time.GetElapsedTime(began));
            return answers;
        }
        catch (Exception error)
            when (error is IOException or SocketException or InvalidDataException or ObjectDisposedException)
        {
            var reason = limit.IsCancellationRequested
                ? new TimeoutException("it did not answer in time", error)
                : error;
            used.End(reason);
            throw Fail(reason);
        }
    }

    public void Dispose()
    {
        connection?.Dispose();
        connecting.Dispose();
    }

    private async Task<MemcachedConnection> ConnectAsync(CancellationToken cancellation)
    {
        RefuseWhileAway();
        if (connection is { IsEnded: false } open)
            return open;
        await connecting.WaitAsync(cancellation);
        try
        {
            // Whoever waited here learns from the one before, and does not try a dead server again one by one.
            RefuseWhileAway();
            if (connection is { IsEnded: false } made)
                return made;
            return connection = await MemcachedConnection.OpenAsync(
                host,
                port,
                options.ConnectTimeout,
                time,
                cancellation
            );
        }
        catch (Exception error)
            when (error is IOException or SocketException or OperationCanceledException
                && !cancellation.IsCancellationRequested
            )
        {
            throw Fail(
                error is OperationCanceledException
                    ? new TimeoutException("it did not accept a connection in time", error)
                    : error
            );
        }
        finally
        {
            connecting.Release();
        }
    }

    private void RefuseWhileAway()
    {
        if (failure is { } down && time.GetUtcNow() < down.RetryAt)
            throw new CacheUnavailableException($"memcached {Name} is away: {down.Reason.Message}", down.Reason);
    }

    private CacheUnavailableException Fail(Exception reason)
    {
        Interlocked.Increment(ref failures);
        CacheMetrics.Failed(Name, reason is TimeoutException);
        var now = time.GetUtcNow();
        failure = new Failure(reason, failure?.Since ?? now, now + options.RetryAfter);
        return new CacheUnavailableException($"memcached {Name} failed: {reason.Message}", reason);
    }

    private sealed record Failure(Exception Reason, DateTimeOffset Since, DateTimeOffset RetryAt);
}
