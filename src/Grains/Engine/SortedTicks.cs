namespace Apollo.Grains.Engine;

/// <summary>
/// An ordered multiset of ticks with look-up by rank: sorted blocks of at most 1,024 numbers, 8 bytes each. Add and
/// remove move one block; a rank is found over the blocks' counts.
/// </summary>
public sealed class SortedTicks
{
    private const int BlockLimit = 1024;
    private readonly List<List<long>> blocks = [];

    /// <summary>How many numbers, equal ones included.</summary>
    public int Count { get; private set; }

    /// <summary>The number of a rank.</summary>
    /// <param name="rank">0 = the smallest.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such rank.</exception>
    public long this[int rank]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(rank);
            foreach (var block in blocks)
            {
                if (rank < block.Count)
                    return block[rank];
                rank -= block.Count;
            }
            throw new ArgumentOutOfRangeException(nameof(rank), "There are fewer numbers.");
        }
    }

    /// <summary>Another with the same numbers, apart from this one.</summary>
    public SortedTicks Copy()
    {
        var copy = new SortedTicks { Count = Count };
        foreach (var block in blocks)
            copy.blocks.Add([.. block]);
        return copy;
    }

    /// <summary>Adds a number.</summary>
    public void Add(long ticks)
    {
        Count++;
        if (blocks.Count == 0)
        {
            blocks.Add([ticks]);
            return;
        }
        var index = BlockOf(ticks);
        var block = blocks[index];
        var at = block.BinarySearch(ticks);
        block.Insert(at < 0 ? ~at : at, ticks);
        if (block.Count <= BlockLimit)
            return;
        var half = block.Count / 2;
        blocks.Insert(index + 1, block.GetRange(half, block.Count - half));
        block.RemoveRange(half, block.Count - half);
    }

    /// <summary>Takes one such number away.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public void Remove(long ticks)
    {
        var index = blocks.Count == 0 ? -1 : BlockOf(ticks);
        var at = index < 0 ? -1 : blocks[index].BinarySearch(ticks);
        if (at < 0)
            throw new InvalidOperationException("A number is taken back that was never given.");
        Count--;
        blocks[index].RemoveAt(at);
        if (blocks[index].Count == 0)
            blocks.RemoveAt(index);
    }

    /// <summary>The first block whose last number is not smaller, else the last block.</summary>
    private int BlockOf(long ticks)
    {
        int low = 0,
            high = blocks.Count - 1;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (blocks[middle][^1] < ticks)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
