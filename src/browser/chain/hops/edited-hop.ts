import {
  factsOf,
  gapName,
  kindInWords,
  relationInWords,
  spokenHop,
} from '../../../domain/chain/hop-words.js';
import { printedRelation, type RelationCode } from '../../../domain/chain/relations.js';
import { reliabilityInSentence } from '../../../domain/chain/scales.js';
import { button, element } from '../../page/element.js';
import { glyphs, signElement } from '../sign.js';
import type { KnownHolder } from './known-holder.js';

/** A hop as it is drawn. */
interface HopView {
  hop: number;
  of: number;
  /** Those who hold it; empty for a gap. */
  holders: readonly KnownHolder[];
  /** How it passed on; null for the last. */
  relation: RelationCode | null;
  /** Whether that is being asked. */
  isAsked: boolean;
  /** What differs from the chain that a proposal would change, holder by holder. */
  changes: readonly (HopChange | null)[];
}

/** What a proposal says otherwise of a holder. */
export interface HopChange {
  word: string;
  /** The name that it takes the place of. */
  wasName: string | null;
  /** How the hop passed on before. */
  wasRelation: string | null;
}

/** What can be done at a hop; `holder` counts from 0 among those of its hop. */
interface HopActs {
  rename: (holder: number) => void;
  kinds: (holder: number) => void;
  ratings: (holder: number) => void;
  relations: () => void;
  join: () => void;
  details: (holder: number) => void;
  remove: (holder: number) => void;
}

/** The buttons of one holder. */
interface HolderLine {
  kind: HTMLElement;
  name: HTMLElement;
  letter: HTMLElement;
  details: HTMLElement;
}

/** As many letters of what is known stand beside the relation on a phone, on two short lines. */
const maxFactsInLine = 'confirmed · new source'.length;

/** One hop of the chain that is being written: who held it, and how it went on from there. */
export class EditedHop {
  readonly box = element('li', { 'data-station': true });
  readonly relation: HTMLElement;
  private lines: HolderLine[] = [];
  private readonly facts = element('span', { class: 'facts' });
  private readonly relationRow: HTMLElement;
  private readonly capsule = element('span', { class: 'capsule', 'aria-hidden': 'true' });
  readonly grip = element('span', { class: 'grip', 'aria-hidden': 'true' }, glyphs.grip());
  private readonly join: HTMLElement;

  constructor(private readonly acts: HopActs) {
    this.relation = button('', acts.relations, 'bare');
    this.relation.setAttribute('aria-haspopup', 'menu');
    this.relation.setAttribute('aria-expanded', 'false');
    this.join = button('together with', acts.join, 'quiet', '+');
    this.relationRow = element(
      'div',
      { class: 'rel' },
      this.relation,
      this.facts,
      element('span', { class: 'row-acts' }, this.join),
    );
    this.box.append(this.grip, this.capsule, this.relationRow);
  }

  /** Draws the hop; the buttons stay the same, so that the focus stays where it is. */
  show(view: HopView): void {
    const { holders } = view;
    const count = Math.max(holders.length, 1);
    while (this.lines.length > count) this.takeLine();
    while (this.lines.length < count) this.addLine();
    const together = holders.length > 1;
    this.box.className = stretchOf(view);
    this.box.classList.toggle('together', together);
    this.box.style.setProperty('--holders', String(count));
    this.box.setAttribute('aria-label', spoken(view));
    for (const [at, line] of this.lines.entries()) this.showLine(line, view, at);
    this.showRelation(view);
    this.join.hidden = holders.length === 0;
  }

  line(holder: number): HolderLine | undefined {
    return this.lines[holder];
  }

  private addLine(): void {
    const at = this.lines.length;
    const { acts } = this;
    const line: HolderLine = {
      kind: button('', () => acts.kinds(at), 'kind'),
      name: button('', () => acts.rename(at), 'name'),
      letter: button('', () => acts.ratings(at), 'letter'),
      details: button('details', () => acts.details(at), 'quiet details-of'),
    };
    for (const opener of [line.kind, line.letter]) {
      opener.setAttribute('aria-haspopup', 'menu');
      opener.setAttribute('aria-expanded', 'false');
    }
    line.details.setAttribute('aria-expanded', 'false');
    line.kind.setAttribute('aria-keyshortcuts', 'Alt+K');
    line.name.addEventListener('keydown', (event) => {
      if (event.key !== 'Delete' && event.key !== 'Backspace') return;
      event.preventDefault();
      if (!event.repeat) acts.remove(at);
    });
    this.lines.push(line);
    this.relationRow.before(line.kind, line.name, line.letter, line.details);
  }

