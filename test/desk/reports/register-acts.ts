import { undoStep } from '../../../src/desk/history/undoing.js';
import { removeSource } from '../../../src/desk/register/entry-changes.js';
import { joinSource } from '../../../src/desk/register/joining.js';
import { type Act, type ActsOn, nothing, pick, refusable } from './acts-on.js';

/** What is done with claims, the register, articles and the desk. */
export function registerActs({
  room,
  articles,
  ask,
  docs,
  sourceAt,
  claimAt,
}: ActsOn): readonly Act[] {
  const undoLast =
    (kind: 'annotation' | 'source' | 'claim' | 'article' | 'desk'): Act =>
    async ([one]) => {
      const events = (await docs('events')).filter(({ subject }) => subject.kind === kind);
      const last = events.at(-1 - (one % Math.max(1, Math.min(3, events.length))));
      if (!last) return nothing;
      const by = [room.ada, room.mira, room.jonas, room.nils].find(({ id }) => id === last.by);
      return refusable(by ? undoStep(room.desk, by, last.id) : null);
    };
  return [
    // Claims.
    async ([one, two, three]) => {
      const claim = await claimAt(one);
      if (!claim) return nothing;
      const state = pick(['open', 'confirmed', 'refuted', 'undecided'], three);
      const statement =
        two % 2 === 0 ? claim.statement : `${claim.statement.replace(/\d*\.$/u, '')}${two}.`;
      return [
        await ask('mira', 'put', `/claims/${claim.id}`, {
          statement,
          state,
          reason: state === 'open' ? null : `So ${two}.`,
        }),
      ];
    },
    async ([one, two]) => {
      const [claim, into] = [await claimAt(one), await claimAt(two)];
      return claim && into
        ? [await ask('mira', 'post', `/claims/${claim.id}/merge`, { into: into.id })]
        : nothing;
    },
    async ([one]) => {
      const joined = (await docs('claims')).filter((each) => each.joined);
      return joined.length === 0
        ? nothing
        : [await ask('mira', 'delete', `/claims/${pick(joined, one).id}/merge`)];
    },
    async ([one, two]) => {
      const claim = await claimAt(one);
      const code = pick(['single point of failure', 'shared wording', 'disputed'], two);
      return claim
        ? [
            await ask('mira', 'post', `/claims/${claim.id}/overrides`, {
              code,
              reason: 'It is known.',
            }),
          ]
        : nothing;
    },
    async ([one, two]) => {
      const claim = await claimAt(one);
      if (!claim?.overrides.length) return nothing;
      return [
        await ask(
          'mira',
          'delete',
          `/claims/${claim.id}/overrides/${pick(claim.overrides, two).id}`,
        ),
      ];
    },
    // The register.
    async ([one, two, three]) => {
      const source = await sourceAt(one);
      if (!source) return nothing;
      const { id, name, kind, aliases, affiliation, description } = source;
      const belongs = (await sourceAt(three))?.id ?? null;
      const changed = pick(
        [
          { name: `${name.replace(/ \d+$/u, '')} ${two}` },
          { description: `What is known: ${two}.` },
          { affiliation: belongs },
          { aliases: [`Alias ${two}`] },
        ],
        two,
      );
      const sent = {
        name,
        kind,
        aliases,
        affiliation,
        description,
        ...changed,
        confirm: ['namesake', 'look-alike'],
      };
      return [await ask('mira', 'put', `/sources/${id}`, sent)];
    },
    async ([one, two]) => {
      const source = await sourceAt(one);
      const sent = {
        reliability: pick(['A', 'B', 'C', 'D', 'E', 'F'], two),
        reason: `Seen ${two}.`,
      };
      return source ? [await ask('mira', 'post', `/sources/${source.id}/ratings`, sent)] : nothing;
    },
    async ([one, two, three]) => {
      const [source, into] = [await sourceAt(one), await sourceAt(two)];
      const rating = three % 2 === 0 ? (source?.id ?? null) : null;
      return refusable(
        source && into ? joinSource(room.desk, room.mira, source.id, into.id, { rating }) : null,
      );
    },
    async ([one]) => {
      const joined = (await docs('sources')).filter((each) => each.joined);
      return joined.length === 0
        ? nothing
        : [await ask('mira', 'delete', `/sources/${pick(joined, one).id}/merge`)];
    },
    async ([one, two]) => {
      const [source, from] = [await sourceAt(one), await sourceAt(two)];
      return source && from
        ? [await ask('mira', 'post', `/sources/${source.id}/differences`, { from: from.id })]
        : nothing;
    },
    async ([one, two]) => [
      await ask('mira', 'post', '/sources', {
        name: pick(['Ida Brandt', 'Otto Falk', 'a clerk'], one),
        kind: pick(['person', 'document'], two),
        confirm: ['look-alike', 'identity'],
      }),
    ],
    async ([one]) => {
      const unused = (await docs('sources')).filter(({ uses }) => !uses);
      return refusable(
        unused.length > 0 ? removeSource(room.desk, room.mira, pick(unused, one).id) : null,
      );
    },
    // The articles and the desk.
    async ([one, two]) => [
      await ask('mira', 'patch', `/articles/${articles[two % 2 === 0 ? 0 : 1]}`, {
        title: `The ferry ${one}`,
        publishedAt: pick(['2026-02-01', '2026-02-03', null], one),
      }),
    ],
    async ([one]) => {
      const path = `/articles/${articles[0]}/shared-wording/${articles[1]}/decision`;
      const sent = { independent: one % 2 === 0, reason: `By ${one}.` };
      return [
        await ask('mira', one % 3 === 0 ? 'delete' : 'put', path, one % 3 === 0 ? undefined : sent),
      ];
    },
    async ([one]) => [await ask('ada', 'put', '/settings', { quorum: 1 + (one % 3) })],
    undoLast('annotation'),
    undoLast('source'),
    undoLast('claim'),
  ];
}
