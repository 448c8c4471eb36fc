namespace Apollo.Grains.Store;

/// <summary>A newer Apollo changed the store so that this one cannot serve from it any more.</summary>
/// <param name="servesFrom">The oldest schema whose programs the store serves.</param>
/// <param name="own">This program's schema.</param>
internal sealed class StoreTooNewException(long servesFrom, long own)
    : Exception(
        $"the store serves programs of schema {servesFrom} and newer, and this one has {own}: "
            + "start the newer Apollo that migrated it, or restore the backup made before."
    );
