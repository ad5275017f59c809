import { WRITER_HEADER } from '../../domain/commands/sending.ts'
import type { Uploaded } from '../../domain/files/upload.ts'
import { sendJson } from './api.ts'
import { readerOfPage } from './reader.ts'

/**
 * Sends a file to the hub, where it waits for the command that adds it to something.
 * @param writer account of who adds it: in the session of anybody else the hub does not take it
 * @throws ApiError
 */
export function upload(file: File, writer: string | undefined = readerOfPage()): Promise<Uploaded> {
  return sendJson(`/api/v1/files?name=${encodeURIComponent(file.name || 'tep')}`, {
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': 'application/octet-stream',
      'x-ioc-command': '1',
      ...(writer !== undefined && { [WRITER_HEADER]: writer }),
    },
    body: file,
  })
}
