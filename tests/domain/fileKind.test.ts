import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { FILE_KINDS, type FileKind, fileKindOf, safeFileName } from '../../domain/files/fileKind.ts'

const bytes = (...parts: readonly (string | readonly number[])[]) =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : [...part])),
  )
const office = (...names: readonly string[]) =>
  zipSync(Object.fromEntries(['[Content_Types].xml', ...names].map((name) => [name, strToU8('<x/>')])))

/** The same archive, whose end says that it has one entry less: the last one is read by some programs and not by others. */
function miscounted(archive: Uint8Array): Uint8Array {
  const wrong = archive.slice()
  const view = new DataView(wrong.buffer)
  const end = wrong.length - 22
  for (const field of [8, 10]) view.setUint16(end + field, view.getUint16(end + field, true) - 1, true)
  return wrong
}

const EXAMPLES: Readonly<Record<FileKind, Uint8Array>> = {
  jpeg: bytes([0xff, 0xd8, 0xff, 0xe0], 'JFIF'),
  png: bytes([0x89], 'PNG\r\n\x1a\n'),
  webp: bytes('RIFF', [9, 0, 0, 0], 'WEBPVP8 '),
  pdf: bytes('%PDF-1.7\n'),
  docx: office('word/document.xml', '_rels/.rels'),
  xlsx: office('xl/workbook.xml'),
  mp3: bytes('ID3', [4, 0, 0]),
  m4a: bytes([0, 0, 0, 32], 'ftypM4A '),
  ogg: bytes('OggS', [0, 2]),
}

describe('the kind of a file', () => {
  it.each(Object.entries(EXAMPLES))('%s is told by its bytes', (kind, content) => {
    expect(fileKindOf(content)).toBe(kind)
  })

  it('an MPEG frame without a tag is sound too', () => {
    expect(fileKindOf(bytes([0xff, 0xfb, 0x90, 0x64]))).toBe('mp3')
  })

  it.each([
    ['a page', bytes('<!doctype html><script>')],
    ['an SVG, which may hold a script', bytes('<svg xmlns="http://www.w3.org/2000/svg">')],
    ['a program', bytes([0x7f], 'ELF')],
    ['a Windows program', bytes('MZ')],
    ['a script', bytes('#!/bin/sh')],
    ['an archive that is no document', zipSync({ 'a.txt': strToU8('x') })],
    ['a document with macros', office('word/document.xml', 'word/vbaProject.bin')],
    ['a document whose macros have another name', office('word/document.xml', 'word/notes.dat')],
    [
      'a document with macros among how it is printed',
      office('word/document.xml', 'word/printerSettings/vbaProject.bin'),
    ],
    ['a document with a program', office('word/document.xml', 'word/embeddings/evil.exe')],
    ['a sheet with macros', office('xl/workbook.xml', 'xl/vbaProject.bin')],
    [
      'a document whose directory has more than it counts',
      miscounted(office('word/document.xml', 'word/vbaProject.bin')),
    ],
    ['an archive that breaks off', EXAMPLES.docx.slice(0, 60)],
    ['a film', bytes([0, 0, 0, 32], 'ftypqt  ')],
    ['nothing', bytes()],
  ])('%s is none', (_what, content) => {
    expect(fileKindOf(content)).toBeUndefined()
  })

  it('never fails, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.constantFrom(...Object.values(EXAMPLES)), (random, head) => {
        fileKindOf(random)
        fileKindOf(Uint8Array.from([...head.slice(0, 30), ...random]))
        fileKindOf(Uint8Array.from([0x50, 0x4b, 3, 4, ...random, 0x50, 0x4b, 5, 6, ...random]))
      }),
    )
  })
})

describe('the name of a file', () => {
  it.each([
    ['Ảnh hiện trường.JPG', 'jpeg', 'Ảnh hiện trường.jpg'],
    ['../../etc/passwd', 'pdf', 'passwd.pdf'],
    ['C:\\Users\\an\\báo cáo.docx', 'docx', 'báo cáo.docx'],
    ['hóa đơn.pdf.exe', 'pdf', 'hóa đơn.pdf.pdf'],
    ['a\u202Egpj.exe', 'png', 'a gpj.png'],
    ['<img src=x>.png', 'png', 'img src=x.png'],
    ['...', 'ogg', 'tep.ogg'],
    ['', 'mp3', 'tep.mp3'],
    ['x'.repeat(300), 'xlsx', `${'x'.repeat(100)}.xlsx`],
  ] as const)('%j of %s is %j', (name, kind, safe) => {
    expect(safeFileName(name, kind)).toBe(safe)
  })

  it('is safe whatever was typed', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom(...(Object.keys(FILE_KINDS) as FileKind[])),
        (name, kind) => {
          const safe = safeFileName(name, kind)
          expect(safe).not.toMatch(/[\\/\p{C}]|^\./u)
          expect(safe.endsWith(`.${FILE_KINDS[kind].ending}`)).toBe(true)
        },
      ),
    )
  })
})
