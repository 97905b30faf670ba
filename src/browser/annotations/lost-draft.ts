import { detailFields } from '../../domain/chain/hop-details.js';
import { detailOf } from '../chain/chain-hops.js';
import { button, element } from '../page/element.js';
import type { Draft } from './draft.js';

const labels: Readonly<Record<string, string>> = {
  exact: 'Passage',
  chain: 'Chain',
  confidence: 'Confidence',
  credibility: 'Credibility',
  claim: 'Claim',
  stance: 'Stance',
  note: 'Note',
  labels: 'Labels',
  reason: 'Reason',
};

/** What was typed for an annotation that is no longer there, to be copied. */
export function lostDraft(key: string, draft: Draft, discard: () => void): HTMLElement {
  return element(
    'section',
    { class: 'lost-draft', 'data-draft': key, 'aria-label': 'A draft without its annotation' },
    element(
      'p',
      {},
      'The annotation that this was typed for is no longer here. Copy what you need:',
    ),
    ...typedIn(draft).map(({ label, value }) => {
      const rows = String(Math.min(6, value.split('\n').length));
      const field = element('textarea', { rows, readonly: true, dir: 'auto' }, value);
      return element('label', { class: 'field' }, label, field);
    }),
    button('Discard', discard),
  );
}

/** What stands in a draft, each with what its field is called. */
export function typedIn({ entries }: Draft): { label: string; value: string }[] {
  return entries.flatMap(([name, value]) => {
    const label = labels[name] ?? labelOfDetail(name);
    return label !== null && value.trim() !== '' ? [{ label, value }] : [];
  });
}

function labelOfDetail(field: string): string | null {
  const detail = detailOf(field);
  if (!detail || detail.name === 'evidence') return null;
  return `Holder ${detail.index + 1}: ${detailFields[detail.name].editorLabel}`;
}
