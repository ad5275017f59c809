import * as z from 'zod'
import type { Permission } from '../access/permissions.ts'
import { says } from '../schema.ts'
import type { Text } from '../text.ts'

/** Files that one person or program may send within an hour. */
export const FILES_AN_HOUR = 20

/**
 * The door for files: `POST /api/v1/files?name=…` with the file as the body. What comes in waits, under an id that its sender alone may use, until a
 * command adds it to something.
 */
export const UPLOAD = {
  path: '/files',
  summary: {
    vi: 'Tải lên một tệp (ảnh, PDF, DOCX, XLSX, ghi âm), mỗi tệp 10 MB trở xuống, mỗi giờ nhiều nhất 20 tệp; sau đó dùng lệnh đưa tệp vào sự vụ, chỉ đạo hay giải trình',
    en: 'Takes a file (picture, PDF, DOCX, XLSX, sound) of 10 MB at most, twenty an hour of each person; a command then adds it to an incident, a directive or an explanation',
  } satisfies Text,
  do: 'incidents.work' as const satisfies Permission,
  query: z.object({ name: z.string().min(1).max(300) }),
  gives: z.object({
    upload: z
      .string()
      .meta(says('dùng trong lệnh đưa tệp vào hồ sơ, trong một giờ', 'for the command, within an hour')),
    name: z.string(),
    type: z.string().meta(says('loại tệp theo nội dung, không theo tên', 'by its content, not by its name')),
    bytes: z.number().int(),
  }),
}
export type Uploaded = Readonly<z.output<typeof UPLOAD.gives>>

/** Of a command that adds what was uploaded to something. */
export const UPLOADED = {
  upload: z.string().max(64).meta(says('do POST /api/v1/files trả về', 'as POST /api/v1/files has answered')),
  name: z.string().max(300).optional().meta(says('tên tệp, để ghi nhật ký', 'its name, for the log')),
}
