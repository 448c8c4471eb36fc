namespace Apollo.Hosting;

/// <summary>Name of the cluster and of the service, the same for silo and web.</summary>
public static class ClusterName
{
    /// <summary>The name.</summary>
    public const string Value = "apollo";
}
