using System.Text.Json;
using System.Text.Json.Nodes;
using Apollo.Cards;
using Apollo.Grains.Catalogue;

namespace Apollo.Grains.Tests.Catalogue;

/// <summary>
/// The client's tests show real KPIs: what the file they read says of each is what the server sends. After a change of
/// how one is shown <c>APOLLO_WRITE=1</c> writes it anew.
/// </summary>
public class CatalogueOfTheClient
{
    private const string File = "client/src/shared/testing/catalogue.json";

    [Fact]
    public async Task Is_the_one_that_the_server_sends()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { WriteIndented = true };
        CardJson.Configure(options);
        var sent = JsonSerializer.SerializeToNode(KpiCatalogue.Standard.All.Select(kpi => kpi.Definition), options);
        var path = Path.Combine(Root(), File);
        if (Environment.GetEnvironmentVariable("APOLLO_WRITE") is not null)
            await System.IO.File.WriteAllTextAsync(path, sent!.ToJsonString(options) + "\n");
        var byId = sent!.AsArray().ToDictionary(kpi => (string)kpi!["id"]!);
        foreach (var kept in JsonNode.Parse(await System.IO.File.ReadAllTextAsync(path))!.AsArray())
            Assert.True(
                JsonNode.DeepEquals(kept, byId.GetValueOrDefault((string)kept!["id"]!)),
                $"{kept["id"]} in {File} is not what the server sends: run this with APOLLO_WRITE=1, then Prettier."
            );
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "Apollo.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException("Apollo.sln is nowhere above the tests.");
    }
}
