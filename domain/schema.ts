import * as z from 'zod'

/** Beside `description` in a JSON Schema: the same in Vietnamese. */
export const VIETNAMESE = 'x-description-vi'

/** What a field means, for `.meta()`: the API's page tells it in the reader's language. */
export const says = (vi: string, en: string) => ({ description: en, [VIETNAMESE]: vi })

/** A moment, epoch ms on the hub's clock where nothing else is said. */
export const epochMs = z.number().int().meta(says('mili giây epoch', 'epoch milliseconds'))

/** A moment, or null: never, or unknown. */
export const moment = epochMs.nullable()

/** `Text`: what a person reads, in both languages. */
export const text = z.object({ vi: z.string(), en: z.string() })
