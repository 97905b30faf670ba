import type { RequestHandler } from 'express';
import type { Person } from '../../domain/people/person.js';
import { may } from '../../domain/rights.js';
import { formKey } from '../forms/request-name.js';
import { initialsOf } from '../people/initials.js';
import { assetAddress } from './assets.js';
import { type Flash, takeFlashes } from './flash.js';

/** What the head of every page shows. */
interface Layout {
  person: Person | null;
  /** Of the person, for the disc beside their name. */
  initials: string;
  navigation: readonly { section: string; href: string; label: string; count?: number | null }[];
  /** The path that was asked for. */
  path: string;
  /** After which everything is news to the page; null for a page that is nobody's. */
  position: string | null;
  /** Of a page that answers a form: where Back leads once it is left; null for every other. */
  backAddress: string | null;
  /** What the forms of this page bear, so that each is taken once: see `request-name.ts`. */
  key: string | null;
  /** The names of the style sheets, in the order in which they count. */
  styles: readonly string[];
  /** Where the style sheet, script or image of that name is: *styles/base.css*. */
  asset: (name: string) => string;
  /** The messages that wait; asking for them is showing them. */
  takeFlashes: () => Flash[];
}

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

/** Hands the layout to every view, as `layout`. */
export const withLayout: RequestHandler = (req, res, next) => {
  let key: string | null = null;
  const layout: Layout = {
    get person() {
      return req.visitor?.person ?? null;
    },
    get initials() {
      return initialsOf(this.person?.name ?? '');
    },
    get navigation() {
      const { person } = this;
      const links = person && may(person, 'manage people') ? [...everyone, ...admins] : everyone;
      const count = req.waiting === undefined ? 0 : req.waiting;
      return links.map((link) => (link.section === 'review' ? { ...link, count } : link));
    },
    path: req.path,
    backAddress: null,
    get position() {
      return req.position ?? null;
    },
    get key() {
      key ??= this.person && formKey(this.person);
      return key;
    },
    styles,
    asset: assetAddress,
    takeFlashes: () => takeFlashes(req),
  };
  res.locals.layout = layout;
  next();
};
