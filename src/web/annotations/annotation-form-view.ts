import type { Candidate } from '../../desk/annotations/passages.js';
import type { ArticleReading } from '../../domain/articles/article-reading.js';
import { type DetailName, detailFields, detailNames } from '../../domain/chain/hop-details.js';
import { isolated } from '../../domain/chain/notation/isolated.js';
import type { RefusedForm } from '../forms/sent-form.js';
import { listIn } from '../http/problems.js';
import type { AnnotationForm } from './annotation-forms.js';
import type { Difference } from './annotation-versions.js';
import {
  type ConfidenceOption,
  confidenceOptions,
  credibilityOptions,
  stanceOptions,
} from './scales-view.js';

/** A name that several sources bear, and which of them may be meant. */
interface NameView {
  name: string;
  candidates: { id: string; label: string }[];
}

/** The form of an annotation, new or edited, with everything that has to be asked. */
export interface AnnotationFormView {
  /** What the ids of its elements begin with: a page may hold two of these forms. */
  id: string;
  action: string;
  heading: string;
  submit: string;
  /** Whether it is a proposal's, which has a reason in the place of a note. */
  proposes?: boolean;
  /** Where “Cancel” leads. */
  back: string;
  values: AnnotationForm;
  refused: RefusedForm | null;
  candidates: readonly Candidate[];
  names: NameView[];
  versions: readonly Difference[];
  /** Whether “More” stands open: something in it is filled in or at fault. */
  open: boolean;
  claims: string[];
  /** Those that the desk has. */
  labels: readonly string[];
  /** The fields of a hop's details, with their labels. */
  details: readonly (readonly [name: DetailName, label: string])[];
  confidences: readonly ConfidenceOption[];
  credibilities: typeof credibilityOptions;
  stances: typeof stanceOptions;
}

export type FormPlace = Pick<
  AnnotationFormView,
  'id' | 'action' | 'heading' | 'submit' | 'proposes' | 'back'
>;

/** More to choose from would be read by nobody. */
const maxLabelsOffered = 100;

/** What its fields offer: of the labels the first. */
interface FieldOffers extends Pick<ArticleReading, 'claims'> {
  labels?: readonly string[];
}

/** The form with what was typed, and what is wrong with it, if anything is. */
export function annotationFormView(
  place: FormPlace,
  values: AnnotationForm,
  { claims, labels = [] }: FieldOffers,
  refused: RefusedForm | null = null,
  versions: readonly Difference[] = [],
): AnnotationFormView {
  const details = refused?.details ?? {};
  return {
    ...place,
    values: { ...values, ...anewIn(details), chain: isolated(values.chain) },
    refused,
    candidates: listIn<Candidate>(details, 'candidates'),
    names: listIn<Ambiguous>(details, 'sources').map(nameView),
    versions,
    open: isMoreOpen(values, refused),
    claims: Array.from(claims.values(), ({ statement }) => statement),
    labels: labels.slice(0, maxLabelsOffered),
    details: detailNames.map((name) => [name, detailFields[name].label]),
    confidences: confidenceOptions,
    credibilities: credibilityOptions,
    stances: stanceOptions,
  };
}

/** Where another edition has come in, the passage is looked for in that one from now on. */
function anewIn({ edition }: RefusedForm['details']): Partial<AnnotationForm> {
  return typeof edition === 'number' ? { edition: String(edition), start: '', end: '' } : {};
}

interface Ambiguous {
  name: string;
  candidates: { id: string; name: string; kind: string | null }[];
}

function nameView({ name, candidates }: Ambiguous): NameView {
  return {
    name,
    candidates: candidates.map(({ id, name, kind }) => ({
      id,
      label: [name, kind, `#${id.slice(0, 6)}`].filter(Boolean).join(' · '),
    })),
  };
}

const inMore = ['credibility', 'claim', 'stance', 'note', 'labels'] as const;

function isMoreOpen(values: AnnotationForm, refused: RefusedForm | null): boolean {
  if (inMore.some((name) => values[name] !== '')) return true;
  if (values.hops.some(({ name: _name, ...details }) => Object.values(details).some(Boolean))) {
    return true;
  }
  const atFault = Object.keys(refused?.faults ?? {});
  return atFault.some(
    (field) => field.startsWith('hops[') || inMore.some((name) => name === field),
  );
}
