import type { Uploaded } from '../../domain/files/upload.ts'
import { sendJson } from './api.ts'

/** Sends a file to the hub, where it waits for the command that adds it to something. @throws ApiError */
export function upload(file: File): Promise<Uploaded> {
  return sendJson(`/api/v1/files?name=${encodeURIComponent(file.name || 'tep')}`, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/octet-stream', 'x-ioc-command': '1' },
    body: file,
  })
}
