import { createCanvas } from '@napi-rs/canvas'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { hasContent } from '../../domain/files/fileContent.ts'
import type { FileKind } from '../../domain/files/fileKind.ts'

const ascii = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
const canvas = createCanvas(8, 8)
const pixels = sharp({ create: { width: 8, height: 8, channels: 3, background: '#345' } })

const PROGRESSIVE = await pixels.clone().jpeg({ progressive: true }).toBuffer()
const WEBP = await pixels.clone().webp().toBuffer()
const LOSSLESS = await pixels.clone().webp({ lossless: true }).toBuffer()
/** A paper of one page, as the standard's own smallest example has it; its table where it says. @param page what stands for the page */
function paper(page = '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>', cut = ''): Uint8Array {
  const objects = `%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj${page}endobj\n`
  const table = `xref\n0 1\n0000000000 65535 f \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n${objects.length}\n%%EOF\n`
  const whole = objects + table
  return ascii(cut === '' ? whole : whole.slice(0, whole.indexOf(cut)))
}

const box = (name: string, inside = '') => {
  const bytes = ascii(`0000${name}${inside}`)
  new DataView(bytes.buffer).setUint32(0, bytes.length)
  return bytes
}
const joined = (...parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts))
const FRAME = ascii('\xff\xfb\x90\x00sound')

describe('a file', () => {
  it.each<[FileKind, string, Uint8Array]>([
    ['jpeg', 'a picture', canvas.encodeSync('jpeg', 70)],
    ['jpeg', 'a picture in several scans', PROGRESSIVE],
    ['png', 'a picture', canvas.encodeSync('png')],
    ['webp', 'a picture', WEBP],
    ['webp', 'a picture without loss', LOSSLESS],
    ['pdf', 'a page', paper()],
    ['pdf', 'its objects in a stream', paper('<</Type/ObjStm/N 1>>')],
    ['pdf', 'something behind its end', joined(paper(), ascii('\n\n'))],
    ['ogg', 'a page', joined(ascii('OggS\0'), new Uint8Array(30))],
    ['m4a', 'sound behind what it is', joined(box('ftyp', 'M4A '), box('moov'), box('mdat', 'sound'))],
    ['m4a', 'sound up to its end', joined(box('ftyp', 'M4A '), box('moov'), ascii('\0\0\0\0mdatsound'))],
    ['mp3', 'a frame', FRAME],
    ['mp3', 'a frame behind notes', joined(ascii('ID3\x04\0\0\0\0\0\x05notes'), FRAME)],
  ])('%s with %s has content', (kind, _, bytes) => {
    expect(hasContent(bytes, kind)).toBe(true)
  })

  it.each<[FileKind, string, Uint8Array]>([
    ['jpeg', 'nine bytes', ascii('\xff\xd8\xff\xe0 fake')],
    ['jpeg', 'a size and no scan', canvas.encodeSync('jpeg', 70).subarray(0, 180)],
    ['png', 'its first bytes', canvas.encodeSync('png').subarray(0, 16)],
    ['png', 'a size and nothing to draw', canvas.encodeSync('png').subarray(0, 33)],
    ['webp', 'its first bytes', ascii('RIFF\x0c\0\0\0WEBP')],
    ['pdf', 'a header', ascii('%PDF-1.7 nothing more')],
    ['pdf', 'four lines', ascii('%PDF-1.4\n1 0 obj\n<<>>\nendobj\n')],
    ['pdf', 'no page', paper('<</Type/Font>>')],
    ['pdf', 'its end cut off', paper(undefined, 'startxref')],
    ['pdf', 'a table beyond its end', ascii('%PDF-1.7 /Page \nstartxref\n999\n%%EOF')],
    ['ogg', 'its first bytes', ascii('OggS')],
    ['m4a', 'what it is and no sound', joined(box('ftyp', 'M4A '), box('moov'))],
    // A file that is made to be searched for long is given up.
    ['m4a', 'sound behind ten thousand boxes', joined(...Array(10_000).fill(box('free')), box('moov'), box('mdat'))],
    ['mp3', 'a frame far behind its notes', joined(ascii('ID3\x04\0\0\0\0\0\0'), new Uint8Array(300_000), FRAME)],
    ['mp3', 'notes alone', ascii('ID3\x04\0\0\0\0\0\x05notes')],
  ])('%s with only %s has none', (kind, _, bytes) => {
    expect(hasContent(bytes, kind)).toBe(false)
  })
})
