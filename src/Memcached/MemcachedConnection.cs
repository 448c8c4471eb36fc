using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;

namespace Apollo.Memcached;

/// <summary>
/// One connection to one server, shared by everybody: requests are written one after the other and answers come back in that order. Whatever
/// goes wrong ends it; the server makes a new one.
/// </summary>
internal sealed class MemcachedConnection : IDisposable
{
    private const int PendingLimit = 10_000;
    private readonly Socket socket;
    private readonly NetworkStream stream;
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly Queue<Request> pending = new();
    private readonly SemaphoreSlim asked = new(0);
    private Exception? ended;

    private MemcachedConnection(Socket socket)
    {
        (this.socket, stream) = (socket, new NetworkStream(socket, ownsSocket: true));
        _ = ReadForeverAsync();
    }

    /// <summary>Broken: nothing more will be answered.</summary>
    public bool IsEnded => Volatile.Read(ref ended) is not null;

    public static async Task<MemcachedConnection> OpenAsync(string host, int port, TimeSpan timeout, TimeProvider time, CancellationToken cancellation)
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
    public async Task<Answer[]> AskAsync(ReadOnlyMemory<byte> commands, int count, CancellationToken cancellation)
    {
        var request = new Request(count);
        await writing.WaitAsync(cancellation);
        try
        {
            lock (pending)
            {
                if (ended is { } error) throw new IOException("The connection is broken.", error);
                if (pending.Count >= PendingLimit) throw new IOException("Too many requests wait for this server.");
                pending.Enqueue(request);
            }
            // Once begun a request is written whole: half a command would garble all that follow.
            await stream.WriteAsync(commands, CancellationToken.None);
            asked.Release();
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
            if (ended is not null) return;
            Volatile.Write(ref ended, error);
            left = [.. pending];
            pending.Clear();
        }
        stream.Dispose();
        asked.Release();
        foreach (var request in left) request.Answered.TrySetException(new IOException("The connection broke.", error));
    }

    public void Dispose() => End(new ObjectDisposedException(nameof(MemcachedConnection)));

    private async Task ReadForeverAsync()
    {
        var reader = PipeReader.Create(stream);
        try
        {
            while (!IsEnded)
            {
                await asked.WaitAsync();
                Request? request;
                lock (pending) pending.TryPeek(out request);
                if (request is null) continue;
                for (var index = 0; index < request.Answers.Length; index++) request.Answers[index] = await MetaProtocol.ReadAsync(reader);
                lock (pending)
                {
                    if (ended is not null) return;
                    pending.Dequeue();
                }
                request.Answered.TrySetResult(request.Answers);
            }
        }
        catch (Exception error)
        {
            End(error);
        }
    }

    private sealed class Request(int count)
    {
        public Answer[] Answers { get; } = new Answer[count];

        public TaskCompletionSource<Answer[]> Answered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
