namespace Apollo.Integration.Tests.Support;

/// <summary>What measures the memory of the process runs with no other test beside it.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
