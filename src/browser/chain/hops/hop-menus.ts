import { relationInWords } from '../../../domain/chain/hop-words.js';
import {
  printedRelation,
  type RelationCode,
  relationCodes,
} from '../../../domain/chain/relations.js';
import { reliabilities } from '../../../domain/chain/scales.js';
import { sourceKinds } from '../../../domain/register/source-kind.js';
import { withArticle } from '../../../domain/text/wording.js';
import type { MenuItem } from '../../page/menu.js';
import type { ChainHop } from '../chain-hops.js';
import { kindKeys } from '../new-sources.js';
import { signElement } from '../sign.js';
import { relationKeys } from '../suggestions.js';
import type { KnownHolder } from './known-holder.js';

/* What the menus of a hop offer. Each choice answers what the chain says then. */

/** How a hop passed it on. */
export function relationItems(
  now: RelationCode | null,
  choose: (relation: RelationCode) => void,
): MenuItem[] {
  return relationCodes.map((code) => ({
    words: relationInWords(printedRelation(code)),
    key: relationKeys[code],
    checked: (now ?? 'passed') === code,
    takesRest: code === 'passed',
    run: () => choose(code),
  }));
}

/** What a holder is: its kind, and beside it whether it is unnamed or confidential. */
export function kindItems(
  hop: ChainHop,
  { entry, kind, unnamed, confidential }: KnownHolder,
  choose: (hop: ChainHop) => void,
): MenuItem[] {
  const known = entry?.kind ?? null;
  const kinds = [...sourceKinds, null].map((each): MenuItem => {
    const isUnfit = known !== null && each !== known;
    return {
      words: each ?? 'not said',
      ...(each ? { key: kindKeys[each] } : {}),
      sign: signElement({ kind: each, unnamed: false, confidential: false }),
      checked: kind === each,
      unfit: isUnfit ? `The register has it as ${withArticle(known)}` : null,
      run: () => choose({ ...hop, kind: known === null ? each : hop.kind }),
    };
  });
  return [...kinds, ...maskItems(hop, { entry, unnamed, confidential }, choose)];
}

function maskItems(
  hop: ChainHop,
  { entry, unnamed, confidential }: Pick<KnownHolder, 'entry' | 'unnamed' | 'confidential'>,
  choose: (hop: ChainHop) => void,
): MenuItem[] {
  const role = 'menuitemcheckbox' as const;
  const signOf = (said: { unnamed: boolean; confidential: boolean }) =>
    signElement({ kind: null, ...said });
  const items: MenuItem[] = [
    {
      words: 'unnamed',
      key: 'n',
      role,
      sign: signOf({ unnamed: true, confidential: false }),
      checked: unnamed,
      isApart: true,
      run: () => choose({ ...hop, id: null, unnamed: !unnamed, another: false }),
    },
    {
      words: 'confidential',
      key: 'c',
      role,
      sign: signOf({ unnamed: false, confidential: true }),
      checked: confidential,
      unfit: hop.basis === 'deep background' ? 'Deep background makes it so' : null,
      run: () => choose({ ...hop, confidential: !confidential, id: null }),
    },
  ];
  const meansHere = hop.unnamed && (hop.another || entry?.here !== undefined);
  if (!meansHere) return items;
  const another: MenuItem = {
    words: 'another one',
    key: 'a',
    role,
    checked: hop.another,
    run: () => choose({ ...hop, another: !hop.another, id: null }),
  };
  return [...items, another];
}

/** How reliable a holder is in this hop; first what the register says. */
export function ratingItems(
  hop: ChainHop,
  registered: ChainHop['reliability'],
  choose: (hop: ChainHop) => void,
): MenuItem[] {
  const asRegistered: MenuItem = {
    words: registered ? `${registered}, as the register says` : 'not rated in the register',
    checked: hop.reliability === null,
    run: () => choose({ ...hop, reliability: null }),
  };
  const letters = reliabilities.map(
    ({ code, words }, at): MenuItem => ({
      words: words.toLowerCase(),
      key: code.toLowerCase(),
      checked: hop.reliability === code,
      isApart: at === 0,
      run: () => choose({ ...hop, reliability: code }),
    }),
  );
  return [asRegistered, ...letters];
}
