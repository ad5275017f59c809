import sharp from 'sharp'
import { jpegSegments, SOS } from '../../domain/files/jpegSegments.ts'

const END = 2
const BLOCK = 8

/** A sound picture in so many scans: those that its encoder writes, and as many as are wanting that say of all blocks at once that they add nothing. */
export async function jpegOfScans(
  scans: number,
  { width = 64, height = 48, progressive = true } = {},
): Promise<Buffer> {
  const picture = await sharp({ create: { width, height, channels: 3, background: '#345' } })
    .greyscale()
    .jpeg({ progressive })
    .toBuffer()
  const own = [...jpegSegments(picture)].filter(({ marker }) => marker === SOS).length
  const blocks = Math.ceil(width / BLOCK) * Math.ceil(height / BLOCK)
  const power = Math.floor(Math.log2(blocks))
  // ITU-T T.81, G.1.2.2: a run of 2^power blocks and what follows in as many bits; its code, the table's only one, is one zero bit.
  const table = Buffer.from([0xff, 0xc4, 0, 20, 0x10, 1, ...Array(15).fill(0), power << 4])
  const bits = `0${(blocks - 2 ** power).toString(2).padStart(power, '0')}`
  const run = (bits.padEnd(Math.ceil(bits.length / 8) * 8, '1').match(/.{8}/g) ?? []).map((byte) =>
    Number.parseInt(byte, 2),
  )
  const scan = Buffer.from([0xff, SOS, 0, 8, 1, 1, 0, 1, 63, 0, ...run])
  const more = Array.from({ length: scans - own }, () => scan)
  return Buffer.concat([picture.subarray(0, -END), table, ...more, picture.subarray(-END)])
}
