using System.Text.RegularExpressions;

namespace Apollo.House.Tests;

/// <summary>The login that a product's page tells to make is the one that the connect page shows.</summary>
public partial class Logins
{
    [Fact]
    public void The_page_of_each_product_has_the_statements_that_are_shipped()
    {
        var files = Checkout.Files.Where(file => Login().IsMatch(file)).ToList();
        Assert.NotEmpty(files);
        Assert.All(
            files,
            file =>
            {
                var page = $"docs/itsm-{Login().Match(file).Groups[1].Value}.md";
                Assert.Contains(
                    $"```sql\n{File.ReadAllText(Checkout.PathOf(file))}```",
                    File.ReadAllText(Checkout.PathOf(page)),
                    StringComparison.Ordinal
                );
            }
        );
    }

    [Fact]
    public void Each_product_ships_a_login_for_every_database_that_it_reads() =>
        Assert.Empty(
            from file in Checkout.Files
            where file.Contains("/Itsm/Systems/", StringComparison.Ordinal)
            where Path.GetFileName(file) is "tickets.postgresql.sql" or "tickets.mysql.sql"
            let folder = Path.GetDirectoryName(file)!
            where Path.GetFileName(folder) != "apollo"
            let login = Path.Combine(
                folder,
                Path.GetFileName(file).Replace("tickets", "login", StringComparison.Ordinal)
            )
            where !File.Exists(Checkout.PathOf(login))
            select login
        );

    [GeneratedRegex(@"/Itsm/Systems/(\w+)/login\.\w+\.sql$")]
    private static partial Regex Login();
}
