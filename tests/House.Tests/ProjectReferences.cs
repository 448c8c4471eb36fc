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
        ["Silo"] = ["Grains"],
        ["Web"] = ["Grains.Interfaces", "Memcached", "Silo", "Simulator"],
    };

    public static TheoryData<string> Projects =>
        new(Directory.GetDirectories(Checkout.PathOf("src")).Select(folder => Path.GetFileName(folder)!));

    [Theory, MemberData(nameof(Projects))]
    public void A_project_uses_only_what_the_architecture_allows(string project)
    {
        var file = XDocument.Load(Checkout.PathOf($"src/{project}/{project}.csproj"));
        var used = file.Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));
        Assert.Empty(used.Except(Allowed[project]));
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
