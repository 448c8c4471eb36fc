using Apollo.Model;

namespace Apollo.Web.Tests.Support;

/// <summary>Tries nothing, and keeps what was asked.</summary>
internal sealed class ScriptedBackTests : IBackTestGrain
{
    /// <summary>What was asked last.</summary>
    public BackTestQuery? Asked { get; private set; }

    /// <summary>What every question fails with, while set.</summary>
    public Exception? Fault { get; set; }

    public Task<BackTest> Test(BackTestQuery query, CancellationToken cancellation)
    {
        Asked = query;
        return Fault is { } fault
            ? Task.FromException<BackTest>(fault)
            : Task.FromResult(
                new BackTest
                {
                    From = query.From,
                    To = query.To,
                    Fired = [new(KpiStatus.Critical, null, query.From, null, 12, true, false)],
                    Least = 1,
                    Most = 3,
                    Around = [new(10, 1, 60.5)],
                    Of = KpiStatus.Critical,
                }
            );
    }
}
