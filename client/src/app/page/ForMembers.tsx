import { useMay } from '../../shared/access/who';
import { NothingHere } from '../../shared/ui/NothingHere';

/** A page of single tickets or visits: whoever may see numbers alone is told so in its place. */
export function ForMembers({ children }: { children: React.ReactNode }) {
  return useMay('member') ? (
    children
  ) : (
    <NothingHere title="Single tickets and visits are for members">
      You see the numbers of this desk. An administrator gives you more, under People.
    </NothingHere>
  );
}
