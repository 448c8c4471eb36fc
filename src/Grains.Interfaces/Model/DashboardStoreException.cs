namespace Apollo.Model;

/// <summary>The store of own dashboards does not answer. The reason stands in the silo's log only: it may name servers and logins.</summary>
[GenerateSerializer, Alias("apollo.DashboardStoreException")]
public sealed class DashboardStoreException() : Exception("The store of dashboards does not answer.");
