import { gapName } from '../../../domain/chain/hop-words.js';
import { printedRelation, type RelationCode } from '../../../domain/chain/relations.js';
import { announce } from '../../page/announce.js';
import { Menu, type MenuItem } from '../../page/menu.js';
import { boundsAt, type ChainHop, withAt } from '../chain-hops.js';
import type { NameField } from '../name-field.js';
import type { ChainAtHand } from './chain-at-hand.js';
import type { EditedHops } from './edited-hops.js';
import { kindItems, ratingItems, relationItems } from './hop-menus.js';

/** What a question leads to elsewhere. */
interface QuestionActs {
  /** A menu is about to open. */
  opens: () => void;
  join: (at: number) => void;
  /** The field in which the next name is typed. */
  nextField: () => NameField;
  /** A rating wants its reason. */
  wantsReason: (at: number) => void;
}

/** What is asked of a hop in a menu: how it passed on, what a holder is, how reliable. One at a time. */
export class HopQuestions {
  /** The hop of which it is asked how it passed on. */
  asked: number | null = null;
  private menu: Menu | null = null;

  constructor(
    private readonly chain: ChainAtHand,
    private readonly editedHops: EditedHops,
    private readonly acts: QuestionActs,
  ) {}

  close(): void {
    this.menu?.close();
  }

  askRelation(at: number): void {
    const { hops } = this.chain;
    const [start, end] = boundsAt(hops, at);
    this.asked = start;
    this.chain.draw();
    const editedHop = this.editedHops.at(start);
    if (!editedHop) return;
    const who = hops
      .slice(start, end)
      .map(({ name }, index) => name ?? gapName(start + index === 0));
    const label = `How ${who.join(' and ')} passed it on`;
    const items = relationItems(hops[end - 1]?.relation ?? null, (relation) =>
      this.passOn(end - 1, relation),
    );
    this.acts.opens();
    this.menu?.close();
    this.menu = new Menu(editedHop.box, {
      label,
      items,
      opener: editedHop.relation,
      closed: () => this.relationAnswered(),
      other: (event) => this.onRelationKey(event, end - 1),
    });
  }

  askKind(at: number): void {
    const hop = this.chain.hops[at];
    const holder = hop && this.chain.known(hop);
    if (!holder) return;
    const resumes = this.asked;
    const opener = this.editedHops.lineAt(at)?.kind;
    const label = `What ${holder.name} is`;
    const choose = (said: ChainHop) => {
      this.chain.put(this.chain.hops.with(at, said));
      if (resumes !== null) this.askRelation(resumes);
    };
    this.open(at, opener, label, kindItems(hop, holder, choose));
  }

  askRating(at: number): void {
    const hop = this.chain.hops[at];
    const holder = hop && this.chain.known(hop);
    if (!holder) return;
    const registered = holder.entry?.reliability ?? null;
    const choose = (said: ChainHop) => {
      this.chain.put(this.chain.hops.with(at, said));
      const isOwn = said.reliability !== null && said.reliability !== registered;
      // Another rating than the register's wants its reason: the field for it is at hand.
      if (isOwn && registered !== null) this.acts.wantsReason(at);
    };
    const label = `How reliable ${holder.name} is here`;
    const opener = this.editedHops.lineAt(at)?.letter;
    this.open(at, opener, label, ratingItems(hop, registered, choose));
  }

  private open(at: number, opener: HTMLElement | undefined, label: string, items: MenuItem[]) {
    const editedHop = this.editedHops.at(at);
    if (!editedHop || !opener) return;
    this.acts.opens();
    this.menu?.close();
    this.menu = new Menu(editedHop.box, {
      label,
      items,
      opener,
      closed: () => {
        this.menu = null;
      },
    });
  }

  private relationAnswered(): void {
    this.menu = null;
    this.asked = null;
  }

  private passOn(at: number, relation: RelationCode): void {
    this.chain.put(withAt(this.chain.hops, at, { relation }));
    announce(printedRelation(relation) || 'not known how');
    const isOpen = at >= this.chain.hops.length - 1 || !this.chain.isPublisherLast;
    if (isOpen) this.acts.nextField().focus();
    else this.editedHops.at(at)?.relation.focus();
  }

  /** A plus joins another source; a dash is the beginning of an arrow that somebody types. */
  private onRelationKey({ key }: KeyboardEvent, at: number): boolean {
    if (key === '+') {
      this.menu?.close();
      this.acts.join(at);
      return true;
    }
    if (key !== '-') return false;
    this.menu?.close();
    const field = this.acts.nextField();
    field.focus();
    const { input } = field;
    input.setRangeText('-', input.value.length, input.value.length, 'end');
    return true;
  }
}
