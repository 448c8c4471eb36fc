using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Apollo.Simulator;

/// <summary>Repeats a write until the database takes it, with growing waits.</summary>
internal sealed partial class Retry(TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    public async Task<T> UntilDoneAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        for (var wait = First; ; wait = wait * 2 < Longest ? wait * 2 : Longest)
        {
            try
            {
                return await work(cancellation);
            }
            catch (Exception error)
                when (error is DbException or IOException or SocketException or TimeoutException
                    && !cancellation.IsCancellationRequested
                )
            {
                Away(logger, error.Message, wait);
                await Task.Delay(wait, clock, cancellation);
            }
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The ITSM's database does not take the write ({Reason}); trying again in {Wait}."
    )]
    private static partial void Away(ILogger logger, string reason, TimeSpan wait);
}