  private takeLine(): void {
    const line = this.lines.pop();
    for (const part of Object.values(line ?? {})) part.remove();
  }

  private showLine(line: HolderLine, { holders, hop, changes }: HopView, at: number): void {
    const holder = holders[at] ?? null;
    const isAlone = holders.length < 2;
    for (const part of Object.values(line)) part.style.gridRow = String(at + 1);
    // Of one holder alone the details stand on the line of the relation.
    if (isAlone) line.details.style.gridRow = '';
    const name = holder?.name ?? gapName(hop === 1);
    line.kind.replaceChildren(signElement(holder));
    label(line.kind, `Kind of ${name}: ${holder ? kindInWords(holder) : 'nobody is known'}`);
    line.kind.toggleAttribute('disabled', holder === null);
    line.kind.title = holder && holder.kind === null ? 'Kind not said: say it' : '';
    const change = changes[at] ?? null;
    line.name.replaceChildren(
      ...(at > 0 ? [element('span', { class: 'plus' }, '+ ')] : []),
      ...(change?.wasName ? [element('del', {}, change.wasName), ' '] : []),
      element(change?.word ? 'ins' : 'bdi', change?.word ? { dir: 'auto' } : {}, name),
      ...(change?.word ? [element('span', { class: 'changed' }, change.word)] : []),
    );
    label(line.name, `${name}: change the name`);
    this.showLetter(line.letter, holder);
    line.details.hidden = holder === null;
    label(line.details, `Details of ${name}`);
  }

  private showLetter(letter: HTMLElement, holder: KnownHolder | null): void {
    const code = holder?.reliability ?? null;
    letter.hidden = holder === null;
    letter.className = code ? 'letter' : 'letter no';
    letter.textContent = code ?? '–';
    label(letter, `Reliability of ${holder?.name ?? ''}`);
    letter.title = code ? reliabilityInSentence(code) : 'not rated';
  }

  private showRelation(view: HopView): void {
    const { relation, isAsked, holders, hop } = view;
    const was = view.changes.find((change) => change?.wasRelation != null)?.wasRelation;
    this.relation.hidden = relation === null && !isAsked;
    if (relation === null) delete this.relation.dataset.relation;
    else this.relation.dataset.relation = relation;
    const words =
      relation === null ? 'passed it on how?' : relationInWords(printedRelation(relation));
    this.relation.classList.toggle('pick', relation === null || isAsked);
    this.relation.replaceChildren(
      ...(was == null ? [] : [element('del', {}, was), ' ']),
      was == null ? words : element('ins', {}, words),
      ' ',
      glyphs.caret(),
    );
    const who = holders.map(({ name }) => name).join(' and ') || gapName(hop === 1);
    label(this.relation, `How ${who} passed it on: ${words}`);
    label(this.join, `Together with ${who}: another source`);
    this.facts.replaceChildren(...factsInLine(holders));
    this.facts.classList.toggle('long', this.facts.textContent.length > maxFactsInLine);
    for (const tick of this.box.querySelectorAll(':scope > .tick')) tick.remove();
    if (this.box.classList.contains('confirmed') && relation !== null)
      this.box.append(glyphs.tick());
  }
}

/** What is to be known of those who hold a hop; of several it says of whom. */
function factsInLine(holders: readonly KnownHolder[]): (Node | string)[] {
  return holders
    .map((holder) => {
      const note = holder.isPublisher ? 'its publisher' : holder.note;
      return { holder, said: [...factsOf(holder), ...(note === null ? [] : [note])] };
    })
    .filter(({ said }) => said.length > 0)
    .flatMap(({ holder, said }, index) => [
      ...(index > 0 ? [' · '] : []),
      ...(holders.length > 1 ? [element('bdi', {}, holder.name), ': '] : []),
      said.join(holders.length > 1 ? ', ' : ' · '),
    ]);
}

function spoken({ hop, of, holders, relation }: HopView): string {
  const passedOn = relation === null ? null : printedRelation(relation);
  return spokenHop({ hop, of }, holders, passedOn, gapName(hop === 1));
}

/** How far the stretch to the next hop is checked: by the least of those who hold it. */
function stretchOf({ holders, relation }: HopView): string {
  if (holders.length === 0) return 'gap';
  const checks = holders.map(({ check }) => check);
  const words = ['on trust', 'seen', 'confirmed'] as const;
  const least = checks.includes(null) ? null : words.find((word) => checks.includes(word));
  const open = relation === null ? ' last' : '';
  return (least === 'on trust' ? 'trust' : (least ?? '')) + open;
}

function label(of: HTMLElement, words: string): void {
  of.setAttribute('aria-label', words);
}
