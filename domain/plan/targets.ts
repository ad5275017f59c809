/**
 * The numbers of Kế hoạch 11/KH-UBND (2021), by the id of their row in the plan's list: percent, unless the row counts things.
 * They are the plan's own and never change; what the city works with stands beside them in its `targets.json`.
 */
export const PLAN_TARGETS = {
  T01: 65,
  T02: 35,
  T03: 30,
  T04: 25,
  T05: 90,
  T06a: 85,
  T06b: 65,
  T06c: 35,
  T07: 100,
  T08: 20,
  T09: 20,
  T10: 80,
  T11: 95,
  T12: 100,
  M01a: 100,
  M01b: 100,
  M02: 100,
  M04: 50,
  M05: 100,
  M10: 6,
  M13: 3,
} as const
