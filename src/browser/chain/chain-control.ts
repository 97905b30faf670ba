import { isolated } from '../../domain/chain/notation/isolated.js';
import { parseNotation } from '../../domain/chain/notation/notation.js';
import { nameKey } from '../../domain/register/name.js';
import { button, element } from '../page/element.js';
import { settled } from '../page/signal.js';
import { changesTo, leftOut } from './chain-changes.js';
import {
  alignHops,
  type ChainHop,
  detailEntries,
  detailOf,
  type HopDetails,
  lineOf,
  noDetails,
  withNames,
} from './chain-hops.js';
import { HopList } from './hops/hop-list.js';
import { NotationFace, type NotationField } from './notation-face.js';
import type { Register } from './register.js';

/** Whether a name is one is asked once the typing has stopped for so long. */
const askedAfterMs = 700;

/** What the control needs to know of the page around it. */
interface ControlPlace {
  register: Register;
  publisher: string;
  changed: () => void;
  /** Whether what is changed is marked: a proposal shows what it would change. */
  isProposal?: boolean;
}

/** The annotation that a form changes, or proposes to change, by its action; null for a new one. */
function editedIn(form: HTMLFormElement | null): string | null {
  return /^\/annotations\/(\w+)/u.exec(form?.getAttribute('action') ?? '')?.[1] ?? null;
}

/** What is sent once somebody has said that a doubtful name is one. */
const oneName: [string, string] = ['confirm', 'one-name'];

/**
 * The chain that is being written, with two faces of one list: hops on a line, and behind *As
 * text* the line of notation. A line that can't be read is never overwritten: it is mended first.
 */
export class ChainControl {
  readonly box = element('div', { 'data-chain-control': true, class: 'chain-control' });
  private hops: ChainHop[] = [];
  private before: readonly ChainHop[] | null = null;
  private readonly lost = new Map<string, HopDetails>();
  private readonly chosen = new Map<string, string>();
  /** Names that the register had when they were chosen or typed, as they are compared. */
  private readonly registered = new Set<string>();
  private readonly hopList: HopList;
  private readonly text: NotationFace;
  private help: Element | null = null;
  private readonly gone = element('p', { class: 'left-out' });
  private readonly turn = button('As text', () => this.turnOver(), 'quiet turn');
  private readonly learn = settled(() => void this.learnNames(), 150);
  private readonly doubt = settled(() => this.hopList.askIn(this.text.box), askedAfterMs);

  constructor(
    private readonly line: NotationField,
    details: readonly HopDetails[],
    private readonly place: ControlPlace,
  ) {
    const { register, publisher } = place;
    this.hopList = new HopList({
      register,
      publisher,
      annotation: editedIn(line.form),
      changed: (hops) => this.onHops(hops),
      typing: () => this.onTyping(),
      answered: () => this.onAnswer(),
      ended: () => line.form?.querySelector<HTMLElement>('[name=confidence]:checked')?.focus(),
      changesOf: (hops) => (this.before ? changesTo(this.before, hops) : []),
    });
    this.standIn();
    this.text = new NotationFace(line, register, () => this.onText());
    const head = element('div', { class: 'field-head' }, element('span', {}, 'Chain'), this.turn);
    this.box.append(head, this.hopList.box, this.gone, this.text.box);
    if (this.help) this.text.box.append(this.help);
    this.fill(line.value, details);
    if (place.isProposal) this.before = this.hops;
  }

  /**
   * Puts in a line, the details of its hops, and the names of it that the register had. A line that can't be read is
   * shown as text.
   */
  fill(line: string, details: readonly HopDetails[], registered: readonly string[] = []): void {
    for (const name of registered) this.registered.add(nameKey(name));
    this.line.value = isolated(line);
    const { hops, faults } = parseNotation(line);
    const isEmpty = line.trim() === '';
    this.hops = isEmpty
      ? []
      : hops.map((hop, at) => ({ ...hop, details: details[at] ?? noDetails }));
    this.text.show(isEmpty ? null : (faults[0] ?? null));
    this.hopList.fill(this.hops);
    this.showFace(!isEmpty && faults.length > 0);
    this.learn.ask();
  }

  /** The fields that carry what the line can't say. */
  entries(): [string, string][] {
    const hops = this.hopList.present() ?? this.hops;
    const isSaid = this.hopList.isSaidToBeOne(hops);
    return [...detailEntries(hops), ...(isSaid ? [oneName] : [])];
  }

  /** The names of the chain that the register had: whoever is gone from it by now is not entered anew unasked. */
  registeredNames(): string[] {
    const names = withNames(this.hopList.present() ?? this.hops).flatMap(({ name }) => name ?? []);
    return names.filter((name) => this.registered.has(nameKey(name)));
  }

  /** Takes what was typed and not taken; false where something is to be mended first. */
  settle(): boolean {
    if (this.text.isShown && this.text.isAtFault) {
      this.text.insist();
      return false;
    }
    if (!this.text.isShown && !this.hopList.flush()) return false;
    if (!this.hopList.isEmpty)
      return !this.hopList.insist(this.text.isShown ? this.text.box : null);
    this.showFace(false);
    this.hopList.sayEmpty();
    return false;
  }

