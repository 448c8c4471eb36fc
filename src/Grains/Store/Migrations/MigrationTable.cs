using FluentMigrator.Runner.VersionTableInfo;

namespace Apollo.Grains.Store.Migrations;

/// <summary>Where the store keeps which migrations it has had.</summary>
internal sealed class MigrationTable(string? schema) : IVersionTableMetaData
{
    public const string Name = "apollo_migrations";

    public bool OwnsSchema => false;
    public string SchemaName => schema ?? "";
    public string TableName => Name;
    public string ColumnName => "version";
    public string DescriptionColumnName => "description";
    public string AppliedOnColumnName => "applied_on";
    public string UniqueIndexName => "apollo_migrations_version";
    public bool CreateWithPrimaryKey => false;
}
