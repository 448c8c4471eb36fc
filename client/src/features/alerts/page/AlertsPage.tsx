import { useDesk } from '../../../shared/store/desk';
import { Region } from '../../../shared/ui/Region';
import { Now } from '../now/Now';

/** What fires now, what may, and what ended today. */
export default function AlertsPage() {
  const desk = useDesk((state) => state.desk?.id);
  return (
    <Region name="The alerts">
      <Now key={desk} />
    </Region>
  );
}