  focus(): void {
    (this.text.isShown ? this.line : this.hopList.firstField).focus();
  }

  /** Puts a text where the next name goes, as if it had been typed. */
  type(text: string): void {
    this.focus();
    const field = this.text.isShown ? this.line : this.hopList.firstField.input;
    field.setRangeText(text, field.value.length, field.value.length, 'end');
    field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
  }

  /**
   * The place in the control where a fault of a field is shown: that of a detail opened, one at a time;
   * of the chain, the hop that the sentence speaks of. Null for any other field.
   */
  placeOf(entry: string, sentence: string): HTMLElement | null {
    if (entry === 'chain') return this.placeOfChain(sentence);
    const found = detailOf(entry);
    const hop = found && withNames(this.hops)[found.index];
    const at = hop ? this.hops.indexOf(hop) : -1;
    if (!found || at < 0 || found.name === 'evidence') return null;
    this.showFace(false);
    return this.hopList.openDetail(at, found.name);
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
    this.hopList.fill(this.hops.with(at, { ...hop, id }));
    this.onHops(this.hops.with(at, { ...hop, id }));
  }

  /** The control stands where the field stood, which goes behind *As text*. */
  private standIn(): void {
    const field = this.line.closest('[data-field]');
    const label = field?.querySelector<HTMLElement>(':scope > label');
    if (label) label.hidden = true;
    field?.querySelector(':scope > .hint')?.remove();
    this.line.required = false;
    const help = field?.parentElement?.querySelector('.notation-help');
    if (field) field.append(this.box);
    else this.line.after(this.box);
    if (help) this.help = help;
  }

  private placeOfChain(sentence: string): HTMLElement | null {
    if (this.text.isShown) {
      this.text.insist();
      return null;
    }
    return this.hopList.hopOf(sentence);
  }

  private onHops(hops: ChainHop[]): void {
    this.hops = hops;
    this.showLine(this.hopList.present() ?? hops);
    this.showGone();
    void this.learnNames();
    this.place.changed();
  }

  /** What a proposal leaves out has no hop any more. */
  private showGone(): void {
    const names = this.before ? leftOut(this.before, this.hops) : [];
    const struck = names.flatMap((name) => [' ', element('del', {}, name)]);
    this.gone.replaceChildren(...(names.length > 0 ? ['left out:', ...struck] : []));
  }

  private onTyping(): void {
    const hops = this.hopList.present();
    if (hops) this.showLine(hops);
    this.place.changed();
  }

  private showLine(hops: readonly ChainHop[]): void {
    this.line.value = isolated(lineOf(hops));
    this.text.show(null);
  }

  private onText(): void {
    const line = this.line.value;
    const { hops, faults } = parseNotation(line);
    const isEmpty = line.trim() === '';
    this.hops = alignHops(this.hops, isEmpty ? [] : hops, this.lost);
    this.text.show(isEmpty ? null : (faults[0] ?? null));
    if (faults.length === 0 || isEmpty) this.hopList.fill(this.hops, { isTyped: true });
    this.askAgain();
    this.showGone();
    this.learn.ask();
  }

  /** What is answered or mended is asked no more, at once; what else is doubtful, after a while. */
  private askAgain(): void {
    if (this.text.isAtFault) this.doubt.cancel();
    else this.doubt.ask();
    if (this.text.box.querySelector('.doubt')) this.hopList.askIn(this.text.box);
  }

  private onAnswer(): void {
    if (!this.text.isShown) return;
    this.hopList.askIn(this.text.box);
    this.line.focus();
  }

  private turnOver(): void {
    if (this.text.isShown) {
      const isEmpty = this.line.value.trim() === '';
      if (!isEmpty && parseNotation(this.line.value).faults.length > 0) {
        this.text.insist();
        return;
      }
      this.hopList.fill(this.hops, { isTyped: true });
      this.showLine(this.hops);
    } else if (!this.hopList.flush()) return;
    this.showFace(!this.text.isShown);
    this.focus();
    if (this.text.isShown)
      this.line.setSelectionRange(this.line.value.length, this.line.value.length);
  }

  private showFace(asText: boolean): void {
    this.text.box.hidden = !asText;
    this.hopList.box.hidden = asText;
    this.turn.textContent = asText ? 'As hops' : 'As text';
  }

  private async learnNames(): Promise<void> {
    const names = withNames(this.hops).flatMap(({ name }) => name ?? []);
    if (await this.place.register.learn([...names, this.place.publisher])) this.hopList.draw();
    const before = this.registered.size;
    for (const hop of withNames(this.hops)) {
      const entry = this.place.register.meant(hop);
      if (entry && !entry.confidential && hop.name) this.registered.add(nameKey(hop.name));
    }
    if (this.registered.size > before) this.place.changed();
  }
}
