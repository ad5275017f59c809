import * as z from 'zod'
import { says } from '../schema.ts'

/**
 * Why the position that a device announced is doubtful.
 *
 * - `none`: it announced none
 * - `zero`: 0,0, what a receiver says before it knows where it is
 * - `swapped`: outside the city, and inside with longitude and latitude exchanged
 * - `outside`: outside the city
 * - `elsewhere`: inside the city, in another commune than the device says it belongs to; `commune` is the code of the one it lies in
 */
const Misplacement = z.discriminatedUnion('is', [
  z.object({ is: z.enum(['none', 'zero', 'swapped', 'outside']) }),
  z.object({ is: z.literal('elsewhere'), commune: z.string() }),
])
export type Misplacement = Readonly<z.output<typeof Misplacement>>

/** The column of a row that says so; absent or null where the position lies in the device's commune. */
export const misplaced = Misplacement.nullable()
  .optional()
  .meta(
    says(
      'vị trí chưa đúng: none không có, zero 0,0, swapped đảo kinh độ và vĩ độ, outside ngoài thành phố, elsewhere ở xã khác; không có trường này khi vị trí nằm trong xã của thiết bị',
      'what is doubtful of the position: none, zero (0,0), swapped longitude and latitude, outside the city, elsewhere in another commune; absent where it lies in the commune of the device',
    ),
  )
