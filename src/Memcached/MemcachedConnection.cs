using System.IO.Pipelines;
using System.Net.Sockets;

namespace Apollo.Memcached;

/// <summary>
/// One connection to one server, shared by everybody: requests are written one after the other and answers come back in
/// that order. Whatever goes wrong ends it; the server makes a new one.
/// </summary>
internal sealed class MemcachedConnection : IDisposable
{
    private const int PendingLimit = 10_000;
    private readonly NetworkStream stream;
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly Queue<Request> pending = new();
    private int lastNumber;
    private Exception? ended;

    private MemcachedConnection(Socket socket)
    {
        stream = new NetworkStream(socket, ownsSocket: true);
        _ = ReadForeverAsync();
    }

    /// <summary>Broken: nothing more will be answered.</summary>
    public bool IsEnded => Volatile.Read(ref ended) is not null;

    public static async Task<MemcachedConnection> OpenAsync(
        string host,
        int port,
        TimeSpan timeout,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            using var limit = new CancellationTokenSource(timeout, time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
            await socket.ConnectAsync(host, port, both.Token);
            return new MemcachedConnection(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends a request of some commands and waits for as many answers.</summary>
    /// <exception cref="IOException">The connection broke.</exception>
    /// <exception cref="CacheUnavailableException">Too many requests wait already; the connection goes on.</exception>
    public async Task<Answer[]> AskAsync(IReadOnlyList<Command> commands, CancellationToken cancellation)
    {
        var firstNumber = unchecked((uint)(Interlocked.Add(ref lastNumber, commands.Count) - commands.Count));
        var request = new Request(firstNumber, commands.Count);
        var bytes = MetaProtocol.Write(commands, firstNumber);
        await writing.WaitAsync(cancellation);
        try
        {
            lock (pending)
            {
                if (ended is { } error)
                    throw new IOException("The connection is broken.", error);
                if (pending.Count >= PendingLimit)
                    throw new CacheUnavailableException($"{PendingLimit:N0} requests wait for this memcached already.");
                pending.Enqueue(request);
            }
            // Once begun a request is written whole: half a command would garble all that follow.
            await stream.WriteAsync(bytes, CancellationToken.None);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            End(error);
            throw;
        }
        finally
        {
            writing.Release();
        }
        return await request.Answered.Task.WaitAsync(cancellation);
    }

    public void End(Exception error)
    {
        Request[] left;
        lock (pending)
        {
            if (ended is not null)
                return;
            Volatile.Write(ref ended, error);
            left = [.. pending];
            pending.Clear();
        }
        stream.Dispose();
        foreach (var request in left)
            request.Answered.TrySetException(new IOException(error.Message, error));
    }

    public void Dispose() => End(new ObjectDisposedException(nameof(MemcachedConnection)));

    /// <summary>Reads all the time, so that a server that went away is noticed before the next request.</summary>
    private async Task ReadForeverAsync()
    {
        var reader = PipeReader.Create(stream);
        try
        {
            while (!IsEnded)
            {
                var answer = await MetaProtocol.ReadAsync(reader);
                Request? request;
                lock (pending)
                    pending.TryPeek(out request);
                if (request is null)
                    throw new InvalidDataException("memcached answered what nobody asked.");
                if (!request.Take(answer))
                    continue;
                lock (pending)
                    pending.TryDequeue(out _);
                request.Answered.TrySetResult(request.Answers);
            }
        }
        catch (Exception error)
        {
            End(error);
        }
    }

    private sealed class Request(uint firstNumber, int count)
    {
        private int taken;

        public Answer[] Answers { get; } = new Answer[count];

        public TaskCompletionSource<Answer[]> Answered { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <returns>Whether this was the last one.</returns>
        public bool Take(Answer answer)
        {
            // Misses of older servers carry no number.
            var isNumberless = answer is { Number: null, Code: "EN" or "NF" };
            if (!isNumberless && answer.Number != unchecked(firstNumber + (uint)taken))
                throw new InvalidDataException("memcached's answers are out of step.");
            Answers[taken++] = answer;
            return taken == count;
        }
    }
}
