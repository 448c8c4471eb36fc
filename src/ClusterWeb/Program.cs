using Apollo;
using Apollo.Hosting;
using Apollo.Web.Hosting;

return await ApolloProgram.RunAsync(
    "Apollo",
    args,
    builder =>
        WebHosting.BuildAsync(
            builder,
            _ =>
                throw new ConfigurationException(
                    "Apollo:Cluster:Gateway is missing: this web holds no silo. "
                        + "Give host:port of one, such as silo:30000."
                )
        )
);
