import fc from 'fast-check';
import type { Check } from '../../../src/domain/chain/ground-rules.js';
import { type RelationCode, relationCodes } from '../../../src/domain/chain/relations.js';
import type { SignShape } from '../../../src/domain/chain/sign-shapes.js';
import type { Stance } from '../../../src/domain/claims/claim.js';
import { withAlikeFolded } from '../../../src/domain/map/folding.js';
import {
  type MapPassage,
  type MapSource,
  type SourceMap,
  sourceMap,
} from '../../../src/domain/map/source-map.js';

/*
 * Maps from one line a passage: "Laura /t told > cable /s leaked > Hindu". Behind a name stands what the
 * desk did (t: on trust, s: seen, c: confirmed) and the relation; "?" is a gap, "+" joins holders. A name
 * that begins with a small letter is an unnamed source, one that ends with "Post" an outlet.
 */

const checks: Record<string, Check> = { t: 'on trust', s: 'seen', c: 'confirmed' };

function passage(line: string, number: number, stance: Stance = 'asserts'): MapPassage {
  const annotation = `a${String(number).padStart(4, '0')}`;
  const hops = line.split(' > ').map((words) => {
    const [names = '', rest = ''] = words.split(' /');
    const [check = '', code = 'passed'] = rest.split(' ');
    const holders = names === '?' ? [] : names.split(' + ');
    const relation = relationCodes.find((each) => each === code) ?? null;
    return {
      relation,
      holders: holders.map((source) => ({ source, check: checks[check] ?? null })),
    };
  });
  const confidence = (['high', 'moderate', 'low', null] as const)[number % 4] ?? null;
  return {
    annotation,
    at: '',
    href: `#${annotation}`,
    quote: `“${annotation}”`,
    confidence,
    stance,
    hops,
  };
}

function passages(lines: readonly string[], stances: readonly Stance[]): MapPassage[] {
  return lines.map((line, at) => passage(line, at, stances[at]));
}

export function sourceOf(name: string): MapSource {
  const shape: SignShape = name.endsWith('Post') ? 'outlet' : 'person';
  return {
    name,
    shape,
    isDashed: /^\p{Ll}/u.test(name),
    letter: name.length % 5 === 0 ? 'B' : null,
  };
}

/** The map of passages; they assert, but for those that another stance is given for. */
export function mapOf(lines: readonly string[], stances: readonly Stance[] = []): SourceMap {
  return withAlikeFolded(sourceMap(passages(lines, stances), sourceOf));
}

/** The map of passages of articles that were published then; null where nobody said. */
export function datedMap(lines: readonly string[], dates: readonly (string | null)[]): SourceMap {
  const dated = passages(lines, []).map((each, at) => ({ ...each, published: dates[at] ?? null }));
  return withAlikeFolded(sourceMap(dated, sourceOf));
}

const relations: readonly RelationCode[] = relationCodes;

/** Chains among a few sources, so that they meet, part, join and go round in circles. */
export function someMaps(maxSources = 12, maxPassages = 10): fc.Arbitrary<MapPassage[]> {
  const source = fc.integer({ min: 0, max: maxSources - 1 }).map(nameOf);
  const hop = fc.record({
    relation: fc.constantFrom(...relations),
    holders: fc.oneof(
      {
        weight: 9,
        arbitrary: fc.uniqueArray(holderOf(source), {
          minLength: 1,
          maxLength: 2,
          selector: (each) => each.source,
        }),
      },
      { weight: 1, arbitrary: fc.constant([]) },
    ),
  });
  const one = fc.record({
    confidence: fc.constantFrom('high' as const, 'moderate' as const, 'low' as const, null),
    stance: fc.constantFrom('asserts' as const, 'asserts' as const, 'denies' as const),
    published: fc.constantFrom(null, null, '2011-03-20', '2011-11-24', '2012'),
    hops: fc.array(hop, { minLength: 1, maxLength: 5 }),
  });
  return fc.array(one, { minLength: 1, maxLength: maxPassages }).map((list) =>
    list.map((each, at) => {
      const annotation = `a${String(at).padStart(4, '0')}`;
      return { ...each, annotation, at: '', href: `#${annotation}`, quote: `“${annotation}”` };
    }),
  );
}

function holderOf(source: fc.Arbitrary<string>) {
  return fc.record({
    source,
    check: fc.constantFrom('seen' as const, 'confirmed' as const, 'on trust' as const, null),
  });
}

const names = [
  'Ann',
  'a diplomat',
  'Harbour Post',
  'Ministry of Transport',
  '王毅',
  'مصدر في الوزارة',
];

function nameOf(number: number): string {
  return number < names.length ? (names[number] ?? '') : `Witness number ${number}`;
}
