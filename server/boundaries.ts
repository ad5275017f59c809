import { resolve } from 'node:path'
import type { Language, Text } from '../domain/text.ts'
import { HELP, parseOptions } from './boundaries/options.ts'
import { replaceBoundaries } from './boundaries/replace.ts'

/** `npm run boundaries`: puts surveyed boundaries in the place of schematic ones. Ends with 1 when anything is wrong; then nothing has changed. */
const MAP = resolve(import.meta.dirname, '../public/map')
/** Problems told one by one; a file that is wrong throughout shows it sooner. */
const MOST_LINES = 500
/** Above this the screens take long to load the map. */
const HEAVY_BYTES = 4 * 1024 * 1024

process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<0 | 1> {
  const parsed = parseOptions(args)
  if (!parsed.ok) return refuse([parsed.reason], [], ['vi', 'en'])
  const { options } = parsed
  if (options === 'help') {
    console.log(`${HELP.vi}\n\n${HELP.en}`)
    return 0
  }
  const map = options.map ?? MAP
  const replaced = await replaceBoundaries({ ...options, map })
  if (!replaced.ok) return refuse(replaced.problems, replaced.hints, options.languages)

  const { path, units, bytes } = replaced
  const size = Math.ceil(bytes / 1024)
  const notes: Text[] = [
    {
      vi: `Đã thay ${path}: ${units} đơn vị, ranh giới đo đạc, ${size} kB.`,
      en: `Replaced ${path}: ${units} units, surveyed boundaries, ${size} kB.`,
    },
    {
      vi: 'Toạ độ làm tròn 5 chữ số (khoảng 1 m), không giản lược hình. Bản cũ nằm trong git, không giữ bản sao. Chạy lại `npm run build` để màn hình dùng bản mới.',
      en: 'Coordinates rounded to 5 digits (about 1 m), shapes not simplified. The former file is in git, no copy is kept. Run `npm run build` for the screens to use it.',
    },
  ]
  if (bytes > HEAVY_BYTES) {
    notes.push({
      vi: 'Tệp nặng hơn 4 MB: hãy giản lược trước bằng công cụ giữ chung cạnh giữa các đơn vị rồi chạy lại.',
      en: 'The file is heavier than 4 MB: simplify it first with a tool that keeps shared borders shared, then run this again.',
    })
  }
  for (const language of options.languages) for (const note of notes) console.log(note[language])
  return 0
}

function refuse(problems: readonly Text[], hints: readonly Text[], languages: readonly Language[]): 1 {
  const rest = problems.length - MOST_LINES
  const lines: readonly Text[] = [
    { vi: `Không thay gì. Số lỗi: ${problems.length}`, en: `Nothing was changed. Problems: ${problems.length}` },
    ...problems.slice(0, MOST_LINES).map(({ vi, en }) => ({ vi: `- ${vi}`, en: `- ${en}` })),
    ...(rest > 0 ? [{ vi: `… và ${rest} lỗi nữa`, en: `… and ${rest} more` }] : []),
    ...hints,
  ]
  for (const language of languages) for (const line of lines) console.error(oneLine(line[language]))
  return 1
}

/** What a file says is shown as text: no line breaks or terminal codes. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
}
