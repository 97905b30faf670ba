import type { DetailName } from '../../../domain/chain/hop-details.js';
import { boundsAt, placeInWords } from '../chain-hops.js';
import type { ChainAtHand } from './chain-at-hand.js';
import type { EditedHops } from './edited-hops.js';
import { HolderDetails } from './holder-details.js';

/** The details of a holder, open in its hop: of one at a time. */
export class OpenDetails {
  private open: { at: number; details: HolderDetails } | null = null;

  constructor(
    private readonly chain: ChainAtHand,
    private readonly editedHops: EditedHops,
    private readonly remove: (at: number) => void,
  ) {}

  toggle(at: number): void {
    const wasOpen = this.isOpenAt(at);
    this.close();
    const { hops } = this.chain;
    const hop = hops[at];
    const editedHop = this.editedHops.at(at);
    if (wasOpen || !hop || !editedHop) return;
    const [start, end] = boundsAt(hops, at);
    const details = new HolderDetails(hop, placeInWords(hops, at), {
      changed: (said) => this.chain.put(this.chain.hops.with(this.open?.at ?? at, said)),
      remove: () => this.remove(this.open?.at ?? at),
    });
    details.box.style.gridRow = String(end - start + 2);
    this.open = { at, details };
    details.box.addEventListener('keydown', (event) => this.onKey(event));
    editedHop.box.append(details.box);
    this.chain.draw();
    details.focus();
  }

  /** Escape closes the details before it closes the form; leaving a field takes what stands in it. */
  private onKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    this.editedHops.lineAt(this.open?.at ?? 0)?.details.focus();
    this.close();
  }

  /** Opens those of a holder, unless they are. */
  openAt(at: number): void {
    if (!this.isOpenAt(at)) this.toggle(at);
  }

  /** The place of a detail of a holder, opened; null where another stands open with a fault. */
  place(at: number, name: DetailName): HTMLElement | null {
    if (!this.isOpenAt(at) && this.open?.details.box.querySelector('.fault')) return null;
    this.openAt(at);
    return this.open?.details.field(name) ?? null;
  }

  close(): void {
    const { open } = this;
    this.open = null;
    if (!open) return;
    open.details.box.remove();
    this.editedHops.lineAt(open.at)?.details.setAttribute('aria-expanded', 'false');
  }

  draw(): void {
    const { open } = this;
    const hop = open && this.chain.hops[open.at];
    if (!open || !hop) return;
    const holder = this.chain.known(hop);
    if (!holder) {
      this.close();
      return;
    }
    open.details.show(hop, {
      isOrigin: open.at < boundsAt(this.chain.hops, 0)[1],
      registered: holder.entry?.reliability ?? null,
      isOwnRating: holder.isOwnRating,
    });
    this.editedHops.lineAt(open.at)?.details.setAttribute('aria-expanded', 'true');
  }

  private isOpenAt(at: number): boolean {
    return this.open?.at === at;
  }
}
