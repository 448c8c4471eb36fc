using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Apollo.Web.Access;
using Apollo.Web.Feeds;
using Apollo.Web.Tests.Support;
using Microsoft.AspNetCore.Routing;

namespace Apollo.Web.Tests.Access;

/// <summary>
/// docs/security.md says of every route and topic for whom it is, as the running web has it; with
/// <c>APOLLO_WRITE=1</c> the test writes the table anew. docs/api.md names every route.
/// </summary>
public sealed partial class RulesInTheDocs : IAsyncLifetime
{
    private const string Begin = "<!-- rules -->\n";
    private const string End = "<!-- /rules -->";
    private const string OfDesk = "/api/desks/{desk}";
    private static readonly string[] Served = ["/api/", "/health/", "/hubs/", "/metrics", "/openapi/", "/scalar"];
    private static readonly Dictionary<string, string?> SignIn = new() { ["Apollo:SignIn:Local"] = "true" };
    private RunningWeb web = null!;

    public async Task InitializeAsync() => web = await RunningWeb.StartAsync(SignIn, _ => { });

    public async Task DisposeAsync() => await web.DisposeAsync();

    [Fact]
    public async Task The_security_page_says_of_every_route_and_topic_for_whom_it_is()
    {
        var file = Document("security.md");
        var text = await File.ReadAllTextAsync(file);
        var (from, to) = (
            text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length,
            text.IndexOf(End, StringComparison.Ordinal)
        );
        var table = Table();
        if (Environment.GetEnvironmentVariable("APOLLO_WRITE") is not null)
            await File.WriteAllTextAsync(file, text[..from] + table + text[to..]);
        else
            Assert.True(
                text[from..to] == table,
                $"The table of docs/security.md is not what the routes say: run this with APOLLO_WRITE=1.\n{table}"
            );
    }

    [Fact]
    public async Task The_page_of_the_api_names_every_route()
    {
        var text = await File.ReadAllTextAsync(Document("api.md"));
        var missing = Rules()
            .Select(route => route.Path)
            .Where(path => path.StartsWith("/api/", StringComparison.Ordinal))
            .Select(path => path.StartsWith(OfDesk, StringComparison.Ordinal) ? path[OfDesk.Length..] : path)
            .Select(path => FileKind().Replace(path, ""))
            .Distinct()
            .Where(path => !text.Contains(path, StringComparison.Ordinal))
            .ToList();
        Assert.True(missing.Count == 0, $"docs/api.md does not name {string.Join(", ", missing)}");
    }

    private IEnumerable<(string Name, string Path, AccessRule Rule)> Rules() =>
        from route in web.Routes
        let rule = route.Metadata.GetMetadata<AccessRule>()
        where rule is not null
        from name in MatrixTests.Names(route)
        let path = name[(name.IndexOf(' ', StringComparison.Ordinal) + 1)..].TrimEnd('/')
        // The client's files are everybody's, and are there where the client is built.
        where Served.Any(start => path.StartsWith(start, StringComparison.Ordinal)) && !path.Contains("**", default)
        select (name.TrimEnd('/'), path, rule);

    private string Table()
    {
        var rules = Rules().DistinctBy(route => route.Name).ToList();
        var text = new StringBuilder(
            "| least role on the desk | routes under `/api/desks/{desk}` | topics |\n|---|---|---|\n"
        );
        foreach (var role in Enum.GetValues<Model.Role>())
        {
            var routes = rules.Where(route => route.Rule.Role == role).Select(route => route.Name.Replace(OfDesk, ""));
            var topics = Topic.All.Where(topic => topic.Least == role).Select(Shown);
            if (Listed(routes) is var (one, other) && (one.Length > 0 || other.Length > 0))
                text.Append(Row(role.ToString().ToLowerInvariant(), one, other));

            (string, string) Listed(IEnumerable<string> names) => (Quoted(names), Quoted(topics));
        }
        text.Append("\n| for | routes |\n|---|---|\n");
        foreach (var who in Enum.GetValues<Takes>().Where(who => who != Takes.OfDesk))
            text.Append(
                Row(Words(who), Quoted(rules.Where(route => route.Rule.Who == who).Select(route => route.Name)))
            );
        return text.ToString();
    }

    private static string Shown(Topic topic) => topic.Of is null ? topic.Name : $"{topic.Name}:{{{topic.Of}}}";

    private static string Row(params string[] cells) => $"| {string.Join(" | ", cells)} |\n";

    private static string Quoted(IEnumerable<string> names) =>
        string.Join(", ", names.Order(StringComparer.Ordinal).Select(name => $"`{name}`"));

    private static string Words(Takes who) =>
        who switch
        {
            Takes.Anyone => "everybody, signed in or not; the files of the pages too",
            Takes.Known => "whoever is somebody: what they get of it is theirs",
            Takes.People => "people: what they get of it is theirs",
            Takes.Operators => "admins, and tokens with the scope `operations`",
            Takes.Managers => "managers of any desk: what they get of it is their desks'",
            _ => "admins",
        };

    private static string Document(string name, [CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", name));

    [GeneratedRegex(@"\.(csv|xlsx)$")]
    private static partial Regex FileKind();
}
