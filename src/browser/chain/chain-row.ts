import { gapName, signOf } from '../../domain/chain/drawn-hops.js';
import { printedRelation } from '../../domain/chain/relations.js';
import { nameKey } from '../../domain/register/name.js';
import { button, element } from '../page/element.js';
import type { ChainHop } from './chain-hops.js';
import { isMasked, type Register } from './register.js';

/** The hops of a chain that is being written, as a row of buttons with what the register knows of each. */
export class ChainRow {
  readonly box = element('ol', { class: 'chips', 'aria-label': 'The chain, origin first' });

  constructor(
    private readonly register: Register,
    private readonly publisher: string,
    private readonly open: (at: number) => void,
  ) {}

  chipAt(at: number): HTMLElement | null {
    return this.box.querySelectorAll('button')[at] ?? null;
  }

  /** Draws the row anew; `editing` is the hop that stands open, if one does. The focus stays where it was. */
  draw(hops: readonly ChainHop[], editing: number | null): void {
    const focused = [...this.box.querySelectorAll<Element>('button')].indexOf(
      document.activeElement ?? this.box,
    );
    this.box.replaceChildren(
      ...hops.map((hop, at) => this.item(hop, hops[at + 1], { at, isOpen: editing === at })),
    );
    this.chipAt(focused)?.focus();
  }

  private item(
    hop: ChainHop,
    next: ChainHop | undefined,
    { at, isOpen }: { at: number; isOpen: boolean },
  ): HTMLElement {
    const chip = button('', () => this.open(at), `chip ${this.signOf(hop)}`);
    chip.setAttribute('aria-expanded', String(isOpen));
    chip.append(...this.chipText(hop, at));
    const item = element('li', { class: hop.check === 'on trust' ? 'trust' : '' }, chip);
    if (next?.beside) {
      item.append(element('small', {}, '+'));
    } else if (next) {
      const printed = printedRelation(hop.relation ?? 'passed');
      item.append(element('small', {}, `${printed} →`.trim()));
    }
    return item;
  }

  private chipText(hop: ChainHop, at: number): (Node | string)[] {
    if (hop.name === null) return [gapName(at === 0)];
    if (hop.name === '') return ['A new hop: give it a name'];
    const entries = this.register.candidates(hop);
    const ofItsOwn = isMasked(hop) && hop.id === null && entries.length === 0;
    const known =
      ofItsOwn ||
      hop.id !== null ||
      entries.length > 0 ||
      this.register.bearing(hop.name) === undefined;
    const meant = this.register.meant(hop);
    const grade = hop.reliability ?? meant?.reliability;
    const quote = hop.unnamed && hop.id === null ? meant?.here?.quote : null;
    return [
      known ? hop.name : `+ ${hop.name}`,
      ...(grade ? [' ', element('b', { class: 'grade' }, grade)] : []),
      ...(known ? [] : [element('small', {}, ', new source')]),
      ...(ofItsOwn ? [element('small', {}, ', shown to others under a pseudonym')] : []),
      ...(quote ? [element('small', {}, `, the same source as at ${quote}`)] : []),
      ...(entries.length > 1
        ? [element('small', {}, `, one of ${entries.length}: say which`)]
        : []),
    ];
  }

  private signOf(hop: ChainHop): string {
    if (hop.name === null) return 'unknown';
    const entry = this.register.meant(hop);
    const isPublisher = nameKey(hop.name) === nameKey(this.publisher);
    const kind = hop.kind ?? entry?.kind ?? (isPublisher ? 'outlet' : null);
    const isNew = hop.name !== '' && !entry && this.register.bearing(hop.name) !== undefined;
    const sign = signOf({
      kind,
      unnamed: hop.unnamed || (entry?.unnamed ?? false),
      confidential: isMasked(hop) || (entry?.confidential ?? false),
    });
    return isNew ? `${sign} new` : sign;
  }
}
