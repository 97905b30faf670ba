import { passedSomehow, printedRelation } from '../chain/relations.js';
import { capitalised } from '../text/wording.js';
import type { MapNode, MapPassage, SourceMap } from './source-map.js';
import { nodesAt } from './source-map.js';

/** A way as a sentence, and the passage that came by it. */
export interface WaySentence {
  sentence: string;
  quote: string;
  href: string;
  /** What of it is to be known beside: that it denies, what was taken on trust. */
  asides: string[];
}

/** Everything that a map tells, in words: each passage and the way by which it came. */
export function waySentences(map: SourceMap): WaySentence[] {
  const nameOf = namesIn(map);
  return map.passages.map((passage) => {
    const { href, quote, stance } = passage;
    const asides = [...(stance === 'asserts' ? [] : [stance]), ...checksIn(passage, nameOf)];
    return { sentence: sentenceOf(passage, nameOf), quote, href, asides };
  });
}

function namesIn({ nodes }: SourceMap): (id: string) => string {
  const names = new Map<string, string>();
  const add = ({ id, sources, name, shape }: MapNode) => {
    for (const each of [id, ...sources])
      names.set(each, shape === 'gap' ? name.toLowerCase() : name);
  };
  for (const node of nodes) add(node);
  return (id) => names.get(id) ?? (id.endsWith(' 0') ? 'origin not stated' : 'holder unknown');
}

function sentenceOf(passage: MapPassage, nameOf: (id: string) => string): string {
  const { hops } = passage;
  const who = hops.map((_, at) => nodesAt(passage, at).map(nameOf).join(' and '));
  const [origin = '', ...others] = who;
  const steps = others.map((name, at) => {
    const relation = hops[at]?.relation ?? null;
    const how = relation === null ? '' : printedRelation(relation);
    return `${how || passedSomehow} ${name}`;
  });
  if (steps.length === 0) return `${capitalised(origin)}.`;
  const start = hops[0]?.holders.length ? `From ${origin}` : capitalised(origin);
  return `${start}: ${steps.join(', ')}.`;
}

/** What was taken on trust, and what was confirmed. */
function checksIn(passage: MapPassage, nameOf: (id: string) => string): string[] {
  const having = (wanted: string) => [
    ...new Set(
      passage.hops.flatMap(({ holders }) =>
        holders.filter(({ check }) => check === wanted).map(({ source }) => nameOf(source)),
      ),
    ),
  ];
  const [trusted, confirmed] = [having('on trust'), having('confirmed')];
  return [
    ...(trusted.length === 0 ? [] : [`taken on trust: ${trusted.join(', ')}`]),
    ...(confirmed.length === 0 ? [] : [`confirmed: ${confirmed.join(', ')}`]),
  ];
}
