namespace Apollo.Grains.History;

/// <summary>How history is kept; what a silo does not say is as usual.</summary>
/// <param name="MostWaiting">So many bytes wait for a store that is away.</param>
internal sealed record HistorySettings(long MostWaiting);
