import type { BoardDocument } from './model';

/** Offers a board as a file: its JSON, with the name. */
export function exportBoard(name: string, board: BoardDocument): void {
  const address = URL.createObjectURL(
    new Blob([JSON.stringify({ name, ...board }, null, 2)], { type: 'application/json' }),
  );
  const link = document.createElement('a');
  link.href = address;
  link.download = `${name.replace(/[^\p{L}\p{N} _-]/gu, '_')}.board.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
