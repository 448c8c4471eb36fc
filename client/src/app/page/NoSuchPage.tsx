import { useLocation } from 'wouter';
import { NothingHere } from '../../shared/ui/NothingHere';
import { Page } from './Page';

/** For an address that leads nowhere: it says so, and shows no board in its place. */
export function NoSuchPage() {
  const [path] = useLocation();
  return (
    <Page>
      <NothingHere title="There is no page at this address">
        Apollo has nothing at <bdi>{path}</bdi>. The link may be mistyped, or of another version.
      </NothingHere>
    </Page>
  );
}
