import { createCanvas } from '@napi-rs/canvas'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileKindOf } from '../../domain/files/fileKind.ts'
import { pictureSize } from '../../domain/files/pictureSize.ts'

const KINDS = ['jpeg', 'png', 'webp'] as const
const canvas = createCanvas(321, 123)
const PICTURES = {
  jpeg: canvas.toBuffer('image/jpeg'),
  png: canvas.toBuffer('image/png'),
  webp: canvas.toBuffer('image/webp'),
}
/** The header of each kind of WebP, by RFC 9649: 16,000 by 9,000. */
const webp = (chunk: string, ...content: readonly number[]) =>
  Buffer.concat([Buffer.from(`RIFF\x40\0\0\0WEBP${chunk}\x20\0\0\0`, 'latin1'), Buffer.from(content), Buffer.alloc(20)])

describe('the size of a picture', () => {
  it.each(KINDS)('is read from its header alone: %s', (kind) => {
    const picture = PICTURES[kind]
    expect(fileKindOf(picture)).toBe(kind)
    expect(pictureSize(picture, kind)).toEqual({ width: 321, height: 123 })
  })

  it('is read of each kind of WebP', () => {
    const large = { width: 16_000, height: 9_000 }
    expect(pictureSize(webp('VP8 ', 0, 0, 0, 0x9d, 1, 0x2a, 0x80, 0x3e, 0x28, 0x23), 'webp')).toEqual(large)
    expect(pictureSize(webp('VP8X', 0, 0, 0, 0, 0x7f, 0x3e, 0, 0x27, 0x23, 0), 'webp')).toEqual(large)
    const bits = (large.width - 1) | ((large.height - 1) << 14)
    const lossless = [0x2f, bits & 0xff, (bits >>> 8) & 0xff, (bits >>> 16) & 0xff, bits >>> 24]
    expect(pictureSize(webp('VP8L', ...lossless), 'webp')).toEqual(large)
  })

  it('of a JPEG is that of its frame, whatever lies before it: another picture in what the camera noted, fill, and rubbish', () => {
    const { jpeg } = PICTURES
    const frame = [0xff, 0xc0, 0, 17, 8, 0x75, 0x30, 0x75, 0x30]
    const noted = Buffer.from([0xff, 0xe1, 0, 2 + frame.length, ...frame, 1, 2, 0xff, 0xff])
    expect(pictureSize(Buffer.concat([jpeg.subarray(0, 2), noted, jpeg.subarray(2)]), 'jpeg')).toEqual({
      ...{ width: 321, height: 123 },
    })
    const large = Buffer.from([0xff, 0xd8, 0xff, ...frame, 0, 0, 0, 0])
    expect(pictureSize(large, 'jpeg')).toEqual({ width: 30_000, height: 30_000 })
  })

  it('never fails, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(...KINDS), fc.nat(60), (random, kind, kept) => {
        pictureSize(random, kind)
        pictureSize(Buffer.concat([PICTURES[kind].subarray(0, kept), random]), kind)
      }),
    )
  })
})
