import { useMay } from '../../../shared/access/who';
import { NothingHere } from '../../../shared/ui/NothingHere';

/** Reports are for those who may see what was: a display sees what is. */
export function ForViewers({ children }: { children: React.ReactNode }) {
  return useMay('viewer') ? (
    children
  ) : (
    <NothingHere title="Reports are for viewers and up">
      You see what is now. An administrator gives you more, under People.
    </NothingHere>
  );
}
