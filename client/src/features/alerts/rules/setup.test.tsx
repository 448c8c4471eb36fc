import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { SetupDialog } from './SetupDialog';

it('says first what would become of each part, and takes it in only then', async () => {
  const asked = vi.spyOn(globalThis, 'fetch').mockImplementation((path) =>
    Promise.resolve(
      new Response(
        JSON.stringify({
          dry: String(path).endsWith('?dry=true'),
          changes: [
            { part: 'rule', name: 'Overdue', outcome: 'added', reason: null },
            { part: 'display', name: 'Hall', outcome: 'refused', reason: 'Pair it first.' },
          ],
        }),
      ),
    ),
  );
  const taken = vi.fn();
  render(<SetupDialog onClose={() => {}} onTaken={taken} />);
  const file = screen.getByLabelText('File');
  fireEvent.change(file, { target: { files: [new File(['no json'], 'a.json')] } });
  expect(await screen.findByText('This file is no JSON.')).toBeTruthy();
  fireEvent.change(file, { target: { files: [new File(['{"version":1}'], 'b.json')] } });
  expect(await screen.findByText('It would be: 1 new, 1 not taken.')).toBeTruthy();
  expect(screen.getByText('Pair it first.')).toBeTruthy();
  expect(taken).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole('button', { name: 'Take it in' }));
  expect(await screen.findByText('Done: 1 new, 1 not taken.')).toBeTruthy();
  await waitFor(() => expect(taken).toHaveBeenCalled());
  expect(asked.mock.calls.map(([path]) => String(path).split('?')[1] ?? '')).toEqual(['dry=true', '']);
});
