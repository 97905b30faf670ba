import type { Response } from 'express';
import { z } from 'zod';
import { passageAddress } from '../../desk/annotations/passage-address.js';
import { tellStandings } from '../../desk/claims/claim-reading.js';
import type { Desk } from '../../desk/desk.js';
import { documentsById } from '../../desk/documents.js';
import { peopleNames } from '../../desk/people/names.js';
import { type DeskSourcing, deskSourcing } from '../../desk/sourcing/desk-sourcing.js';
import { sentenceText } from '../../domain/claims/claim-sentence.js';
import { quoted } from '../../domain/history/words.js';
import { Problem } from '../../domain/problem.js';
import { claimWarnings, sourcingChecks } from '../../domain/sourcing/override.js';
import { capitalised, counted } from '../../domain/text/wording.js';
import type { Answer } from '../api/answers.js';
import { severalIn } from '../forms/form-fields.js';
import type { Context } from '../http/context.js';
import type { RouteRequest, Routes } from '../http/routes.js';
import { withQuery } from '../page/links.js';
import type { MomentView } from '../page/viewer.js';
import { momentView, viewerOf } from '../page/viewer.js';
import { type SourceLink, sourceLink } from '../register/sources-view.js';
import { overrideAnswer, overrideShape } from './override-view.js';

/** The sourcing of the whole desk: on what its claims depend, and what was set aside. */
export function sourcingOfDesk(routes: Routes): void {
  routes.get('/sourcing', 'read', (context, req, res) => show(context, asideAsked(req.query), res));

  routes.get(
    '/api/sourcing',
    {
      right: 'read',
      summary:
        'The sources that most claims depend on, claims with a single source, chains in which the wording grew stronger, and warnings that were set aside',
      query: {
        aside: {
          says: 'Of what was set aside, only these warnings; may be given more than once.',
          values: asideCodes,
          several: true,
        },
      },
      answer: deskSourcingShape,
    },
    async ({ desk }, req, res) => {
      res.json(await deskSourcingAnswer(desk, asideAsked(req.query)));
    },
  );
}

/** As many of each kind are shown. */
const maxShown = 100;

type AsideCode = (typeof asideCodes)[number];
const asideCodes = [...claimWarnings, ...sourcingChecks];

/** Which of the warnings that were set aside are asked for; none for all. Throws *invalid* for what is none. */
function asideAsked(query: RouteRequest['query']): readonly AsideCode[] {
  return severalIn(query, 'aside').map((asked) => {
    const code = asideCodes.find((each) => each === asked);
    if (code) return code;
    throw Problem.field('aside', `A warning is one of: ${asideCodes.join(', ')}.`);
  });
}

interface AsideView {
  code: AsideCode;
  title: string;
  href: string;
  what: string;
  by: string;
  at: MomentView;
  reason: string;
}

interface DeskSourcingPage {
  dependedOn: { source: SourceLink; claims: string; href: string }[];
  single: { href: string; statement: string; sentence: string }[];
  singleCount: number;
  /** Both wordings, and whose each is: "Hop 2", "The passage". */
  grown: { href: string; article: string; told: { who: string; words: string }[] }[];
  grownCount: number;
  aside: AsideView[];
  asideCount: number;
  /** Each kind of what was set aside, with how many there are. */
  asideChips: { label: string; count: number; href: string; pressed: boolean }[];
}

async function show(context: Context, asked: readonly AsideCode[], res: Response): Promise<void> {
  const sourcing = await deskSourcing(context.desk);
  const { people, ...shown } = await shownOf(context.desk, sourcing);
  const aside = asideView(sourcing, asked, people, viewerOf(context));
  const page: DeskSourcingPage = { ...shown, ...aside };
  res.render('sourcing/desk', { page });
}

/** The beginning of each list, in words, with how long it is; and what people are called. */
async function shownOf(desk: Desk, sourcing: DeskSourcing) {
  const single = sourcing.singleSourced.slice(0, maxShown);
  const grown = sourcing.grown.slice(0, maxShown);
  const [told, sources, articles, people] = await Promise.all([
    tellStandings(desk, single),
    documentsById(
      desk,
      'sources',
      sourcing.dependedOn.slice(0, maxShown).map(({ source }) => source),
    ),
    documentsById(
      desk,
      'articles',
      grown.map(({ annotation }) => annotation.article),
    ),
    peopleNames(desk),
  ]);
  return {
    people,
    dependedOn: sourcing.dependedOn.flatMap(({ source, claims }) => {
      const entry = sources.get(source);
      if (!entry) return [];
      const href = withQuery('/claims', { source });
      return [{ source: sourceLink(entry), claims: counted(claims.length, 'claim'), href }];
    }),
    single: single.map(({ claim }, at) => ({
      href: `/claims/${claim.id}`,
      statement: claim.statement,
      sentence: sentenceText(told[at]?.sentences ?? []),
    })),
    singleCount: sourcing.singleSourced.length,
    grown: grown.map(({ annotation, wording: { hop, before, laterHop, after } }) => ({
      href: passageAddress(annotation),
      article: articles.get(annotation.article)?.title ?? annotation.article,
      told: [
        { who: `Hop ${hop}`, words: quoted(before) },
        { who: laterHop === null ? 'The passage' : `Hop ${laterHop}`, words: quoted(after) },
      ],
    })),
    grownCount: sourcing.grown.length,
  };
}

