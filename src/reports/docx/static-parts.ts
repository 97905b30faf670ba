import { declaration, element, joined, text, type Xml } from './xml.js';

/* The parts of a Word document beside its text and its comments. */

const office = 'http://schemas.openxmlformats.org';
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const relationTypes = `${office}/officeDocument/2006/relationships`;

export const namespaces = {
  'xmlns:w': `${office}/wordprocessingml/2006/main`,
  'xmlns:r': relationTypes,
  'xmlns:mc': `${office}/markup-compatibility/2006`,
  'xmlns:w14': 'http://schemas.microsoft.com/office/word/2010/wordml',
  'xmlns:w15': 'http://schemas.microsoft.com/office/word/2012/wordml',
  'xmlns:wp': `${office}/drawingml/2006/wordprocessingDrawing`,
  'xmlns:a': `${office}/drawingml/2006/main`,
  'xmlns:wpg': 'http://schemas.microsoft.com/office/word/2010/wordprocessingGroup',
  'xmlns:wps': 'http://schemas.microsoft.com/office/word/2010/wordprocessingShape',
  'mc:Ignorable': 'w14 w15',
} as const;

/** The parts by name with their media types. */
const contents: Readonly<Record<string, string>> = {
  '/word/document.xml': `${word}.document.main+xml`,
  '/word/styles.xml': `${word}.styles+xml`,
  '/word/settings.xml': `${word}.settings+xml`,
  '/word/fontTable.xml': `${word}.fontTable+xml`,
  '/word/header1.xml': `${word}.header+xml`,
  '/word/footer1.xml': `${word}.footer+xml`,
  '/word/comments.xml': `${word}.comments+xml`,
  '/word/commentsExtended.xml': `${word}.commentsExtended+xml`,
  '/customXml/itemProps1.xml':
    'application/vnd.openxmlformats-officedocument.customXmlProperties+xml',
  '/docProps/core.xml': 'application/vnd.openxmlformats-package.core-properties+xml',
  '/docProps/app.xml': 'application/vnd.openxmlformats-officedocument.extended-properties+xml',
};

/** What kind of content each part of the package has. */
export function contentTypes(): Xml {
  return root(
    'Types',
    `${office}/package/2006/content-types`,
    element('Default', {
      Extension: 'rels',
      ContentType: 'application/vnd.openxmlformats-package.relationships+xml',
    }),
    element('Default', { Extension: 'xml', ContentType: 'application/xml' }),
    ...Object.entries(contents).map(([PartName, ContentType]) =>
      element('Override', { PartName, ContentType }),
    ),
  );
}

/** A relationship of a part with another, or with an address of the web. */
export interface Relationship {
  id: string;
  type: string;
  target: string;
  isExternal?: true;
}

/** Which parts and addresses a part of the package refers to. */
export function relationships(relations: readonly Relationship[]): Xml {
  return root(
    'Relationships',
    `${office}/package/2006/relationships`,
    ...relations.map(({ id, isExternal, target, type }) =>
      element('Relationship', {
        Id: id,
        Type: type,
        Target: target,
        TargetMode: isExternal && 'External',
      }),
    ),
  );
}

function relation(id: string, type: string, target: string): Relationship {
  return { id, type: type.includes(':') ? type : `${relationTypes}/${type}`, target };
}

export const packageRelations: readonly Relationship[] = [
  relation('rId1', 'officeDocument', 'word/document.xml'),
  relation(
    'rId2',
    `${office}/package/2006/relationships/metadata/core-properties`,
    'docProps/core.xml',
  ),
  relation('rId3', 'extended-properties', 'docProps/app.xml'),
];

export const documentRelations: readonly Relationship[] = [
  relation('rId1', 'styles', 'styles.xml'),
  relation('rId2', 'settings', 'settings.xml'),
  relation('rId3', 'fontTable', 'fontTable.xml'),
  relation('rId4', 'header', 'header1.xml'),
  relation('rId5', 'footer', 'footer1.xml'),
  relation('rId6', 'comments', 'comments.xml'),
  relation(
    'rId7',
    'http://schemas.microsoft.com/office/2011/relationships/commentsExtended',
    'commentsExtended.xml',
  ),
  relation('rId8', 'customXml', '../customXml/item1.xml'),
];
export const [headerRelation, footerRelation] = ['rId4', 'rId5'];

