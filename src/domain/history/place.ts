/** With what the id of an event begins that is made at a moment: RFC 3339, UTC. */
export function placeOfMoment(at: string): string {
  return Math.max(Date.parse(at), 0).toString(36).padStart(9, '0');
}
