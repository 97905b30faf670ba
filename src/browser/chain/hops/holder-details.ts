import { bases, checks } from '../../../domain/chain/ground-rules.js';
import {
  type DetailName,
  detailFields,
  detailNames,
  type EvidenceFieldName,
  evidenceFieldNames,
} from '../../../domain/chain/hop-details.js';
import { wordsOfCheck } from '../../../domain/chain/hop-words.js';
import { reliabilities, reliabilityInSentence } from '../../../domain/chain/scales.js';
import { button, element } from '../../page/element.js';
import type { ChainHop } from '../chain-hops.js';

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
type Choice = readonly [value: string, words: string];

/** What else is to be seen of a holder while its details are open. */
interface HolderPlace {
  isOrigin: boolean;
  /** What the register rates it, as the first choice says. */
  registered: ChainHop['reliability'];
  isOwnRating: boolean;
}

interface DetailsWishes {
  changed: (hop: ChainHop) => void;
  remove: () => void;
}

/** Of the evidence: what stands in the line, and what is asked for only when wanted. */
const inLine: readonly EvidenceFieldName[] = ['url', 'page', 'paragraph', 'time'];
const placeholders: Partial<Record<DetailName, string>> = {
  as: 'as the article puts it',
  terms: 'what was agreed',
  reason: 'why, here?',
  url: 'web address',
  page: 'page',
  paragraph: 'paragraph',
  time: 'time',
  excerpt: 'excerpt, word for word',
  retrievedAt: 'retrieved, such as 2011-03-20',
};

/** The details of one holder, open in its hop. */
export class HolderDetails {
  readonly box: HTMLElement;
  private readonly rows = element('dl');
  private readonly controls = new Map<string, Control>();

  constructor(
    private hop: ChainHop,
    label: string,
    private readonly wishes: DetailsWishes,
  ) {
    this.box = element('div', { class: 'details', role: 'group', 'aria-label': label }, this.rows);
    this.rows.append(
      ...row('Described as', this.detail('as')),
      ...row('Basis', this.select('basis', 'Basis', bases.map(itself)), this.detail('terms')),
      ...row('Check', this.select('check', 'Check', checkChoices), this.firstHand()),
      ...row(
        'Reliability',
        this.select('reliability', 'Reliability', letterChoices),
        this.detail('reason'),
      ),
      ...row('Evidence', ...this.evidence()),
    );
    this.box.append(button('Remove this source', wishes.remove, 'quiet remove'));
    this.box.addEventListener('input', () => this.read());
    this.box.addEventListener('keydown', (event) => {
      const isField = event.target instanceof HTMLInputElement;
      if (event.key === 'Enter' && isField && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
      }
    });
  }

  /** Shows the holder, leaving alone the field in which somebody types. */
  show(hop: ChainHop, { isOrigin, registered, isOwnRating }: HolderPlace): void {
    this.hop = hop;
    const values: Record<string, string> = {
      ...hop.details,
      basis: hop.basis ?? 'not stated',
      check: hop.check ?? '',
      reliability: hop.reliability ?? '',
    };
    for (const [name, control] of this.controls) {
      if (control instanceof HTMLInputElement && control.type === 'checkbox') {
        control.checked = hop.firstHand;
        control.closest('label')?.toggleAttribute('hidden', !isOrigin);
      } else if (control.value.trim() !== values[name]) control.value = values[name] ?? '';
    }
    const asRegistered = registered
      ? `as the register says: ${registered}`
      : 'not rated in the register';
    const first = this.controls.get('reliability')?.querySelector('option');
    if (first && first.textContent !== asRegistered) first.textContent = asRegistered;
    this.hide('reason', !isOwnRating && hop.details.reason === '');
    this.hide('terms', hop.basis === null && hop.details.terms === '');
  }

  /** The place of a detail, unfolded. */
  field(name: DetailName): HTMLElement | null {
    const field = this.controls.get(name)?.closest<HTMLElement>('[data-detail]') ?? null;
    field?.removeAttribute('hidden');
    field?.closest('details')?.setAttribute('open', '');
    return field;
  }

  focus(): void {
    this.controls.get('as')?.focus();
  }

  private evidence(): HTMLElement[] {
    const more = evidenceFieldNames.filter((name) => !inLine.includes(name));
    const isFilled = more.some((name) => this.hop.details[name] !== '');
    return [
      ...inLine.map((name) => this.detail(name)),
      element(
        'details',
        { open: isFilled },
        element('summary', {}, 'excerpt, day'),
        ...more.map((name) => this.detail(name)),
      ),
    ];
  }

  private detail(name: DetailName): HTMLElement {
    const { editorLabel, inputMode, isLong } = detailFields[name];
    const said = {
      'aria-label': editorLabel,
      placeholder: placeholders[name] ?? '',
      dir: 'auto',
    };
    const control = isLong
      ? element('textarea', { rows: '2', ...said })
      : element('input', {
          type: 'text',
          autocomplete: 'off',
          ...said,
          ...(inputMode && { inputmode: inputMode }),
        });
    return this.place(name, control);
  }

  private select(name: string, label: string, choices: readonly Choice[]): HTMLElement {
    const options = choices.map(([value, words]) => element('option', { value }, words));
    return this.place(name, element('select', { 'aria-label': label }, ...options));
  }

  private firstHand(): HTMLElement {
    const tick = element('input', { type: 'checkbox' });
    this.controls.set('firstHand', tick);
    return element('label', {}, tick, ' first-hand');
  }

  private place(name: string, control: Control): HTMLElement {
    this.controls.set(name, control);
    return element('span', { 'data-detail': name }, control);
  }

  private hide(name: DetailName, isHidden: boolean): void {
    const control = this.controls.get(name);
    if (control === document.activeElement) return;
    control?.closest('[data-detail]')?.toggleAttribute('hidden', isHidden);
  }

  private read(): void {
    const value = (name: string) => this.controls.get(name)?.value.trim() ?? '';
    const details = { ...this.hop.details };
    for (const name of detailNames) details[name] = value(name);
    const basis = bases.find((known) => known === value('basis')) ?? 'not stated';
    const tick = this.controls.get('firstHand');
    this.hop = {
      ...this.hop,
      details,
      basis: basis === 'not stated' ? null : basis,
      check: checks.find((known) => known === value('check')) ?? null,
      reliability: reliabilities.find(({ code }) => code === value('reliability'))?.code ?? null,
      firstHand: tick instanceof HTMLInputElement && tick.checked,
    };
    this.wishes.changed(this.hop);
  }
}

function row(term: string, ...content: HTMLElement[]): HTMLElement[] {
  return [element('dt', {}, term), element('dd', {}, ...content)];
}

function itself(value: string): Choice {
  return [value, value];
}

const checkChoices: readonly Choice[] = [
  ['', 'not said'],
  ...checks.map((check): Choice => [check, wordsOfCheck(check)]),
];
const letterChoices: readonly Choice[] = [
  ['', ''],
  ...reliabilities.map(({ code }): Choice => [code, reliabilityInSentence(code)]),
];
