using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Web.Tests.Support;

/// <summary>The locations of the scripted desk, kept in memory.</summary>
internal sealed class ScriptedLocations : ILocationsGrain
{
    private ImmutableArray<LocationLook> looks = [new("Lyon", 0, "LYO"), new("Zürich/2", 1, "ZUR")];

    /// <summary>What every question fails with, while set.</summary>
    public Exception? Fault { get; set; }

    /// <summary>How often all were asked for.</summary>
    public int Asked { get; private set; }

    public Task<ImmutableArray<LocationLook>> All(CancellationToken cancellation)
    {
        Asked++;
        return Fault is { } fault ? Task.FromException<ImmutableArray<LocationLook>>(fault) : Task.FromResult(looks);
    }

    public Task<LocationOutcome> Recode(string name, string code, CancellationToken cancellation)
    {
        if (Fault is { } fault)
            return Task.FromException<LocationOutcome>(fault);
        if (looks.FirstOrDefault(look => look.Name == name) is not { } own)
            return Task.FromResult(LocationOutcome.Missing);
        if (looks.Any(look => look.Code == code && look != own))
            return Task.FromResult(LocationOutcome.CodeTaken);
        looks = looks.Replace(own, own with { Code = code });
        return Task.FromResult(LocationOutcome.Kept);
    }
}
