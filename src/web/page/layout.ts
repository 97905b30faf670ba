import type { Request, RequestHandler } from 'express';
import type { Person } from '../../domain/people/person.js';
import { may } from '../../domain/rights.js';
import { formKey } from '../forms/request-name.js';
import { initialsOf } from '../people/initials.js';
import { assetAddress } from './assets.js';
import { type Flash, takeFlashes } from './flash.js';

const everyone = [
  { section: 'articles', href: '/articles', label: 'Articles' },
  { section: 'review', href: '/review', label: 'Review' },
  { section: 'sources', href: '/sources', label: 'Sources' },
  { section: 'claims', href: '/claims', label: 'Claims' },
  { section: 'history', href: '/history', label: 'History' },
  { section: 'search', href: '/search', label: 'Search' },
];
const admins = [
  { section: 'people', href: '/people', label: 'People' },
  { section: 'settings', href: '/settings', label: 'Settings' },
];

const styles = [
  'fonts',
  'base',
  'controls',
  'article',
  'cards',
  'form',
  'chain',
  'lists',
  'review',
  'annotator',
  'live',
  'toast',
  'help',
];

/** What the head of every page shows. */
class Layout {
  readonly #req: Request;
  #key: string | null = null;
  /** The path that was asked for. */
  readonly path: string;
  /** Of a page that answers a form: where Back leads once it is left; null for every other. */
  backAddress: string | null = null;
  /** The names of the style sheets, in the order in which they count. */
  readonly styles: readonly string[] = styles;
  /** Where the style sheet, script or image of that name is: *styles/base.css*. */
  readonly asset = assetAddress;

  constructor(req: Request) {
    this.#req = req;
    this.path = req.path;
  }

  get person(): Person | null {
    return this.#req.visitor?.person ?? null;
  }

  /** Of the person, for the disc beside their name. */
  get initials(): string {
    return initialsOf(this.person?.name ?? '');
  }

  get navigation(): readonly {
    section: string;
    href: string;
    label: string;
    count?: number | null;
  }[] {
    const { person } = this;
    const links = person && may(person, 'manage people') ? [...everyone, ...admins] : everyone;
    const { waiting: count = 0 } = this.#req;
    return links.map((link) => (link.section === 'review' ? { ...link, count } : link));
  }

  /** After which everything is news to the page; null for a page that is nobody's. */
  get position(): string | null {
    return this.#req.position ?? null;
  }

  /** What the forms of this page bear, so that each is taken once: see `request-name.ts`. */
  get key(): string | null {
    this.#key ??= this.person && formKey(this.person);
    return this.#key;
  }

  /** The messages that wait; asking for them is showing them. */
  takeFlashes(): Flash[] {
    return takeFlashes(this.#req);
  }
}

/** Hands the layout to every view, as `layout`. */
export const withLayout: RequestHandler = (req, res, next) => {
  res.locals.layout = new Layout(req);
  next();
};
