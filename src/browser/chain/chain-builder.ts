import { type Fault, hopAt, parseNotation } from '../../domain/chain/notation/notation.js';
import type { RelationCode } from '../../domain/chain/relations.js';
import { nameKey } from '../../domain/register/name.js';
import { button, element } from '../page/element.js';
import { settled } from '../page/signal.js';
import {
  alignHops,
  boundsAt,
  type ChainHop,
  detailEntries,
  detailOf,
  emptyHop,
  type HopDetails,
  insertHop,
  lineOf,
  moveHop,
  noDetails,
  placeInWords,
  placeMoved,
  removeHop,
  tidied,
  withNames,
} from './chain-hops.js';
import { ChainRow } from './chain-row.js';
import { HopEditor, type HopMove } from './hop-editor.js';
import type { Register, RegisterEntry } from './register.js';
import { printEntry, suggestSources } from './suggestions.js';

type NotationField = HTMLInputElement | HTMLTextAreaElement;

/**
 * The chain that is being written: a line of notation and a row of hops, two views of one list.
 * While the line has a fault the row shows what could be read, and its hops lead to their place in
 * the line: rewriting the line from them would lose what could not be read.
 */
export class ChainBuilder {
  private hops: ChainHop[] = [];
  private faults: Fault[] = [];
  private readonly lost = new Map<string, HopDetails>();
  private readonly chosen = new Map<string, string>();
  private editing: { at: number; editor: HopEditor } | null = null;
  private readonly box = element('div', { class: 'builder' });
  private readonly row: ChainRow;
  private readonly fault = element('p', { class: 'fault', 'aria-live': 'polite' });
  private readonly acts = element('div', { class: 'builder-acts' });
  private readonly place = element('div');
  private readonly learn = settled(() => void this.learnNames(), 200);

  constructor(
    private readonly line: NotationField,
    details: readonly HopDetails[],
    private readonly register: Register,
    private readonly publisher: string,
    private readonly changed: () => void,
  ) {
    this.row = new ChainRow(register, publisher, (at) => this.open(at));
    this.fault.id = `${line.id || 'chain'}-reading`;
    line.setAttribute(
      'aria-describedby',
      `${line.getAttribute('aria-describedby') ?? ''} ${this.fault.id}`.trim(),
    );
    line.setAttribute('spellcheck', 'false');
    this.box.append(this.fault, this.row.box, this.acts, this.place);
    line.closest('[data-field]')?.append(this.box);
    if (!this.box.isConnected && !this.box.parentNode) line.after(this.box);
    this.listen();
    this.fill(line.value, details);
  }

  /** Puts in a line and the details of its hops. */
  fill(line: string, details: readonly HopDetails[]): void {
    this.line.value = line;
    this.hops = [];
    this.readLine();
    this.hops = this.hops.map((hop, at) => ({ ...hop, details: details[at] ?? noDetails }));
    this.draw();
  }

  /** The fields that carry what the line can't say. */
  entries(): [string, string][] {
    return detailEntries(this.hops);
  }

  /**
   * The field of a hop that carries an entry of that name, opened. Null for any other name, and
   * once a fault is shown in another hop: one is open at a time, the first that has one.
   */
  openField(entry: string): HTMLElement | null {
    const found = detailOf(entry);
    const at = found ? this.hops.indexOf(withNames(this.hops)[found.index] ?? emptyHop) : -1;
    if (!found || at < 0) return null;
    if (this.editing?.at !== at) {
      if (this.place.querySelector('.fault')) return null;
      this.open(at);
    }
    return found.name === 'evidence' ? null : (this.editing?.editor.detailRow(found.name) ?? null);
  }

  /** Says which entry is meant by a name that several bear; a later choice takes its place. */
  choose(name: string, id: string): void {
    const key = nameKey(name);
    const at = this.hops.findIndex(
      (hop) =>
        nameKey(hop.name ?? '') === key && (hop.id === null || hop.id === this.chosen.get(key)),
    );
    const hop = this.hops[at];
    if (!hop) return;
    this.chosen.set(key, id);
    this.put(this.hops.with(at, { ...hop, id }));
  }

  private listen(): void {
    this.line.addEventListener('input', () => {
      this.readLine();
      this.draw();
    });
    this.line.addEventListener('keydown', (event) => {
      const { key, ctrlKey, metaKey } = event as KeyboardEvent;
      if (key === 'Enter' && !ctrlKey && !metaKey) event.preventDefault();
    });
    suggestSources(this.line, this.register, {
      typed: () => this.typedName(),
      choose: (entry, id) => this.complete(entry, id),
    });
  }

  private typedName(): string | null {
    const { value, selectionEnd } = this.line;
    const at = hopAt(value, selectionEnd ?? value.length);
    return at && value.slice(at.name.start, at.name.end).replaceAll('"', '');
  }

