using System.Text.Json;
using System.Xml.Linq;

namespace Apollo.House.Tests;

/// <summary>Who may use what: the table of projects in docs/architecture.md.</summary>
public class ProjectReferences
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Grains.Interfaces"] = [],
        ["Memcached"] = [],
        ["Simulator"] = [],
        ["Grains"] = ["Grains.Interfaces", "Memcached"],
        ["Hosting"] = ["Grains.Interfaces", "Memcached"],
        ["Silo"] = ["Grains", "Hosting"],
        ["Web"] = ["Grains.Interfaces", "Hosting", "Memcached", "Silo", "Simulator"],
        ["ClusterWeb"] = ["Grains.Interfaces", "Hosting", "Memcached"],
    };

    public static TheoryData<string> Projects =>
        new(Directory.GetDirectories(Checkout.PathOf("src")).Select(folder => Path.GetFileName(folder)!));

    [Theory, MemberData(nameof(Projects))]
    public void A_project_uses_only_what_the_architecture_allows(string project)
    {
        var used = Parts(Checkout.PathOf($"src/{project}/{project}.csproj"))
            .SelectMany(part => part.Descendants("ProjectReference"))
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));
        Assert.Empty(used.Except(Allowed[project]));
    }

    /// <summary>What is restored for a project is what its image holds.</summary>
    [Fact]
    public void The_web_of_a_cluster_holds_no_engine_no_simulator_and_no_database_driver()
    {
        using var assets = JsonDocument.Parse(
            File.ReadAllText(Checkout.PathOf("src/ClusterWeb/obj/project.assets.json"))
        );
        var held = assets.RootElement.GetProperty("libraries").EnumerateObject().Select(one => one.Name.Split('/')[0]);
        string[] kept = ["Apollo.Grains", "Grains", "Silo", "Simulator", "Dapper", "Npgsql", "MySqlConnector"];
        Assert.DoesNotContain(
            held,
            name =>
                kept.Contains(name, StringComparer.OrdinalIgnoreCase)
                || name.StartsWith("Microsoft.Data.", StringComparison.Ordinal)
                || name.StartsWith("SQLitePCLRaw", StringComparison.Ordinal)
                || name is "Microsoft.Orleans.Server" or "Microsoft.Orleans.Runtime"
        );
    }

    /// <summary>A project file and what it imports of ours.</summary>
    private static IEnumerable<XDocument> Parts(string file)
    {
        var project = XDocument.Load(file);
        return project
            .Descendants("Import")
            .Select(import => Path.Combine(Path.GetDirectoryName(file)!, import.Attribute("Project")!.Value))
            .SelectMany(Parts)
            .Prepend(project);
    }

    [Fact]
    public void The_web_reaches_the_grains_only_through_their_interfaces()
    {
        var offenders = Checkout
            .Files.Where(file =>
                file.StartsWith("src/Web/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal)
            )
            .Where(file =>
                File.ReadLines(Checkout.PathOf(file))
                    .Any(line => line.StartsWith("using Apollo.Grains", StringComparison.Ordinal))
            );
        Assert.Empty(offenders);
    }
}
