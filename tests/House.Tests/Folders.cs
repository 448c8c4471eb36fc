using System.Text.RegularExpressions;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

namespace Apollo.House.Tests;

/// <summary>
/// Folders use each other one way only, in C# as compiled and in the client as imported; docs/architecture.md draws
/// how.
/// </summary>
public partial class Folders
{
    [Theory]
    [InlineData("Grains")]
    [InlineData("Grains.Interfaces")]
    [InlineData("Memcached")]
    [InlineData("Simulator")]
    [InlineData("Web")]
    public void No_folders_use_each_other_round_about(string project) => Assert.Null(Graph(project).Circle());

    [Theory]
    [InlineData("Grains")]
    [InlineData("Web")]
    [InlineData("client")]
    public void The_architecture_draws_them_as_they_are(string project)
    {
        var page = File.ReadAllText(Checkout.PathOf("docs/architecture.md"));
        var drawn = Regex.Match(
            page,
            $"### Folders of `[a-z]*/?{Regex.Escape(project)}`.*?```mermaid\n(.*?)```",
            RegexOptions.Singleline
        );
        Assert.True(drawn.Success, $"docs/architecture.md draws no folders of {project}.");
        var arrows = drawn
            .Groups[1]
            .Value.Split('\n', StringSplitOptions.TrimEntries)
            .Where(line => line.Contains("-->", StringComparison.Ordinal));
        var graph = Graph(project);
        Assert.Null(graph.Circle());
        var expected = string.Join("\n", graph.Arrows().Order(StringComparer.Ordinal).Select(arrow => $"  {arrow}"));
        var actual = string.Join("\n", arrows.Order(StringComparer.Ordinal).Select(arrow => $"  {arrow}"));
        Assert.True(expected == actual, $"docs/architecture.md shall draw {project} so:\n{expected}");
    }

    private static FolderGraph Graph(string project) => new(project == "client" ? Imports() : Compiled(project));

    /// <summary>By what the compiler made of it: a using that nothing uses counts for nothing.</summary>
    private static IEnumerable<(string, string)> Compiled(string project)
    {
        var name = $"Apollo.{project}";
        var types = new ArchLoader().LoadFilteredDirectory(AppContext.BaseDirectory, $"{name}.dll").Build().Types;
        return from type in types
            let user = Folder(type)
            where user is not null
            from dependency in type.Dependencies
            where dependency.Target is not GenericParameter
            let used = Folder(dependency.Target)
            where used is not null
            select (user, used);

        string? Folder(IType type) =>
            type.Namespace?.FullName.StartsWith($"{name}.", StringComparison.Ordinal) == true
                ? type.Namespace.FullName[(name.Length + 1)..].Split('.')[0]
                : null;
    }

    /// <summary>By what its files import, tests apart: app, each feature, each part of shared.</summary>
    private static IEnumerable<(string, string)> Imports()
    {
        const string root = "client/src/";
        return from file in Checkout.Files
            where file.StartsWith(root, StringComparison.Ordinal)
            where Path.GetExtension(file) is ".ts" or ".tsx" && !file.Contains(".test.", StringComparison.Ordinal)
            where !file.Contains("/testing", StringComparison.Ordinal)
            from Match import in Import().Matches(File.ReadAllText(Checkout.PathOf(file)))
            let target = Path.GetRelativePath(
                Checkout.Root,
                Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Checkout.PathOf(file))!, import.Groups[1].Value))
            )
            where target.StartsWith(root, StringComparison.Ordinal)
            select (Folder(file[root.Length..]), Folder(target.Replace('\\', '/')[root.Length..]));

        static string Folder(string path) =>
            path.Split('/') is [("features" or "shared") and var layer, var part, ..]
                ? $"{layer}/{part}"
                : path.Split('/')[0];
    }

    [GeneratedRegex(@"(?:from|import)\s*\(?\s*'(\.[^']+)'")]
    private static partial Regex Import();
}