  private complete(entry: RegisterEntry, id: string | null): void {
    const { value, selectionEnd } = this.line;
    const at = hopAt(value, selectionEnd ?? value.length);
    if (!at) return;
    const after = value.slice(at.name.end).replace(/^\s*#[\w-]*/u, '');
    const name = printEntry(entry.name, id);
    this.line.setRangeText(name + after, at.name.start, value.length, 'end');
    const caret = at.name.start + name.length;
    this.line.setSelectionRange(caret, caret);
    this.line.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }

  private readLine(): void {
    const line = this.line.value;
    const { hops, faults } = parseNotation(line);
    this.faults = line.trim() === '' ? [] : faults;
    this.hops = alignHops(this.hops, line.trim() === '' ? [] : hops, this.lost);
    this.learn.ask();
  }

  /** The row changed: the line follows. */
  private put(hops: ChainHop[]): void {
    this.hops = tidied(hops);
    this.faults = [];
    this.line.value = lineOf(hops);
    this.learn.ask();
    this.draw();
    this.changed();
  }

  private async learnNames(): Promise<void> {
    const names = withNames(this.hops).flatMap(({ name }) => name ?? []);
    if (await this.register.learn([...names, this.publisher])) this.draw();
  }

  private draw(): void {
    this.row.draw(this.hops, this.editing?.at ?? null);
    this.sayFault();
    this.drawActs();
    this.drawEditor();
  }

  private sayFault(): void {
    const [fault] = this.faults;
    const sentence = fault ? `Column ${fault.column}: ${fault.message}` : '';
    if (this.fault.textContent !== sentence) this.fault.textContent = sentence;
    if (fault) this.line.setAttribute('aria-invalid', 'true');
    else this.line.removeAttribute('aria-invalid');
  }

  private drawActs(): void {
    const acts = [button('+ Hop', () => this.add(this.hops.length), 'button small')];
    if (this.hops.length === 0)
      acts.push(button('Origin not stated', () => this.addGap(), 'button small'));
    const last = withNames(this.hops).at(-1);
    if (
      this.publisher &&
      this.hops.length > 0 &&
      nameKey(last?.name ?? '') !== nameKey(this.publisher)
    ) {
      acts.push(button(`→ ${this.publisher}`, () => this.addPublisher(), 'button small'));
    }
    if (this.acts.childElementCount === acts.length && this.acts.contains(document.activeElement))
      return;
    this.acts.replaceChildren(...acts);
  }

  private addGap(): void {
    this.put([{ ...emptyHop, name: null }]);
  }

  private addPublisher(): void {
    if (this.blocked()) return;
    this.put([...withNames(this.hops), { ...emptyHop, name: this.publisher }]);
    this.line.focus();
  }

  private add(at: number): void {
    if (this.blocked()) return;
    this.hops = insertHop(this.hops, at);
    this.draw();
    this.open(this.hops.findIndex(({ name }, index) => index >= at && name === ''));
  }

  /** A line with a fault is mended first: the caret goes there. */
  private blocked(): boolean {
    const [fault] = this.faults;
    if (!fault) return false;
    this.line.focus();
    this.line.setSelectionRange(fault.at, fault.at);
    return true;
  }

  private open(at: number): void {
    if (this.blocked()) return;
    const isOpen = this.editing?.at === at;
    this.closeEditor();
    if (isOpen) {
      this.draw();
      return;
    }
    const hop = this.hops[at];
    if (!hop) return;
    const here = () => this.editing?.at ?? at;
    const editor = new HopEditor(hop, this.register, {
      changed: (changed) => this.put(this.hops.with(here(), changed)),
      reached: (relation) => this.passOn(here() - 1, relation),
      moved: (move) => this.onMove(here(), move),
    });
    this.editing = { at, editor };
    this.place.replaceChildren(editor.box);
    this.draw();
    editor.focus();
  }

  private passOn(at: number, relation: RelationCode): void {
    const hop = this.hops[at];
    if (hop) this.put(this.hops.with(at, { ...hop, relation }));
  }

  private onMove(at: number, move: HopMove): void {
    if (move === 'before') {
      this.add(boundsAt(this.hops, at)[0]);
      return;
    }
    if (move === 'after') {
      this.add(at + 1);
      return;
    }
    if (move === 'left') {
      this.shift(at, at - 1);
      return;
    }
    if (move === 'right') {
      this.shift(at, at + 1);
      return;
    }
    this.closeEditor();
    this.put(withNames(move === 'remove' ? removeHop(this.hops, at) : this.hops));
    (this.row.chipAt(at) ?? this.line).focus();
  }

  private shift(from: number, to: number): void {
    if (to < 0 || to >= this.hops.length) return;
    if (this.editing) this.editing.at = placeMoved(this.hops, from, to);
    this.put(moveHop(this.hops, from, to));
  }

  private drawEditor(): void {
    if (!this.editing) return;
    const hop = this.hops[this.editing.at];
    if (!hop || this.faults.length > 0) {
      this.closeEditor();
      return;
    }
    const { at, editor } = this.editing;
    editor.show(hop, {
      words: placeInWords(this.hops, at),
      isOrigin: boundsAt(this.hops, at)[0] === 0,
      before: this.arrowFrom(at),
    });
  }

  /** The hop whose arrow leads to this one; none leads to a holder who stands beside another. */
  private arrowFrom(at: number): ChainHop | null {
    return this.hops[at]?.beside ? null : (this.hops[at - 1] ?? null);
  }

  private closeEditor(): void {
    this.editing = null;
    this.place.replaceChildren();
  }
}
