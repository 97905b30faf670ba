import { type ClaimFilters, claimQualities } from '../../desk/claims/claim-list.js';
import { claimStates } from '../../domain/claims/claim.js';
import { capitalised } from '../../domain/text/wording.js';
import { severalIn, textField } from '../forms/form-fields.js';
import { withQuery } from '../page/links.js';

/** What a query asks for; what is no filter is none. */
export function filtersIn(query: unknown): ClaimFilters {
  const state = textField(query, 'state');
  const asked = severalIn(query, 'quality');
  return {
    q: textField(query, 'q'),
    state: claimStates.find((each) => each === state) ?? null,
    qualities: claimQualities.filter((quality) => asked.includes(quality)),
    article: textField(query, 'article'),
    source: textField(query, 'source'),
  };
}

/** A filter as a link that switches it. */
interface ChipView {
  label: string;
  count: number;
  href: string;
  pressed: boolean;
}

/** The list under some filters; `after` is where it goes on. */
export function addressOf(filters: ClaimFilters, after: string | null = null): string {
  const { qualities = [], ...one } = filters;
  const address = withQuery('/claims', { ...one, after });
  const several = qualities.map((quality) => `quality=${encodeURIComponent(quality)}`).join('&');
  if (several === '') return address;
  return `${address}${address.includes('?') ? '&' : '?'}${several}`;
}

/** The chips of states and qualities that some claim has, and of what is chosen. */
export function chipsOf(filters: ClaimFilters, counts: ReadonlyMap<string, number>): ChipView[] {
  const { qualities = [], state = null } = filters;
  const ofState = claimStates.map((each) => ({
    name: each,
    pressed: state === each,
    switched: { ...filters, state: state === each ? null : each },
  }));
  const ofQuality = claimQualities.map((each) => ({
    name: each,
    pressed: qualities.includes(each),
    switched: {
      ...filters,
      qualities: qualities.includes(each)
        ? qualities.filter((other) => other !== each)
        : [...qualities, each],
    },
  }));
  return [...ofQuality, ...ofState]
    .map(({ name, pressed, switched }) => ({
      label: capitalised(name),
      count: counts.get(name) ?? 0,
      href: addressOf(switched),
      pressed,
    }))
    .filter(({ count, pressed }) => count > 0 || pressed);
}
