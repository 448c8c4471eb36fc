/** Columns of the board where it has room for all of them, and those of its left part. */
const all = 7,
  left = 5;

/** Where a group stands on the wide board. */
export interface Place {
  /** First row of the board's grid, from 1, and how many it takes. */
  row: number;
  rows: number;
  /** First column, from 1, and how many it takes. */
  column: number;
  columns: number;
  /** Cards side by side, and lines of cards. */
  across: number;
  down: number;
}

/**
 * Places groups in reading order on seven columns, each with as many cells as its cards take. Up to four cells make a
 * square that stands at the right of groups of up to ten; where none is at its left it lies in a line with its like.
 * Seven, and more than ten, take the whole width.
 */
export function placesOf(cells: readonly number[]): Place[] {
  const places: Place[] = [];
  // The next free row, and what the rows before it still have free: at the right of groups, or behind small ones.
  let row = 1,
    beside: { row: number; lines: number } | null = null,
    line: { row: number; column: number } | null = null,
    tall: { place: Place; lines: number } | null = null;
  for (const count of cells) {
    if (count > 4) {
      const across = count === all || count > 2 * left ? all : left,
        down = Math.ceil(count / across);
      if (tall && across === left && tall.lines < tall.place.down) {
        tall.place.rows++;
        tall.lines += down;
      } else {
        tall = null;
        beside = across === left ? { row, lines: down } : null;
      }
      line = null;
      places.push({ row: row++, rows: 1, column: 1, columns: across, across, down });
    } else if (beside) {
      const across = all - left,
        place = {
          row: beside.row,
          rows: 1,
          column: left + 1,
          columns: across,
          across,
          down: Math.ceil(count / across),
        };
      tall = { place, lines: beside.lines };
      beside = null;
      places.push(place);
    } else {
      const across = Math.max(2, count);
      if (!line || line.column + across > all + 1) line = { row: row++, column: 1 };
      places.push({ row: line.row, rows: 1, column: line.column, columns: across, across, down: 1 });
      line.column += across;
      tall = null;
    }
  }
  return places;
}
