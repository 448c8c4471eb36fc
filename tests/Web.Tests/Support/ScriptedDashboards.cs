using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Web.Tests.Support;

/// <summary>Own dashboards of all owners, in memory.</summary>
internal sealed class ScriptedDashboards : ISharedDashboardsGrain
{
    private readonly Dictionary<(string Owner, string Name), Dashboard> kept = [];

    /// <summary>What every question fails with, while set.</summary>
    public Exception? Fault { get; set; }

    /// <summary>What saving ends with, where it is not to be kept.</summary>
    public DashboardOutcome? Refusal { get; set; }

    /// <summary>What the last save was told to be stored.</summary>
    public DashboardKnown? Known { get; private set; }

    public IEnumerable<string> Owners => kept.Keys.Select(key => key.Owner).Distinct();

    /// <summary>What is kept of every dashboard becomes another text, as another program would leave it.</summary>
    public void Spoil(string document)
    {
        foreach (var (key, dashboard) in kept.ToList())
            kept[key] = dashboard with { Document = document };
    }

    public IDashboardsGrain Of(string owner) => new Grain(this, owner);

    public Task<Dashboard?> Find(string share, CancellationToken cancellation) =>
        Answer(() => kept.Values.SingleOrDefault(one => one.Info.Share == share));

    private Task<T> Answer<T>(Func<T> answer) =>
        Fault is { } fault ? Task.FromException<T>(fault) : Task.FromResult(answer());

    private sealed class Grain(ScriptedDashboards all, string owner) : IDashboardsGrain
    {
        public Task<ImmutableArray<DashboardInfo>> All(CancellationToken cancellation) =>
            all.Answer<ImmutableArray<DashboardInfo>>(() =>
                [.. all.kept.Where(one => one.Key.Owner == owner).Select(one => one.Value.Info)]
            );

        public Task<Dashboard?> Find(string name, CancellationToken cancellation) =>
            all.Answer(() => all.kept.GetValueOrDefault((owner, name)));

        public Task<DashboardSaved> Save(
            string name,
            string document,
            string? from,
            DashboardKnown? known,
            CancellationToken cancellation
        ) =>
            all.Answer(() =>
            {
                all.Known = known;
                if (all.Refusal is { } refusal)
                    return new DashboardSaved(refusal);
                all.kept.Remove((owner, from ?? name), out var before);
                var info = new DashboardInfo(name, before?.Info.Share ?? Guid.NewGuid().ToString("N"), Some.Now);
                all.kept[(owner, name)] = new Dashboard(info, document);
                return new DashboardSaved(DashboardOutcome.Saved, info);
            });

        public Task TakeFrom(string other, CancellationToken cancellation) =>
            throw new NotSupportedException("Nobody signs in here.");

        public Task<bool> Remove(string name, CancellationToken cancellation) =>
            all.Answer(() => all.kept.Remove((owner, name)));
    }
}
