// @vitest-environment jsdom
import { expect, it, vi } from 'vitest';
import { useLive } from '../../../shared/live/live';
import { useWall, watchWall } from './display';

const waiting = {
  state: 'waiting',
  code: 'K7M4QX',
  expiresAt: new Date(Date.now() + 600_000).toISOString(),
  url: null,
  display: null,
};
const paired = { ...waiting, state: 'paired', code: null, display: { id: '1', name: 'Hall', pages: [] } };

const answering = (state: object): void => {
  vi.spyOn(globalThis, 'fetch').mockImplementation((path) =>
    Promise.resolve(
      new Response(
        JSON.stringify(String(path).endsWith('/display') ? state : { person: null, signIn: { local: true } }),
      ),
    ),
  );
};

it('says that it was removed after its page began anew, until it is paired', async () => {
  history.replaceState(null, '', '/tv#removed');
  answering(waiting);
  const stop = watchWall(false);
  await vi.waitFor(() => expect(useWall.getState().wall).toMatchObject({ kind: 'code', state: { state: 'revoked' } }));
  stop();
  answering(paired);
  const end = watchWall(false);
  await vi.waitFor(() => expect(useWall.getState().wall.kind).toBe('display'));
  expect(location.hash).toBe('');
  end();
});

it('asks what it is as soon as its connection is lost', async () => {
  answering(paired);
  const stop = watchWall(false);
  await vi.waitFor(() => expect(useWall.getState().wall.kind).toBe('display'));
  answering({ ...waiting, state: 'revoked' });
  useLive.setState({ retryAt: Date.now() + 500 });
  await vi.waitFor(() => expect(useWall.getState().wall).toMatchObject({ kind: 'code', state: { state: 'revoked' } }));
  stop();
  useLive.setState({ retryAt: null });
});
