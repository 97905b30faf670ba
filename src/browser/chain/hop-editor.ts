import { gapName, wordsOfCheck } from '../../domain/chain/drawn-hops.js';
import { bases, checks } from '../../domain/chain/ground-rules.js';
import { type DetailName, detailFields, detailNames } from '../../domain/chain/hop-details.js';
import { type RelationCode, relations } from '../../domain/chain/relations.js';
import { reliabilities } from '../../domain/chain/scales.js';
import { sourceKinds } from '../../domain/register/source-kind.js';
import { button, element } from '../page/element.js';
import type { ChainHop } from './chain-hops.js';
import type { Register } from './register.js';
import { suggestSources } from './suggestions.js';

/** What can be done with a hop as a whole. */
export type HopMove = 'before' | 'after' | 'left' | 'right' | 'remove' | 'done';

/** What a hop’s editor asks of the chain. */
export interface HopWishes {
  changed: (hop: ChainHop) => void;
  /** How the hop before passed the information on to this one. */
  reached: (relation: RelationCode) => void;
  moved: (move: HopMove) => void;
}

/** Where a holder stands, in words, and after which hop. */
export interface HopPlace {
  words: string;
  isOrigin: boolean;
  before: ChainHop | null;
}

type Choice = readonly [value: string, words: string];
type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

let editors = 0;

/** One hop in full: the fields that notation has words for, and those that it has none for. */
export class HopEditor {
  readonly box: HTMLFieldSetElement;
  private readonly legend = element('legend');
  private readonly fields = new Map<string, Field>();
  private readonly id: string;
  private hop: ChainHop;

  constructor(
    hop: ChainHop,
    readonly register: Register,
    private readonly wishes: HopWishes,
  ) {
    editors += 1;
    this.id = `hop-${editors}`;
    this.hop = hop;
    this.box = element(
      'fieldset',
      { class: 'hop-editor' },
      this.legend,
      ...this.rows(),
      acts(wishes.moved),
    );
    this.box.addEventListener('input', ({ target }) => {
      if (target === this.field('relation')) this.wishes.reached(this.relation());
      else this.read();
    });
    this.box.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault();
    });
    this.suggest();
  }

  /** Shows a hop, leaving alone the field in which somebody types. */
  show(hop: ChainHop, { words, isOrigin, before }: HopPlace): void {
    this.hop = hop;
    this.legend.textContent = words;
    for (const [name, field] of this.fields) this.showField(name, field, hop);
    this.labelOf('gap').lastChild?.replaceWith(gapName(isOrigin));
    this.rowOf('firstHand').hidden = !isOrigin;
    this.rowOf('another').hidden = !hop.unnamed;
    this.showRelation(before);
    this.showRating(hop);
  }

  focus(): void {
    this.field('name').focus();
  }

  /** The row of a detail, unfolded. */
  detailRow(name: DetailName): HTMLElement {
    const row = this.rowOf(name);
    row.closest('details')?.setAttribute('open', '');
    return row;
  }

  private rows(): HTMLElement[] {
    return [
      this.row('Name or description', 'name', element('input', { type: 'text', maxlength: '200' })),
      this.row('', 'relation', select(relations.map(relationChoice))),
      element(
        'div',
        { class: 'ticks' },
        this.tick('Unnamed', 'unnamed'),
        this.tick('Another of this description', 'another'),
        this.tick('Confidential', 'confidential'),
        this.tick('First-hand', 'firstHand'),
        this.tick(gapName(true), 'gap'),
      ),
      element(
        'div',
        { class: 'pairs' },
        this.row('Kind', 'kind', select([['', 'not said'], ...sourceKinds.map(itself)])),
        this.row('Basis', 'basis', select(bases.map(itself))),
        this.row('Check', 'check', select([['', 'not said'], ...checks.map(checkChoice)])),
      ),
      this.row(
        'Reliability',
        'reliability',
        select([['', ''], ...reliabilities.map(letterChoice)]),
      ),
      this.detail('reason'),
      this.more(),
    ];
  }

  private more(): HTMLElement {
    return element(
      'details',
      { class: 'hop-more' },
      element('summary', {}, 'Described as, terms, evidence'),
      ...folded.map((name) => this.detail(name)),
    );
  }

  private detail(name: DetailName): HTMLElement {
    const { editorLabel, inputMode, isLong, maxCharacters } = detailFields[name];
    const bound = maxCharacters === null ? {} : { maxlength: String(maxCharacters) };
    const field = isLong
      ? element('textarea', { rows: '2', ...bound })
      : element('input', { type: 'text', ...(inputMode && { inputmode: inputMode }), ...bound });
    return this.row(editorLabel, name, field);
  }

  private row(label: string, name: string, field: Field): HTMLElement {
    field.id = `${this.id}-${name}`;
    this.fields.set(name, field);
    return element('div', { class: 'field' }, element('label', { for: field.id }, label), field);
  }

  private tick(label: string, name: string): HTMLElement {
    const field = element('input', { type: 'checkbox', id: `${this.id}-${name}` });
    this.fields.set(name, field);
    return element('label', {}, field, ' ', label);
  }

  private suggest(): void {
    const field = this.field('name');
    if (!(field instanceof HTMLInputElement)) return;
    suggestSources(field, this.register, {
      typed: () => field.value,
      choose: (entry, id) => {
        field.value = entry.name;
        const { unnamed, confidential } = entry;
        this.change({
          ...this.hop,
          name: entry.name,
          id,
          unnamed: unnamed && !confidential,
          confidential,
        });
      },
    });
  }

  private read(): void {
    const isGap = this.isTicked('gap');
    const name = isGap ? null : this.value('name').trim();
    const details = { ...this.hop.details };
    for (const part of detailNames) details[part] = this.value(part);
    this.change({
      ...(isGap ? blank : this.said()),
      name,
      id: name === this.hop.name ? this.hop.id : null,
      beside: this.hop.beside,
      relation: this.hop.relation,
      details,
    });
  }

  private relation(): RelationCode {
    return relations.find(({ code }) => code === this.value('relation'))?.code ?? 'passed';
  }

  private said() {
    const basis = bases.find((known) => known === this.value('basis'));
    return {
      kind: sourceKinds.find((known) => known === this.value('kind')) ?? null,
      unnamed: this.isTicked('unnamed'),
      another: this.isTicked('unnamed') && this.isTicked('another'),
      confidential: this.isTicked('confidential'),
      firstHand: this.isTicked('firstHand') && !this.rowOf('firstHand').hidden,
      basis: basis === 'not stated' ? null : (basis ?? null),
      check: checks.find((known) => known === this.value('check')) ?? null,
      reliability:
        reliabilities.find(({ code }) => code === this.value('reliability'))?.code ?? null,
    };
  }

  private change(hop: ChainHop): void {
    this.hop = hop;
    this.rowOf('another').hidden = !hop.unnamed;
    this.showRating(hop);
    this.wishes.changed(hop);
  }

  private showField(name: string, field: Field, hop: ChainHop): void {
    if (name === 'relation') return;
    const value = shownOf(name, hop);
    if (field instanceof HTMLInputElement && field.type === 'checkbox') {
      field.checked = value === true;
    } else if (typeof value === 'string' && field.value.trim() !== value) field.value = value;
    if (name !== 'gap') field.disabled = hop.name === null;
  }

  /** The arrow that leads to a hop: whoever adds hop after hop knows by now where it points. */
  private showRelation(before: ChainHop | null): void {
    const row = this.rowOf('relation');
    row.hidden = before === null;
    const label = row.querySelector('label');
    if (label)
      label.textContent = before?.name ? `How ${before.name} passed it on` : 'How it was passed on';
    const field = this.field('relation');
    const relation = before?.relation ?? 'passed';
    if (field.value !== relation) field.value = relation;
  }

  /** What the register says is the first choice; another one asks for its reason. */
  private showRating(hop: ChainHop): void {
    const registered = this.register.meant(hop)?.reliability ?? null;
    const first = this.field('reliability').querySelector('option');
    if (first) first.textContent = registered ? `as the register says: ${registered}` : 'not rated';
    this.rowOf('reason').hidden = hop.reliability === null || hop.reliability === registered;
  }

  private field(name: string): Field {
    const field = this.fields.get(name);
    if (!field) throw new RangeError(`A hop has no field “${name}”`);
    return field;
  }

  private labelOf(name: string): HTMLElement {
    return this.field(name).closest('label') ?? this.rowOf(name);
  }

  private rowOf(name: string): HTMLElement {
    return this.field(name).closest<HTMLElement>('.field, label') ?? this.box;
  }

  private value(name: string): string {
    return this.field(name).value;
  }

  private isTicked(name: string): boolean {
    const field = this.field(name);
    return field instanceof HTMLInputElement && field.checked;
  }
}