/** A link to an address of the web. */
export function linkRelation(id: string, target: string): Relationship {
  return { ...relation(id, 'hyperlink', target), isExternal: true };
}

export const customRelations: readonly Relationship[] = [
  relation('rId1', 'customXmlProps', 'itemProps1.xml'),
];

/** The namespace of the part that tells the article's text from the record. */
export const textNamespace = 'urn:whence:annotated-text:1';

/** The part's own name, which Word wants to be a GUID: one for all, since each document has one. */
const textPartId = '{5B1E4A0C-9C1D-4E9B-8F53-7C0B6D1F2A37}';

/** What says of the part with the edition’s text which schema it follows. */
export function customProperties(): Xml {
  const ds = `${office}/officeDocument/2006/customXml`;
  return joined([
    declaration,
    element(
      'ds:datastoreItem',
      { 'ds:itemID': textPartId, 'xmlns:ds': ds },
      element('ds:schemaRefs', null, element('ds:schemaRef', { 'ds:uri': textNamespace })),
    ),
  ]);
}

/** The settings of the document, as a part of the package. */
export function settings(): Xml {
  const compatibility = element('w:compatSetting', {
    'w:name': 'compatibilityMode',
    'w:uri': 'http://schemas.microsoft.com/office/word',
    'w:val': 15,
  });
  return joined([
    declaration,
    element(
      'w:settings',
      { 'xmlns:w': namespaces['xmlns:w'] },
      element('w:zoom', { 'w:percent': 100 }),
      element('w:defaultTabStop', { 'w:val': 720 }),
      element('w:characterSpacingControl', { 'w:val': 'doNotCompress' }),
      element('w:compat', null, compatibility),
      element('w:themeFontLang', { 'w:val': 'en' }),
      element('w:decimalSymbol', { 'w:val': '.' }),
      element('w:listSeparator', { 'w:val': ',' }),
    ),
  ]);
}

/** Each face, its kind, and what stands in for it where it is not there. */
const faces = [
  { name: 'Georgia', instead: 'Gelasio', family: 'roman', pitch: 'variable' },
  { name: 'Arial', instead: 'Liberation Sans', family: 'swiss', pitch: 'variable' },
  { name: 'Times New Roman', instead: 'Liberation Serif', family: 'roman', pitch: 'variable' },
  { name: 'Courier New', instead: 'Liberation Mono', family: 'modern', pitch: 'fixed' },
];

/** The faces of the document, each with what stands in for it. */
export function fontTable(): Xml {
  return joined([
    declaration,
    element(
      'w:fonts',
      { 'xmlns:w': namespaces['xmlns:w'] },
      ...faces.map(({ family, instead, name, pitch }) =>
        element(
          'w:font',
          { 'w:name': name },
          element('w:altName', { 'w:val': instead }),
          element('w:family', { 'w:val': family }),
          element('w:pitch', { 'w:val': pitch }),
        ),
      ),
    ),
  ]);
}

/** No name of a person stands in it; its dates are those of the report. */
export function coreProperties(title: string, date: string | null): Xml {
  const w3cdtf = { 'xsi:type': 'dcterms:W3CDTF' };
  return joined([
    declaration,
    element(
      'cp:coreProperties',
      {
        'xmlns:cp': `${office}/package/2006/metadata/core-properties`,
        'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
        'xmlns:dcterms': 'http://purl.org/dc/terms/',
        'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      },
      element('dc:title', null, text(title)),
      element('dc:subject', null, text('Provenance report')),
      element('dc:creator', null, text('Whence')),
      ...(date === null
        ? []
        : [
            element('dcterms:created', w3cdtf, text(withoutFraction(date))),
            element('dcterms:modified', w3cdtf, text(withoutFraction(date))),
          ]),
    ),
  ]);
}

/** A moment to the second, as Word writes them. */
export function withoutFraction(moment: string): string {
  return moment.replace(/\.\d+/u, '');
}

/** By which program the document was written. */
export function appProperties(): Xml {
  return root(
    'Properties',
    `${office}/officeDocument/2006/extended-properties`,
    element('Application', null, text('Whence')),
  );
}

function root(name: string, namespace: string, ...inside: readonly Xml[]): Xml {
  return joined([declaration, element(name, { xmlns: namespace }, ...inside)]);
}
