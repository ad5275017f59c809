import * as z from 'zod'

/** What is known of a file of a matter without its content. */
export const FileRef = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  bytes: z.number().int(),
})
export type FileRef = Readonly<z.output<typeof FileRef>>

/** Files of one matter. */
export const MOST_FILES = 100