/** What is folded away; the reason stands beside the rating. */
const folded = detailNames.filter((name) => name !== 'reason');

/** Of nobody, nothing can be said. */
const blank = {
  kind: null,
  unnamed: false,
  another: false,
  confidential: false,
  firstHand: false,
  basis: null,
  check: null,
  reliability: null,
};

function shownOf(name: string, hop: ChainHop): string | boolean {
  const detail = detailNames.find((known) => known === name);
  if (detail) return hop.details[detail];
  const values: Record<string, string | boolean> = {
    name: hop.name ?? '',
    gap: hop.name === null,
    kind: hop.kind ?? '',
    unnamed: hop.unnamed,
    another: hop.another,
    confidential: hop.confidential,
    firstHand: hop.firstHand,
    basis: hop.basis ?? 'not stated',
    check: hop.check ?? '',
    reliability: hop.reliability ?? '',
  };
  return values[name] ?? '';
}

function acts(moved: (move: HopMove) => void): HTMLElement {
  const choices: [string, HopMove][] = [
    ['Add hop before', 'before'],
    ['Add hop after', 'after'],
    ['← Move', 'left'],
    ['Move →', 'right'],
    ['Remove hop', 'remove'],
    ['Done', 'done'],
  ];
  return element(
    'div',
    { class: 'hop-acts' },
    ...choices.map(([label, move]) => button(label, () => moved(move), 'button small')),
  );
}

function select(choices: readonly Choice[]): HTMLSelectElement {
  const options = choices.map(([value, words]) => element('option', { value }, words));
  return element('select', {}, ...options);
}

function itself(value: string): Choice {
  return [value, value];
}

function checkChoice(check: (typeof checks)[number]): Choice {
  return [check, wordsOfCheck(check)];
}

function letterChoice({ code, words }: (typeof reliabilities)[number]): Choice {
  return [code, `${code} · ${words}`];
}

function relationChoice({ code, printed }: (typeof relations)[number]): Choice {
  return [code, printed || 'not known how'];
}
