import type { Claim } from '../../../domain/claims/claim.js';
import { claimKey } from '../../../store/indexes.js';
import type { Store } from '../../../store/store.js';

/** Which wordings of claims are taken: two that come to read alike would be one. */
export class ClaimWordings {
  readonly #given = new Set<string>();

  constructor(private readonly store: Store) {}

  /** Gives a claim a wording, if no other has it and none was given it before. */
  async give(claim: Claim, statement: string): Promise<boolean> {
    const key = claimKey({ ...claim, statement });
    const [holder] = (await this.store.find('claims', 'statement', { key, limit: 1 })).items;
    if (this.#given.has(key) || (holder && holder.id !== claim.id)) return false;
    this.#given.add(key);
    return true;
  }

  /** Gives a claim a wording, with a number behind it where another has the same. */
  async giveApart(claim: Claim, statement: string): Promise<string> {
    let wording = statement;
    for (let number = 2; !(await this.give(claim, wording)); number++) {
      wording = `${statement} (${number})`;
    }
    return wording;
  }
}
