using System.Text.RegularExpressions;
using Apollo.Hosting;

namespace Apollo.House.Tests;

/// <summary>docs/configuration.md names every key there is, and no other.</summary>
public partial class ConfigurationDocument
{
    [Fact]
    public void The_document_names_every_key_and_no_other()
    {
        var text = File.ReadAllText(Checkout.PathOf("docs/configuration.md")).Split("\n## A desk");
        Assert.Equal(2, text.Length);
        var named = KeysIn(text[0]).Concat(KeysIn(text[1]).Select(key => $"Desks:{{n}}:{key}"));

        Assert.Equal(Settings.All.Select(setting => setting.Key).Order(), named.Order());
    }

    private static IEnumerable<string> KeysIn(string text) =>
        text.Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => Quoted().Matches(line.Split('|')[1]).Select(match => match.Groups[1].Value));

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
