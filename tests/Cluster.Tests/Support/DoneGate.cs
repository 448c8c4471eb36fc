using Apollo.Model;
using Orleans;

namespace Apollo.Cluster.Tests.Support;

/// <summary>Holds back, or loses, what one KPI says to its desk after a tick.</summary>
internal sealed class DoneGate : IIncomingGrainCallFilter
{
    private TaskCompletionSource? held;
    private string? kpi;
    private bool loses;

    public int Lost { get; private set; }

    /// <summary>From now on the KPI's words wait until the gate opens.</summary>
    public void Hold(string id) => (kpi, held, loses) = (id, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), false);

    /// <summary>From now on the KPI's words never arrive, until the gate opens.</summary>
    public void Lose(string id) => (kpi, held, loses) = (id, null, true);

    public void Open()
    {
        (kpi, loses) = (null, false);
        held?.TrySetResult();
    }

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.InterfaceMethod?.Name == nameof(IDeskGrain.Done) && context.Request.GetArgument(0) is KpiUpdate update && update.Kpi == kpi)
        {
            if (loses)
            {
                Lost++;
                return;
            }
            await held!.Task;
        }
        await context.Invoke();
    }
}
