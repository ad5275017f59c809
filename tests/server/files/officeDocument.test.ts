import { strToU8, type Zippable, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { fileKindOf } from '../../../domain/files/fileKind.ts'
import { systemClock } from '../../../server/clock.ts'
import { isPlainOffice } from '../../../server/files/officeDocument.ts'
import { createUploads } from '../../../server/files/uploads.ts'
import { Problem } from '../../../server/problem.ts'

const MAIN = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
const override = (part: string, type: string) => `<Override PartName="${part}" ContentType="${type}"/>`
const types = (...overrides: readonly string[]) =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`
const PLAIN = types(override('/word/document.xml', MAIN))
const VBA = 'application/vnd.ms-office.vbaProject'

const document = (parts: Zippable = {}, contentTypes: string | Uint8Array = PLAIN) =>
  zipSync({
    '[Content_Types].xml': typeof contentTypes === 'string' ? strToU8(contentTypes) : contentTypes,
    '_rels/.rels': strToU8('<Relationships/>'),
    'word/document.xml': strToU8('<w:document/>'),
    ...parts,
  })
const utf16 = (text: string, mark = true) => new Uint8Array(Buffer.from(`${mark ? '\ufeff' : ''}${text}`, 'utf16le'))
const sheet = (contentTypes = types()) =>
  zipSync({ '[Content_Types].xml': strToU8(contentTypes), 'xl/workbook.xml': strToU8('<workbook/>') })
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const relationship = (type: string, target: string) =>
  `<Relationship Id="rId1" Type="${OFFICE}/${type}" Target="${target}" TargetMode="External"/>`
const found = (...relationships: readonly string[]) =>
  document({
    'word/_rels/settings.xml.rels': strToU8(
      `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relationships.join('')}</Relationships>`,
    ),
  })
/** Links, at most so many bytes of them. */
const linksOf = (bytes: number) => {
  const link = relationship('hyperlink', 'https://cantho.gov.vn/van-ban/')
  return link.repeat(Math.floor(bytes / link.length))
}
const MB = 1024 * 1024
const disguised = types(override('/word/document.xml', MAIN), override('/word/notes.xml', VBA))
const nested = (depth: number): Uint8Array =>
  depth === 0 ? document() : document({ 'word/embeddings/a.docx': nested(depth - 1) })

describe('a document', () => {
  it.each<readonly [string, Uint8Array]>([
    ['as programs write it', document()],
    ['that is written in UTF-16', document({}, utf16(PLAIN.replace('UTF-8', 'UTF-16')))],
    [
      'with a sheet and a paper in it',
      document({ 'word/embeddings/a.xlsx': sheet(), 'word/embeddings/b.pdf': strToU8('%PDF-1.7') }),
    ],
    ['with a picture', document({ 'word/media/a.png': strToU8(`\x89PNG\r\n\x1a\n${'x'.repeat(5_000)}`) })],
    ['with notes of a printer', document({ 'word/printerSettings/printerSettings1.bin': strToU8('x') })],
    [
      'whose parts are stored as they are',
      zipSync(
        Object.fromEntries([
          ['[Content_Types].xml', [strToU8(PLAIN), { level: 0 }]],
          ['word/document.xml', strToU8('x')],
        ]) as Zippable,
      ),
    ],
    ['in a document in a document', nested(2)],
    [
      'with links',
      found(
        relationship('hyperlink', 'https://cantho.gov.vn/?a=1&amp;b=2'),
        relationship('hyperlink', 'mailto:a@b.vn'),
      ),
    ],
    ['with links to a share', found(relationship('hyperlink', '\\\\may-chu\\chung\\a.docx'))],
    ['with very many links', found(linksOf(3 * MB))],
    ['whose figures come from a sheet elsewhere', found(relationship('externalLinkPath', 'file:///\\may-chu\\a.xlsx'))],
    ...[
      'file:///C:\\Users\\an\\Templates\\Normal.dotm',
      'file:///C:/Users/an/Normal.dotm',
      'file:///Users/an/Normal.dotm',
      'C:\\Mau\\cong-van.dotx',
      'Normal.dotm',
      '../mau/cong-van.dotx',
      '/word/a.xml',
    ].map(
      (target) =>
        [`whose template is its own machine’s: ${target}`, found(relationship('attachedTemplate', target))] as const,
    ),
    [
      'whose relationship is written by another program',
      found(`<r:Relationship Target='a.xml'\n Type = '${OFFICE}/settings' Id="x > y" ></r:Relationship>`),
    ],
  ])('%s is taken', async (_what, bytes) => {
    expect(fileKindOf(bytes)).toBe('docx')
    expect(await isPlainOffice(bytes)).toBe(true)
  })

  it.each<readonly [string, Uint8Array]>([
    ['whose macros have the name of a text', document({ 'word/notes.xml': strToU8('x') }, disguised)],
    [
      'that says that it has macros',
      document({}, types(override('/word/document.xml', 'application/vnd.ms-word.document.macroEnabled.main+xml'))),
    ],
    [
      'that says so of an ending',
      document(
        { 'word/a.txt': strToU8('x') },
        PLAIN.replace('<Override', `<Default Extension="txt" ContentType="${VBA}"/><Override`),
      ),
    ],
    [
      'whose macros are found by their relationship',
      document({
        'word/_rels/document.xml.rels': strToU8(
          '<Relationship Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="a.xml"/>',
        ),
      }),
    ],
    ['whose types are written in UTF-16', document({}, utf16(disguised.replace('UTF-8', 'UTF-16')))],
    ['the same without a mark', document({}, utf16(disguised, false))],
    ['whose types are written with numbers', document({}, disguised.replace('vbaProject', 'vba&#80;roject'))],
    [
      'whose types are written with entities',
      document(
        {},
        disguised.replace('<Types', '<!DOCTYPE Types [<!ENTITY p "P">]><Types').replace('vbaProject', 'vba&p;roject'),
      ),
    ],
    [
      'whose types are in another encoding',
      document({}, disguised.replace('UTF-8', 'UTF-7').replace('vbaProject', 'vba+AFA-roject')),
    ],
    ['with a program that is called a text', document({ 'word/embeddings/a.txt': strToU8('MZ\x90\x00') })],
    ['with a program that is called a document', document({ 'word/embeddings/a.docx': strToU8('MZ\x90\x00') })],
    ['with a program that is called a paper', document({ 'word/embeddings/a.pdf': strToU8('MZ\x90\x00') })],
    [
      'with an object that holds anything',
      document(
        { 'word/embeddings/a.txt': strToU8('x') },
        types(override('/word/embeddings/a.txt', 'application/vnd.openxmlformats-officedocument.oleObject')),
      ),
    ],
    ...(
      [
        ['a document', document()],
        ['a program', strToU8('MZ\x90\x00')],
        ['a compound file', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1])],
      ] as const
    ).map(([what, bytes]) => [`with ${what} among its pictures`, document({ 'word/media/a.png': bytes })] as const),
    ['with a program among its pictures, as it is', document({ 'word/media/a.png': [strToU8('MZ'), { level: 0 }] })],
    ...[
      'application/vnd.ms-excel.macrosheet+xml',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.dialogsheet+xml',
      'application/vnd.ms-office.webextension+xml',
    ].map((type) => [`with what runs: ${type}`, document({}, types(override('/word/a.xml', type)))] as const),
    ...['ui/extensibility', '../2007/relationships/ui/extensibility', 'ui/userCustomization', 'xlMacrosheet'].map(
      (type) =>
        [
          `with what runs, by how it is found: ${type}`,
          found(`<Relationship Type="${OFFICE}/${type}" Target="a.xml"/>`),
        ] as const,
    ),
    ['with a sheet that has macros', document({ 'word/embeddings/a.xlsx': sheet(types(override('/xl/a.xml', VBA))) })],
    ...[
      'http://evil.example/a.dotm',
      'HTTPS://evil.example/a.dotm',
      ' http://evil.example/a.dotm',
      'ht\ntp://evil.example/a.dotm',
      'mhtml:http://evil.example/a!x',
      'ftp://evil.example/a',
      'file://evil/share/a.dotm',
      'file:////evil/share/a.dotm',
      'file:///\\\\evil\\share\\a.dotm',
      'file:///%5C%5Cevil/share/a.dotm',
      'file:\\\\evil\\share\\a.dotm',
      '\\\\evil\\share\\a.dotm',
      '/\\evil/share/a.dotm',
      '//evil/share/a.dotm',
    ].map(
      (target) =>
        [`whose template is another machine’s: ${target}`, found(relationship('attachedTemplate', target))] as const,
    ),
    ...['frame', 'image', 'subDocument', 'aFChunk', 'mailMergeSource', 'oleObject'].map(
      (type) =>
        [`that loads from another machine: ${type}`, found(relationship(type, 'http://evil.example/a'))] as const,
    ),
    ...['aFChunk', 'connections', 'aFChunk '].map(
      (type) =>
        [
          `that takes in a part of its own: ${type}`,
          found(`<Relationship Type="${OFFICE}/${type}" Target="a.txt"/>`),
        ] as const,
    ),
    ...[
      'application/rtf',
      'text/rtf',
      'text/html',
      'application/xhtml+xml',
      'message/rfc822',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.connections+xml',
    ].map(
      (type) =>
        [`with a part that is not looked into: ${type}`, document({}, types(override('/word/a.txt', type)))] as const,
    ),
    [
      'whose template is named by another prefix, after a link',
      found(
        relationship('hyperlink', 'https://cantho.gov.vn'),
        relationship('attachedTemplate', 'http://evil.example').replace('<', '<r:'),
      ),
    ],
    [
      'whose template hides its address in another value',
      found(
        `<Relationship Id=" Target='" Target="http://evil.example/" Type="${OFFICE}/attachedTemplate" TargetMode="External" a="'"/>`,
      ),
    ],
    [
      'whose template calls itself a link in another value',
      found(
        `<Relationship Id=' Type="${OFFICE}/hyperlink"' Target="http://evil.example/" Type="${OFFICE}/attachedTemplate"/>`,
      ),
    ],
    [
      'whose template says twice what it is',
      found(
        `<Relationship Type="${OFFICE}/attachedTemplate" Target="http://evil.example/" Type="${OFFICE}/hyperlink"/>`,
      ),
    ],
    [
      'whose template is no XML',
      found(`<Relationship Type="${OFFICE}/attachedTemplate" Target=http://evil.example/ />`),
    ],
    ['with more links than anybody reads', found(linksOf(5 * MB))],
    ['whose parts are declared without end', document({}, `${PLAIN}${' '.repeat(5 * MB)}`)],
    [
      'whose links are too many together',
      document({ 'word/_rels/a.xml.rels': strToU8(linksOf(3 * MB)), 'word/embeddings/a.docx': found(linksOf(3 * MB)) }),
    ],
    ['that has no end', nested(3)],
    ['that grows without end', document({ 'word/embeddings/a.txt': new Uint8Array(64 * 1024 * 1024) })],
  ])('%s is not', async (_what, bytes) => {
    expect(fileKindOf(bytes)).toBe('docx')
    expect(await isPlainOffice(bytes)).toBe(false)
  })

  it('that has macros is refused as none of the kinds where it is sent', async () => {
    const put: Uint8Array[] = []
    const contents = { put: async (bytes: Uint8Array) => String(put.push(bytes)), checkRoom: async () => undefined }
    const uploads = createUploads({ contents: contents as never, clock: systemClock })
    const whose = { is: 'person', id: 'p', name: 'p', grants: [] } as const
    await expect(uploads.take(whose, 'a.docx', document({}, disguised))).rejects.toThrow(Problem)
    expect(put).toEqual([])
    expect(await uploads.take(whose, 'a.docx', document())).toMatchObject({ name: 'a.docx' })
    expect(put).toHaveLength(1)
  })
})
