import { UNIT_TREES } from '../../domain/units/index.ts'

/** Code of the city: the same in both editions, so that a panel need not wait to learn which one is in force. */
export const CITY = UNIT_TREES['2021'].city.code
