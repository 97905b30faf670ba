import { boundsAt, type ChainHop, insertHops, renameHop, withoutDetails } from '../chain-hops.js';
import { type ChosenName, typedAs } from '../name-field.js';
import type { Register } from '../register.js';
import { readBeforeArrow, readTyped, type TypedName } from '../typed-name.js';
import type { ChainAtHand } from './chain-at-hand.js';
import type { EditedHops } from './edited-hops.js';
import { EditedName } from './edited-name.js';

type Next = 'go on' | 'join' | 'leave' | 'arrow';

/** What follows what is typed. */
interface EditingActs {
  typing: () => void;
  /** A field is about to open. */
  opens: () => void;
  /** From a name that was taken to what comes next, or right to the empty hop at the end. */
  goOnFrom: (at: number, isToEnd: boolean) => void;
  remove: (at: number) => void;
}

/** A name that is typed at a hop: another in its place, or one that joins those that stand there. */
export class NameEditing {
  private editing: EditedName | null = null;

  constructor(
    private readonly chain: ChainAtHand,
    private readonly editedHops: EditedHops,
    private readonly register: Register,
    private readonly acts: EditingActs,
  ) {}

  rename(at: number): void {
    const hop = this.chain.hops[at];
    if (hop) this.start(at, false, hop.name ?? '');
  }

  join(at: number): void {
    if (this.chain.hops[at]?.name != null) this.start(at, true, '');
  }

  stop(): void {
    const { editing } = this;
    this.editing = null;
    editing?.close();
  }

  /** What is typed and was not taken yet; null where nothing is. */
  typed(): TypedName | null {
    const { editing } = this;
    return editing && !editing.field.isEmpty ? readTyped(editing.field.text) : null;
  }

  /** The chain with that. */
  into(hops: readonly ChainHop[], typed: TypedName | null): ChainHop[] {
    const { editing } = this;
    if (!editing || !typed) return [...hops];
    if (!editing.isJoining) return renameHop(hops, editing.at, typed.hops);
    const put = withoutDetails(typed.hops).map((hop, index) =>
      index === 0 ? { ...hop, beside: true } : hop,
    );
    return insertHops(hops, editing.at + 1, put);
  }

  /** What is typed takes its place; nothing typed is nothing changed. False where it can't be read. */
  take(chosen: ChosenName | null, then: Next): boolean {
    const { editing } = this;
    if (!editing) return true;
    const { field, at, isJoining } = editing;
    const isSame = !chosen && !isJoining && field.text.trim() === this.chain.hops[at]?.name;
    if (field.isEmpty || isSame) return this.end(at, then);
    const typed = chosen
      ? typedAs(chosen)
      : ((then === 'arrow' ? readBeforeArrow(field.text) : null) ?? readTyped(field.text));
    if (typed.fault) {
      editing.sayFault(typed.fault);
      return false;
    }
    const hops = this.into(this.chain.hops, typed);
    this.stop();
    this.chain.put(hops);
    const last = at + typed.hops.length - (isJoining ? 0 : 1);
    if (then === 'join' || typed.opensBeside) this.join(last);
    else if (then !== 'leave') this.acts.goOnFrom(last, then === 'arrow');
    return true;
  }

  private start(at: number, isJoining: boolean, text: string): void {
    this.stop();
    this.acts.opens();
    const { hops } = this.chain;
    const editedHop = this.editedHops.at(at);
    const holder = at - boundsAt(hops, at)[0];
    if (!editedHop?.line(holder)) return;
    const name = hops[at]?.name ?? '';
    const edited = { at, isJoining };
    this.editing = new EditedName(edited, editedHop, { holder, name, text }, this.register, {
      typed: () => {
        this.editing?.sayFault(null);
        this.acts.typing();
      },
      take: (chosen) => void this.take(chosen, 'go on'),
      // Another name may hold a plus; one that joins is followed by the next.
      takeAndJoin: isJoining ? (chosen) => void this.take(chosen, 'join') : null,
      arrow: () => void this.take(null, 'arrow'),
      remove: () => this.remove(),
      escape: () => this.giveUp(),
      left: () => void this.take(null, 'leave'),
    });
  }

  private giveUp(): void {
    const at = this.editing?.at ?? 0;
    this.stop();
    this.acts.typing();
    this.editedHops.focusName(at);
  }

  private end(at: number, then: Next): boolean {
    this.stop();
    if (then !== 'leave') this.acts.goOnFrom(at, false);
    return true;
  }

  /** Backspace in an empty name takes the holder out; one that was still to come is not wanted. */
  private remove(): void {
    const { editing } = this;
    if (!editing) return;
    this.stop();
    if (editing.isJoining) this.editedHops.focusName(editing.at);
    else this.acts.remove(editing.at);
  }
}
