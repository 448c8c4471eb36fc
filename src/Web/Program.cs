using Apollo.Hosting;
using Apollo.Silo;
using Apollo.Web.Embedded;
using Apollo.Web.Hosting;

if (args is ["backup", ..])
    return await BackupCommand.RunAsync(args[1..]);
if (args is ["backfill", ..])
    return await BackfillCommand.RunAsync(args[1..]);
if (args is ["check", ..])
    return await CheckCommand.RunAsync(args[1..]);
return await ApolloProgram.RunAsync("Apollo", args, builder => WebHosting.BuildAsync(builder, EmbeddedSilo.AddAsync));
