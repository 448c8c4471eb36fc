/** The intervention schedule. */
export default function CalendarPage() {
  return <h2>Interventions</h2>;
}
