using Apollo.Hosting;
using Apollo.Web.Embedded;
using Apollo.Web.Hosting;

return await ApolloProgram.RunAsync("Apollo", args, builder => WebHosting.BuildAsync(builder, EmbeddedSilo.AddAsync));
