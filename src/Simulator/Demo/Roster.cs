namespace Apollo.Simulator.Demo;

/// <summary>A team and who works in it.</summary>
internal sealed record Team(string Name, string[] Technicians);

/// <summary>A site: its city, its address and its telephone prefix.</summary>
internal sealed record Site(string Name, string Address, string Phone);

/// <summary>The people and places of the Harbour IT Desk.</summary>
internal static class Roster
{
    public static readonly Team ServiceDesk = new(
        "Service Desk",
        ["C. Morel", "A. Diallo", "N. Petrova", "Y. Benali", "S. Okafor", "L. Dubois"]
    );
    public static readonly Team Workplace = new(
        "Workplace",
        ["J. Petit", "T. Haddad", "L. Costa", "G. Faure", "M. Nguyen"]
    );
    public static readonly Team Network = new("Network", ["A. Rossi", "M. Laurent", "K. Lindqvist", "P. Weber"]);
    public static readonly Team Servers = new("Servers", ["F. Maes", "H. Tanaka", "R. Kowalski"]);
    public static readonly Team Applications = new(
        "Applications",
        ["E. Novak", "I. Moreno", "D. Papadakis", "B. Girard"]
    );
    public static readonly Team Security = new("Security", ["O. Yilmaz", "V. Janssens", "A. Mensah"]);

    public static readonly Team[] Teams = [ServiceDesk, Workplace, Network, Servers, Applications, Security];

    public static readonly Site[] Sites =
    [
        new("Brussels", "41 rue du Canal, 1000 Brussels", "+32 2 555 01"),
        new("Bordeaux", "8 quai des Chartrons, 33000 Bordeaux", "+33 5 55 50 01"),
        new("Geneva", "12 quai du Port, 1201 Geneva", "+41 22 555 01"),
        new("Lille", "27 rue des Docks, 59000 Lille", "+33 3 55 50 01"),
        new("Lyon", "5 avenue Jean Jaurès, 69007 Lyon", "+33 4 55 50 01"),
        new("Marseille", "90 boulevard des Dames, 13002 Marseille", "+33 4 55 50 02"),
        new("Nantes", "16 quai de la Fosse, 44000 Nantes", "+33 2 55 50 01"),
        new("Paris", "63 rue de Bercy, 75012 Paris", "+33 1 55 50 01"),
        new("Strasbourg", "3 rue du Bassin, 67000 Strasbourg", "+33 3 55 50 03"),
        new("Toulouse", "22 allée des Lacs, 31000 Toulouse", "+33 5 55 50 02"),
    ];

    public static readonly string[] Requesters =
    [
        "Claire Morel",
        "Amadou Traoré",
        "Beate Keller",
        "Chiara Conti",
        "Daniel Okonkwo",
        "Elif Demir",
        "Fatima Zahra El Idrissi",
        "Gabriel Roussel",
        "Hanna Virtanen",
        "Ibrahim Sow",
        "Júlia Almeida",
        "Karim Haddouche",
        "Léa Fontaine",
        "Mateusz Zieliński",
        "Nadia Cherif",
        "Olivier Lambert",
        "Priya Raman",
        "Quentin Marchand",
        "Rosa Jiménez",
        "Søren Nielsen",
        "Thandiwe Nkosi",
        "Ulrich Brandt",
        "Valérie Perrin",
        "Wei Zhang",
        "Xavier Lefèvre",
        "Yuki Mori",
        "Zoé Blanchard",
        "Anders Holm",
        "Bruna Ferreira",
        "Cédric Vidal",
        "Divya Menon",
        "Émilie Charpentier",
        "Franck Hoffmann",
        "Giulia Ricci",
        "Hugo Mercier",
        "Inès Garnier",
        "Jonas Meyer",
        "Katarzyna Nowak",
        "Luc Vandenberghe",
        "Mariam Touré",
    ];
}
