namespace Apollo.Grains.Backfill;

/// <summary>Whether desks compute their history of before they were watched by themselves.</summary>
/// <param name="AtFirstStart">At a desk's first start; else only by the command.</param>
public sealed record BackfillSettings(bool AtFirstStart);
