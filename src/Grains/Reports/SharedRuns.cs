using Apollo.Grains.Clock;
using Apollo.Model;

namespace Apollo.Grains.Reports;

/// <summary>
/// Readings that all share who ask the same: kept for a while when done, ended when nobody waits any more. Of one
/// grain: its turns keep it whole.
/// </summary>
/// <param name="time">Clock.</param>
/// <param name="most">Most results kept.</param>
internal sealed class SharedRuns(TimeProvider time, int most)
{
    /// <summary>Most readings under way, or waiting for their turn.</summary>
    public const int MostUnderWay = 16;

    /// <summary>How long a result is kept.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);

    /// <summary>How long an asker waits until told to ask again.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(8);

    /// <summary>How soon they must, else the reading is ended.</summary>
    public static readonly TimeSpan AskAgainWithin = TimeSpan.FromSeconds(5);

    private readonly Dictionary<object, Run> runs = [];

    /// <summary>The result of a reading; null = not yet.</summary>
    /// <param name="key">What is asked: equal for all who ask the same.</param>
    /// <param name="read">Reads it.</param>
    /// <param name="cancellation">The asker waits no more.</param>
    /// <exception cref="TooManyReportsException">Too many are under way.</exception>
    public async Task<TResult?> AskAsync<TResult>(
        object key,
        Func<CancellationToken, Task<TResult>> read,
        CancellationToken cancellation
    )
        where TResult : class
    {
        Forget();
        if (!runs.TryGetValue(key, out var run))
        {
            if (runs.Values.Count(other => !other.Read.IsCompleted) >= MostUnderWay)
                throw new TooManyReportsException(
                    $"{MostUnderWay} reports of this desk are being made. Ask again when one is done."
                );
            runs[key] = run = new Run();
            run.Read = ReadAsync(key, run, read);
        }
        run.Waiting++;
        try
        {
            return (TResult)await run.Read.WaitAsync(AnswerWithin, time, cancellation);
        }
        catch (TimeoutException) when (!run.Read.IsCompleted)
        {
            run.AskedAgainBy = Now + AskAgainWithin;
            return null;
        }
        finally
        {
            if (--run.Waiting == 0 && !run.Read.IsCompleted)
                _ = EndUnlessAskedAsync(key, run);
        }
    }

    /// <summary>Ends all that is under way.</summary>
    public void End()
    {
        foreach (var run in runs.Values)
            run.Ending.Cancel();
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private async Task<object> ReadAsync<TResult>(object key, Run run, Func<CancellationToken, Task<TResult>> read)
        where TResult : class
    {
        try
        {
            // Not on the grain's own time.
            return await Task.Run(() => read(run.Ending.Token), run.Ending.Token);
        }
        catch
        {
            Remove(key, run);
            throw;
        }
        finally
        {
            run.Done = Now;
        }
    }

    /// <summary>Somebody who was told to ask again is given the time to.</summary>
    private async Task EndUnlessAskedAsync(object key, Run run)
    {
        while (run.Waiting == 0 && run.AskedAgainBy - Now is { Ticks: > 0 } left)
            await time.PauseAsync(left, CancellationToken.None);
        if (run.Waiting > 0 || run.Read.IsCompleted)
            return;
        Remove(key, run);
        await run.Ending.CancelAsync();
        // Nobody hears of it.
        await run.Read.ContinueWith(ended => ended.Exception, TaskScheduler.Default);
    }

    private void Forget()
    {
        var done = runs.Where(run => run.Value.Read.IsCompleted).OrderBy(run => run.Value.Done).ToList();
        foreach (var (key, run) in done.Where((run, at) => at < done.Count - most || run.Value.Done + KeptFor < Now))
            Remove(key, run);
    }

    private void Remove(object key, Run run)
    {
        if (runs.TryGetValue(key, out var held) && ReferenceEquals(held, run))
            runs.Remove(key);
    }

    private sealed class Run
    {
        public Task<object> Read { get; set; } = null!;

        public CancellationTokenSource Ending { get; } = new();

        /// <summary>Who waits for it.</summary>
        public int Waiting { get; set; }

        /// <summary>By when somebody who was told so asks again.</summary>
        public DateTime AskedAgainBy { get; set; }

        /// <summary>When it was done.</summary>
        public DateTime Done { get; set; }
    }
}