/** What was set aside, of the kinds that were asked for. */
function asideView(
  sourcing: DeskSourcing,
  asked: readonly AsideCode[],
  people: ReadonlyMap<string, string>,
  viewer: ReturnType<typeof viewerOf>,
): Pick<DeskSourcingPage, 'aside' | 'asideCount' | 'asideChips'> {
  const all = asidesOf(sourcing);
  const asides = all.filter(({ code }) => asked.length === 0 || asked.includes(code));
  const aside = asides.slice(0, maxShown).map(({ by, at, ...each }) => ({
    ...each,
    by: people.get(by) ?? by,
    at: momentView(at, viewer),
  }));
  return { aside, asideCount: asides.length, asideChips: asideChips(all, asked) };
}

/** What was set aside, of claims and annotations, the newest first. */
function asidesOf({ aside, asideOfClaims }: DeskSourcing) {
  const ofClaims = asideOfClaims.flatMap(({ claim }) =>
    claim.overrides.map(({ code, by, at, reason }) => ({
      ...{ by, at, reason, code, title: capitalised(code), what: quoted(claim.statement) },
      href: `/claims/${claim.id}`,
    })),
  );
  const ofAnnotations = aside.map(({ annotation, override: { code, by, at, reason } }) => ({
    ...{ by, at, reason, code, title: capitalised(code), what: quoted(annotation.target.exact) },
    href: passageAddress(annotation),
  }));
  return [...ofClaims, ...ofAnnotations].toSorted((one, other) => (one.at < other.at ? 1 : -1));
}

/** A chip switches its kind, and the others stay as they are. */
function asideChips(
  asides: readonly Pick<AsideView, 'code' | 'title'>[],
  asked: readonly AsideCode[],
): DeskSourcingPage['asideChips'] {
  const titles = new Map(asides.map(({ code, title }) => [code, title]));
  return [...titles].map(([code, label]) => {
    const pressed = asked.includes(code);
    const next = pressed ? asked.filter((each) => each !== code) : [...asked, code];
    return {
      ...{ label, pressed, href: `${withQuery('/sourcing', { aside: next })}#aside` },
      count: asides.filter((each) => each.code === code).length,
    };
  });
}

const deskSourcingShape = z
  .object({
    /** The sources in every chain that asserts a claim, those of most claims first. */
    dependedOn: z.array(
      z.object({ id: z.string(), name: z.string(), claims: z.array(z.string()) }),
    ),
    /** The claims that rest on one source, by their ids. */
    singleSource: z.array(z.string()),
    /** Chains whose wording grew stronger: that of a hop, and of a later hop or, where it is null, of the passage. */
    grown: z.array(
      z.object({
        annotation: z.string(),
        article: z.string(),
        hop: z.int(),
        before: z.string(),
        laterHop: z.int().nullable(),
        after: z.string(),
      }),
    ),
    setAside: z.array(
      z.object({
        annotation: z.string().nullable(),
        claim: z.string().nullable(),
        code: z.enum(asideCodes),
        override: overrideShape.omit({ id: true }),
      }),
    ),
  })
  .meta({ id: 'DeskSourcing' });

async function deskSourcingAnswer(
  desk: Desk,
  asked: readonly AsideCode[],
): Promise<Answer<typeof deskSourcingShape>> {
  const { dependedOn, singleSourced, grown, aside, asideOfClaims } = await deskSourcing(desk);
  const [sources, people] = await Promise.all([
    documentsById(
      desk,
      'sources',
      dependedOn.map(({ source }) => source),
    ),
    peopleNames(desk),
  ]);
  const answered = (override: Parameters<typeof overrideAnswer>[0]) => {
    const { id: _, ...rest } = overrideAnswer(override, people);
    return rest;
  };
  return {
    dependedOn: dependedOn.map(({ source, claims }) => ({
      id: source,
      name: sources.get(source)?.name ?? source,
      claims: claims.map(({ id }) => id),
    })),
    singleSource: singleSourced.map(({ claim }) => claim.id),
    grown: grown.map(({ annotation: { id, article }, wording }) => ({
      annotation: id,
      article,
      ...wording,
    })),
    setAside: [
      ...asideOfClaims.flatMap(({ claim }) =>
        claim.overrides.map((override) => ({
          ...{ annotation: null, claim: claim.id, code: override.code },
          override: answered(override),
        })),
      ),
      ...aside.map(({ annotation, override }) => ({
        ...{ annotation: annotation.id, claim: null, code: override.code },
        override: answered(override),
      })),
    ].filter(({ code }) => asked.length === 0 || asked.includes(code)),
  };
}
