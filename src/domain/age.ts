interface Dated {
  id: string;
  created: string;
}

/** By what documents are in the order of their age: when they were made, then by id. */
export function ageOf({ created, id }: Dated): string {
  return `${created} ${id}`;
}

/** The oldest first; of one moment, by id. */
export function byAge(one: Dated, other: Dated): number {
  const [first, second] = [ageOf(one), ageOf(other)];
  return first < second ? -1 : Number(first > second);
}
