import { answer } from '../../../shared/wire/api';
import type { CheckStep } from '../../../shared/wire/generated';

/** As long as the server lets a check run, ms, and a little. */
const longest = 130_000;

/** Has the ITSM of a desk checked; tells each finding as it comes, and ends with the check. */
export async function check(desk: string, found: (step: CheckStep) => void, signal: AbortSignal): Promise<void> {
  const path = `/api/systems/check?desk=${encodeURIComponent(desk)}`;
  const given = await answer(path, { method: 'POST', signal }, longest);
  const reader = given.body!.pipeThrough(new TextDecoderStream()).getReader();
  for (let rest = ''; ;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + value).split('\n');
    rest = lines.pop()!;
    for (const line of lines) found(JSON.parse(line) as CheckStep);
  }
}
