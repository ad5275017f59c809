import { join } from 'node:path'
import type { Language, Text } from '../domain/text.ts'
import { HELP, parseOptions } from './boundaries/options.ts'
import { replaceBoundaries } from './boundaries/replace.ts'
import { MAP_FOLDER } from './cityFiles/boundaries.ts'
import { ConfigError, readConfig } from './config.ts'

/** `npm run boundaries`: puts surveyed boundaries in the place of schematic ones. Ends with 1 when anything is wrong; then nothing has changed. */
/** Problems told one by one; a file that is wrong throughout shows it sooner. */
const MOST_LINES = 500
/** Above this the screens take long to load the map. */
const HEAVY_BYTES = 4 * 1024 * 1024

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  console.error(`boundaries: ${error.message}`)
  process.exitCode = 1
}

async function main(args: readonly string[]): Promise<0 | 1> {
  const parsed = parseOptions(args)
  if (!parsed.ok) return refuse([parsed.reason], [], ['vi', 'en'])
  const { options } = parsed
  if (options === 'help') {
    console.log(`${HELP.vi}\n\n${HELP.en}`)
    return 0
  }
  const map = options.map ?? join(readConfig(process.env).dataDir, MAP_FOLDER)
  const replaced = await replaceBoundaries({ ...options, map })
  if (!replaced.ok) return refuse(replaced.problems, replaced.hints, options.languages)

  const { path, units, bytes } = replaced
  const size = Math.ceil(bytes / 1024)
  const notes: Text[] = [
    {
      vi: `Đã ghi ${path}: ${units} đơn vị, ranh giới đo đạc, ${size} kB.`,
      en: `Wrote ${path}: ${units} units, surveyed boundaries, ${size} kB.`,
    },
    {
      vi: 'Toạ độ làm tròn 5 chữ số (khoảng 1 m), không giản lược hình. Máy chủ đang chạy dùng ngay, màn hình tự tải lại. Xoá tệp này để trở về ranh giới minh họa.',
      en: 'Coordinates rounded to 5 digits (about 1 m), shapes not simplified. A running hub takes it up at once and screens reload. Delete the file to return to schematic boundaries.',
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
