import type { FileContents } from '../files/contents.ts'
import { Problem } from '../problem.ts'
import type { KeptFile } from '../store/files.ts'
import type { Binary } from './route.ts'

/**
 * The content of a file of a matter, to be saved under its name and never run: not even where somebody opens it as a page.
 * @param file undefined: the matter has none under that id
 * @param unit of the matter
 * @throws Problem
 */
export async function fileAnswer(
  file: KeptFile | undefined,
  contents: Pick<FileContents, 'get'>,
  unit: string | null,
): Promise<Binary> {
  if (file === undefined) throw new Problem('unknownFileOf')
  const bytes = await contents.get(file.hash)
  if (bytes === undefined) throw new Problem('fileGone')
  return {
    type: file.type,
    bytes,
    told: { unit, name: file.name },
    headers: {
      'Content-Disposition': `attachment; filename="tep"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Resource-Policy': 'same-origin',
    },
  }
}
