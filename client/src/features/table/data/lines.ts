import type { RowsGroup } from '../../../shared/wire/rows';
import type { Ghost } from './rowsModel';

/** A line of the table: a group's head, a row, what is open below one, or one that left. */
export type Line =
  { kind: 'group'; group: RowsGroup; index: number } | { kind: 'row'; index: number } | { kind: 'ghost'; ghost: Ghost };

export const groupKey = (group: RowsGroup): string => JSON.stringify(group.key);

/** How many lines there are, and which stands where: reckoned, never listed, so that 100,000 rows cost nothing. */
export class Lines {
  private readonly starts: number[] = [];
  /** Rows that left each group; at the end those whose group is gone with them. */
  private readonly left: Ghost[][] = [];
  private readonly groupsEnd: number;
  readonly count: number;

  constructor(
    private readonly total: number,
    private readonly groups: readonly RowsGroup[] | null,
    private readonly closed: ReadonlySet<string>,
    private readonly ghosts: readonly Ghost[],
    column: string | null = null,
  ) {
    let line = 0;
    const homeless = new Set(ghosts);
    for (const group of groups ?? []) {
      const key = groupKey(group),
        own = ghosts.filter((ghost) => JSON.stringify(ghost.row[column ?? ''] ?? null) === key);
      own.forEach((ghost) => homeless.delete(ghost));
      this.starts.push(line);
      this.left.push(closed.has(key) ? [] : own);
      line += 1 + (closed.has(key) ? 0 : group.count + own.length);
    }
    this.groupsEnd = line;
    // Rows that left are shown where they stood; with groups at the end of theirs, for the places have moved.
    this.ghosts = (groups ? [...homeless] : ghosts).toSorted((a, b) => a.index - b.index);
    this.count = (groups ? line : total) + this.ghosts.length;
  }

  get hasGroups(): boolean {
    return this.groups !== null;
  }

  at(line: number): Line {
    if (!this.groups) {
      let before = 0;
      for (const ghost of this.ghosts) {
        const place = Math.min(ghost.index + before, this.total + before);
        if (line === place) return { kind: 'ghost', ghost };
        if (line < place) break;
        before++;
      }
      return { kind: 'row', index: line - before };
    }
    if (line >= this.groupsEnd) return { kind: 'ghost', ghost: this.ghosts[line - this.groupsEnd]! };
    let low = 0,
      high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle]! <= line) low = middle;
      else high = middle - 1;
    }
    const group = this.groups[low]!,
      offset = line - this.starts[low]!;
    if (offset === 0) return { kind: 'group', group, index: low };
    return offset <= group.count
      ? { kind: 'row', index: group.first + offset - 1 }
      : { kind: 'ghost', ghost: this.left[low]![offset - 1 - group.count]! };
  }

  /** The line of a group's head. */
  lineOf(group: RowsGroup): number {
    return this.starts[this.groups?.findIndex((one) => groupKey(one) === groupKey(group)) ?? -1] ?? 0;
  }

  /** The line of a row; null where its group is closed. */
  lineOfRow(index: number): number | null {
    if (!this.groups) return index + this.ghosts.filter((ghost) => ghost.index <= index).length;
    const place = this.groups.findLastIndex((group) => group.first <= index),
      group = this.groups[place];
    if (!group || this.closed.has(groupKey(group))) return null;
    return this.starts[place]! + 1 + index - group.first;
  }

  /** The group a line belongs to; null where there are none. */
  groupOf(line: number): RowsGroup | null {
    if (!this.groups) return null;
    const found = this.at(line);
    if (found.kind === 'group') return found.group;
    return found.kind === 'row' ? (this.groups.findLast((group) => group.first <= found.index) ?? null) : null;
  }
}
